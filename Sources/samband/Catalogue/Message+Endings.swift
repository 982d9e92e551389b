import Exchange

extension Message {
  /// Asks whether replicas shall be ended.
  static func shallEnd(_ replicas: [String]) -> Message {
    let names = names(replicas)
    return Message(
      nn: "Skal \(names.nn) avsluttast for godt? (ja/nei)",
      nb: "Skal \(names.nb) avsluttes for godt? (ja/nei)",
      en: "Shall \(names.en) end for good? (yes/no)")
  }

  /// Asks whether a member shall leave.
  static func shallLeave(_ member: String) -> Message {
    Message(
      nn: "Skal \(member) gå ut av samarbeidet? (ja/nei)",
      nb: "Skal \(member) gå ut av samarbeidet? (ja/nei)",
      en: "Shall \(member) leave the collaboration? (yes/no)")
  }

  /// A replica has ended; how many change sets of it stay, as far as everyone may hold them.
  static func ended(_ replica: String, _ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "\(replica) er avslutta. Det vi har frå kopien, står (\(sets.nn) til alle); "
        + "det som kjem seinare, vert avvist.",
      nb: "\(replica) er avsluttet. Det vi har fra kopien, står (\(sets.nb) til alle); "
        + "det som kommer senere, blir avvist.",
      en: "\(replica) has ended. What we have of it stays (\(sets.en) for everyone); "
        + "what comes later is refused.")
  }

  /// What nobody can take back.
  static var oldBundlesStayReadable: Message {
    Message(
      nn: "Pakkar som er sende før, kan framleis lesast av den som har nøkkelen.",
      nb: "Pakker som er sendt før, kan fortsatt leses av den som har nøkkelen.",
      en: "Bundles that were sent before can still be read by whoever has the key.")
  }

  /// A member has left.
  static func hasLeft(_ member: String) -> Message {
    Message(
      nn: "\(member) har gått ut. Radene står.", nb: "\(member) har gått ut. Radene står.",
      en: "\(member) has left. The rows stay.")
  }

  /// Change sets of a replica that has ended came, and were refused.
  static func refusedAfterEnd(_ replica: String, _ count: Int64) -> Message {
    let sets = changeSets(count)
    return Message(
      nn: "Avvist: \(sets.nn) frå \(replica), som er avslutta.",
      nb: "Avvist: \(sets.nb) fra \(replica), som er avsluttet.",
      en: "Refused: \(sets.en) of \(replica), which has ended.")
  }

  /// Label: replicas that have ended.
  static var endedLabel: Message {
    Message(nn: "Avslutta:", nb: "Avsluttet:", en: "Ended:")
  }

  /// Label: change sets that were refused.
  static var refusedLabel: Message {
    Message(nn: "Avvist:", nb: "Avvist:", en: "Refused:")
  }

  /// Change sets of a replica that has ended.
  static func refusedRange(_ range: RefusedRange, _ replica: String) -> Message {
    let (first, last) = (range.numbers.lowerBound, range.numbers.upperBound)
    let numbers = first == last ? "\(first)" : "\(first)–\(last)"
    let stream = range.stream
    return Message(
      nn: "samling \(numbers) frå \(replica), etter at kopien vart avslutta (\(stream))",
      nb: "samling \(numbers) fra \(replica), etter at kopien ble avsluttet (\(stream))",
      en: "change \(first == last ? "set" : "sets") \(numbers) of \(replica), after its end "
        + "(\(stream))")
  }

  /// This replica has ended.
  static var thisHasEnded: Message {
    Message(
      nn: "Denne kopien er avslutta: det som vert skrive her no, får ingen andre. Ta vare på det, "
        + "og lag ein ny kopi.",
      nb: "Denne kopien er avsluttet: det som skrives her nå, får ingen andre. Ta vare på det, "
        + "og lag en ny kopi.",
      en: "This replica has ended: what is written here now reaches nobody. Keep it, and make a "
        + "new replica.")
  }

  /// Said of a replica that has ended.
  static func endedSince(version: Int64) -> Message {
    Message(
      nn: "avslutta i versjon \(version)", nb: "avsluttet i versjon \(version)",
      en: "ended in version \(version)")
  }

  /// Said of a member that has left.
  static func leftOn(_ moment: Int64) -> Message {
    let moment = self.moment(moment)
    return Message(
      nn: "gjekk ut \(moment.nn)", nb: "gikk ut \(moment.nb)", en: "left \(moment.en)")
  }

  /// The coordinator's replica was put in place of one whose key is lost.
  static func recovered(_ replica: String, version: Int64) -> Message {
    Message(
      nn: "\(replica) er no koordinatoren sin kopi. Avtalen har versjon \(version).",
      nb: "\(replica) er nå koordinatorens kopi. Avtalen har versjon \(version).",
      en: "\(replica) is the coordinator's replica now. The charter has version \(version).")
  }

  /// The recovery key was written to a file.
  static func wroteRecoveryKey(_ file: String) -> Message {
    Message(
      nn: "Reservenøkkelen ligg i \(file). Flytt han til ein trygg stad utanfor maskina: med han "
        + "kan avtalen førast vidare når nøkkelen til koordinatoren er tapt.",
      nb: "Reservenøkkelen ligger i \(file). Flytt den til et trygt sted utenfor maskinen: med den "
        + "kan avtalen føres videre når koordinatorens nøkkel er tapt.",
      en: "The recovery key is in \(file). Move it to a safe place outside this computer: with it "
        + "the charter goes on when the coordinator's key is lost.")
  }

  /// There is no recovery key, and how one is made.
  static func noRecoveryKey(_ command: String) -> Message {
    Message(
      nn: "Samarbeidet har ingen reservenøkkel. Utan han er det ute når nøkkelen her er tapt; lag "
        + "ein: \(command)",
      nb: "Samarbeidet har ingen reservenøkkel. Uten den er det ute når nøkkelen her er tapt; lag "
        + "en: \(command)",
      en: "The collaboration has no recovery key. Without one it ends when the key here is lost; "
        + "make one: \(command)")
  }

  /// Stands for a file in a command.
  static var fileWord: Message { Message(nn: "FIL", nb: "FIL", en: "FILE") }

  /// One thing that a revision changes of who takes part.
  static func change(_ change: MemberChange) -> Message {
    switch change {
    case .joined(let member):
      Message(
        nn: "  ny: medlemmen \(member.name)", nb: "  ny: medlemmet \(member.name)",
        en: "  new: member \(member.name)")
    case .returned(let member):
      Message(
        nn: "  med att: \(member.name)", nb: "  med igjen: \(member.name)",
        en: "  back: \(member.name)")
    case .renamed(let member, let old):
      Message(
        nn: "  nytt namn: \(old) → \(member.name)", nb: "  nytt navn: \(old) → \(member.name)",
        en: "  renamed: \(old) → \(member.name)")
    case .coordinates(let member):
      Message(
        nn: "  koordinerer no: \(member.name)", nb: "  koordinerer nå: \(member.name)",
        en: "  coordinates now: \(member.name)")
    case .recoveryKey:
      Message(nn: "  ny: reservenøkkelen", nb: "  ny: reservenøkkelen", en: "  new: recovery key")
    }
  }
}
