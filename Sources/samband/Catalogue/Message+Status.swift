import Exchange

extension Message {
  /// Label: whose replica it is.
  static var whoLabel: Message { Message(nn: "Kopien til:", nb: "Kopien til:", en: "Replica of:") }

  /// Label: the collaboration.
  static var collaborationLabel: Message {
    Message(nn: "Samarbeid:", nb: "Samarbeid:", en: "Collaboration:")
  }

  /// The collaboration and its charter.
  static func collaborationLine(_ name: String, version: Int64) -> Message {
    Message(
      nn: "\(name), avtale versjon \(version)", nb: "\(name), avtale versjon \(version)",
      en: "\(name), charter version \(version)")
  }

  /// Label: edits that are not sealed.
  static var unsealedLabel: Message {
    Message(nn: "Nytt sidan sist:", nb: "Nytt siden sist:", en: "New since last:")
  }

  /// Nothing to say under a label.
  static var nothing: Message { Message(nn: "ingenting", nb: "ingenting", en: "nothing") }

  /// Label: what waits to be sent.
  static var toSendLabel: Message { Message(nn: "Å sende:", nb: "Å sende:", en: "To send:") }

  /// Label: who has what was made here.
  static var reachedLabel: Message {
    Message(nn: "Vårt har nådd:", nb: "Vårt har nådd:", en: "Ours has reached:")
  }

  /// Label: who was heard from when.
  static var heardLabel: Message {
    Message(nn: "Høyrt frå:", nb: "Hørt fra:", en: "Heard from:")
  }

  /// Nobody else has a replica.
  static var nobodyElseYet: Message {
    Message(
      nn: "ingen andre har ein kopi enno", nb: "ingen andre har en kopi ennå",
      en: "nobody else has a replica yet")
  }

  /// Somebody lacks change sets.
  static func lacks(_ members: Message, _ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "\(sets.nn) til \(members.nn)", nb: "\(sets.nb) til \(members.nb)",
      en: "\(sets.en) to \(members.en)")
  }

  /// Some of all: `Vik og Årdal`, `alle`, or `alle utanom Vik` where those who are left are few.
  static func some(_ members: [String], except others: [String]) -> Message {
    if others.isEmpty && members.count > 1 {
      return Message(nn: "alle", nb: "alle", en: "everyone")
    }
    guard saysWhoIsLeft(members.count, except: others.count) else { return names(members) }
    let left = names(others)
    return Message(
      nn: "alle utanom \(left.nn)", nb: "alle unntatt \(left.nb)", en: "everyone but \(left.en)")
  }

  /// Whether so many of all are told by naming those who are left.
  static func saysWhoIsLeft(_ members: Int, except others: Int) -> Bool {
    members > 3 && others <= 2
  }

  /// Who is known to have all that was made here, and who is not.
  static func reached(_ members: Message?, notConfirmedBy others: Message?) -> Message {
    let nobody = Message(
      nn: "ingen, så langt vi veit", nb: "ingen, så vidt vi vet",
      en: "nobody yet, as far as we know")
    guard let members else { return nobody }
    guard let others else { return members }
    return Message(
      nn: "\(members.nn); ikkje stadfesta av \(others.nn)",
      nb: "\(members.nb); ikke bekreftet av \(others.nb)",
      en: "\(members.en); not confirmed by \(others.en)")
  }

  /// Who was last heard from in a week.
  static func heard(_ members: Message, inWeek week: ISOWeek, withYear: Bool) -> Message {
    let number = withYear ? "\(week.week)/\(week.year)" : "\(week.week)"
    return Message(
      nn: "\(members.nn) i veke \(number)", nb: "\(members.nb) i uke \(number)",
      en: "\(members.en) in week \(number)")
  }

  /// Who has never been heard from.
  static func neverHeard(_ members: Message) -> Message {
    Message(
      nn: "aldri frå \(members.nn)", nb: "aldri fra \(members.nb)", en: "never from \(members.en)")
  }

  /// Stands below a status that is told anew when something happens.
  static var watching: Message {
    Message(
      nn: "(vert oppdatert når noko skjer; avslutt med Ctrl-C)",
      nb: "(oppdateres når noe skjer; avslutt med Ctrl-C)",
      en: "(updated when something happens; end with Ctrl-C)")
  }

  /// Label: what is missing here.
  static var missingLabel: Message {
    Message(nn: "Manglar her:", nb: "Mangler her:", en: "Missing here:")
  }

  /// Change sets that wait.
  static func waitingHere(_ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "\(sets.nn) har kome, men ventar på dette:",
      nb: "\(sets.nb) har kommet, men venter på dette:",
      en: "\(sets.en) came, but \(count == 1 ? "waits" : "wait") for this:")
  }

  /// What has not come, and whom to ask.
  static func missingRange(
    _ numbers: ClosedRange<Int64>, of stream: String, askMember member: String
  ) -> Message {
    let (first, last) = (numbers.lowerBound, numbers.upperBound)
    let isOne = first == last
    let range = isOne ? "\(first)" : "\(first)–\(last)"
    return Message(
      nn: "\(isOne ? "samling" : "samlingane") \(range) frå \(member): spør \(member) (\(stream))",
      nb: "\(isOne ? "samling" : "samlingene") \(range) fra \(member): spør \(member) (\(stream))",
      en: "change \(isOne ? "set" : "sets") \(range) of \(member): ask \(member) (\(stream))")
  }

  /// Label: what a person must decide.
  static var openLabel: Message {
    Message(nn: "Ventar på avgjerd:", nb: "Venter på avgjørelse:", en: "To be decided:")
  }

  /// How many, and where to see them.
  static func openConflicts(_ count: Int64, _ command: String) -> Message {
    Message(
      nn: "\(count), sjå: \(command)", nb: "\(count), se: \(command)",
      en: "\(count), see: \(command)")
  }

  /// Label: what rules decided.
  static var settledLabel: Message {
    Message(nn: "Avgjort av reglar:", nb: "Avgjort av regler:", en: "Settled by rules:")
  }

  /// Label: rows that are held back.
  static var heldLabel: Message {
    Message(nn: "Halde tilbake:", nb: "Holdt tilbake:", en: "Held back:")
  }

  /// Label: the digest.
  static var digestLabel: Message {
    Message(nn: "Kontrollsum:", nb: "Kontrollsum:", en: "Digest:")
  }

  /// The digest and who is known to have the same data.
  static func digestLine(_ digest: String, sameAs members: Message?) -> Message {
    guard let members else { return Message(digest) }
    return Message(
      nn: "\(digest), same data som \(members.nn)", nb: "\(digest), samme data som \(members.nb)",
      en: "\(digest), same data as \(members.en)")
  }

  /// The charter does not name this replica yet.
  static var notAdmittedYet: Message {
    Message(
      nn: "Denne kopien er ikkje teken opp enno, så langt vi veit. Send førespurnaden til "
        + "koordinatoren, og hent neste pakke derifrå.",
      nb: "Denne kopien er ikke tatt opp ennå, så langt vi vet. Send forespørselen til "
        + "koordinatoren, og hent neste pakke derfra.",
      en: "As far as we know this replica is not admitted yet. Send the request to the "
        + "coordinator, and import the next bundle from there.")
  }
}
