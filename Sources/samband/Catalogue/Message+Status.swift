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

  /// Label: who is not known to have everything that we have.
  static var unconfirmedLabel: Message {
    Message(nn: "Ikkje stadfesta av:", nb: "Ikke bekreftet av:", en: "Not confirmed by:")
  }

  /// Nobody else has a replica.
  static var nobodyElseYet: Message {
    Message(
      nn: "ingen andre har ein kopi enno", nb: "ingen andre har en kopi ennå",
      en: "nobody else has a replica yet")
  }

  /// Somebody lacks change sets.
  static func lacks(_ member: String, _ count: Int64, _ lastHeard: Int64?) -> Message {
    let (sets, heard) = (changeSets(count), heard(lastHeard))
    return Message(
      nn: "\(sets.nn) til \(member) (\(heard.nn))", nb: "\(sets.nb) til \(member) (\(heard.nb))",
      en: "\(sets.en) to \(member) (\(heard.en))")
  }

  private static func heard(_ moment: Int64?) -> Message {
    guard let moment = moment.map({ self.moment($0) }) else {
      return Message(
        nn: "aldri høyrt frå", nb: "aldri hørt fra", en: "never heard from")
    }
    return Message(
      nn: "sist høyrt frå \(moment.nn)", nb: "sist hørt fra \(moment.nb)",
      en: "last heard from \(moment.en)")
  }

  /// Somebody has it all.
  static func haveEverything(_ members: [String]) -> Message {
    let names = names(members)
    return Message(
      nn: "ingenting til \(names.nn)", nb: "ingenting til \(names.nb)",
      en: "nothing to \(names.en)")
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
  static func digestLine(_ digest: String, sameAs members: [String]) -> Message {
    guard !members.isEmpty else { return Message(digest) }
    let names = names(members)
    return Message(
      nn: "\(digest), same data som \(names.nn)", nb: "\(digest), samme data som \(names.nb)",
      en: "\(digest), same data as \(names.en)")
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
