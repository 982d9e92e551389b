import Exchange

extension Message {
  /// What cannot be done to who takes part, or to keys.
  static func ofTheCharterLife(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    switch code {
    case .passphraseNeeded, .wrongPassphrase, .badPassphrase, .badRecoveryFile, .wrongRecoveryKey,
      .recoveryNotNeeded:
      ofTheKeys(code, about.first)
    case .charterBehind: charterBehind(about.first, about.second)
    case .cannotHandOver, .successorWithoutReplica, .coordinatorLeaves, .ownerKeyFixed, .memberLeft:
      ofTheMembers(code, about.first, about.second)
    default: ofTheReplicas(code, about)
    }
  }

  private static func charterBehind(_ here: String, _ signed: String) -> Message {
    Message(
      nn: "Fila har avtale \(here), og her på maskina har kopien alt skrive under avtale "
        + "\(signed): fila er eldre enn ho har vore.",
      nb: "Filen har avtale \(here), og her på maskinen har kopien alt skrevet under avtale "
        + "\(signed): filen er eldre enn den har vært.",
      en: "The file has charter \(here), and on this computer the replica has signed charter "
        + "\(signed) already: the file is older than it has been.")
  }

  private static func ofTheKeys(_ code: ExchangeError.Code, _ it: String) -> Message {
    switch code {
    case .passphraseNeeded:
      Message(
        nn: "Nøkkelfila \(it) har ein passfrase, og ingen kan svare her.",
        nb: "Nøkkelfilen \(it) har en passfrase, og ingen kan svare her.",
        en: "The key file \(it) has a passphrase, and nobody can answer here.")
    case .wrongPassphrase:
      Message(
        nn: "Passfrasen opnar ikkje nøkkelfila \(it).",
        nb: "Passfrasen åpner ikke nøkkelfilen \(it).",
        en: "The passphrase does not open the key file \(it).")
    case .badPassphrase:
      Message(
        nn: "Ein passfrase må ha minst eitt teikn.", nb: "En passfrase må ha minst ett tegn.",
        en: "A passphrase has at least one character.")
    case .badRecoveryFile:
      Message(
        nn: "\(it) er ikkje ei fil med ein reservenøkkel.",
        nb: "\(it) er ikke en fil med en reservenøkkel.",
        en: "\(it) is no file with a recovery key.")
    case .wrongRecoveryKey:
      Message(
        nn: "Nøkkelen i \(it) er ikkje den reservenøkkelen som avtalen nemner.",
        nb: "Nøkkelen i \(it) er ikke den reservenøkkelen som avtalen nevner.",
        en: "The key in \(it) is not the recovery key that the charter names.")
    default:
      Message(
        nn: "\(it) er med i avtalen frå før; her trengst ikkje reservenøkkelen.",
        nb: "\(it) er med i avtalen fra før; her trengs ikke reservenøkkelen.",
        en: "\(it) is in the charter already; the recovery key is not needed here.")
    }
  }

  private static func ofTheMembers(
    _ code: ExchangeError.Code, _ it: String, _ table: String
  ) -> Message {
    switch code {
    case .memberLeft:
      Message(
        nn: "\(it) har gått ut av samarbeidet.", nb: "\(it) har gått ut av samarbeidet.",
        en: "\(it) has left the collaboration.")
    case .coordinatorLeaves:
      Message(
        nn: "\(it) koordinerer samarbeidet, og kan ikkje gå ut.",
        nb: "\(it) koordinerer samarbeidet, og kan ikke gå ut.",
        en: "\(it) coordinates the collaboration and cannot leave it.")
    case .successorWithoutReplica:
      Message(
        nn: "\(it) kan ikkje koordinere utan ein kopi som er teken opp.",
        nb: "\(it) kan ikke koordinere uten en kopi som er tatt opp.",
        en: "\(it) cannot coordinate without a replica that is admitted.")
    case .ownerKeyFixed:
      Message(
        nn: "\(it) eig rader som \(table), og kan ikkje få ein annan eigarnøkkel.",
        nb: "\(it) eier rader som \(table), og kan ikke få en annen eiernøkkel.",
        en: "\(it) owns rows as \(table) and cannot get another owner key.")
    default:
      Message(
        nn: "\(it) kan ikkje ta over: i \(table) ligg det som medlemmene berre har gjeve "
          + "koordinatoren.",
        nb: "\(it) kan ikke ta over: i \(table) ligger det som medlemmene bare har gitt "
          + "koordinatoren.",
        en: "\(it) cannot take over: \(table) holds what members have given the coordinator alone.")
    }
  }

  private static func ofTheReplicas(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    let it = about.first
    switch code {
    case .unknownReplica:
      return Message(
        nn: "Avtalen har ingen kopi \(it); med er \(about.second).",
        nb: "Avtalen har ingen kopi \(it); med er \(about.second).",
        en: "The charter has no replica \(it); it has \(about.second).")
    case .replicaEnded:
      return Message(
        nn: "Kopien \(it) er avslutta.", nb: "Kopien \(it) er avsluttet.",
        en: "The replica \(it) has ended.")
    case .endsItself:
      return Message(
        nn: "\(it) er denne kopien, og kan ikkje avslutte seg sjølv.",
        nb: "\(it) er denne kopien, og kan ikke avslutte seg selv.",
        en: "\(it) is this replica, and cannot end itself.")
    case .endedSender:
      return Message(
        nn: "\(it) kjem frå \(about.second), ein kopi som er avslutta.",
        nb: "\(it) kommer fra \(about.second), en kopi som er avsluttet.",
        en: "\(it) comes from \(about.second), a replica that has ended.")
    default:
      return Message(
        nn: "Avtalen kan ikkje endrast slik.", nb: "Avtalen kan ikke endres slik.",
        en: "The charter cannot be changed so.")
    }
  }

  /// What to do about it; the command that belongs to it follows after a colon.
  static func adviceOnTheCharterLife(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .passphraseNeeded, .wrongPassphrase, .badPassphrase:
      Message(
        nn: "Skriv passfrasen på ein terminal, eller gje han med --passphrase-fd; slik vert han "
          + "sett",
        nb: "Skriv passfrasen på en terminal, eller gi den med --passphrase-fd; slik settes den",
        en: "Type the passphrase on a terminal, or give it with --passphrase-fd; it is set like "
          + "this")
    case .badRecoveryFile, .wrongRecoveryKey, .recoveryNotNeeded:
      Message(
        nn: "Slik vert reservenøkkelen brukt", nb: "Slik brukes reservenøkkelen",
        en: "This is how the recovery key is used")
    case .charterBehind:
      Message(
        nn: "Ta fyrst inn den siste pakken frå ein medlem; avtalen er med i han",
        nb: "Ta først inn den siste pakken fra et medlem; avtalen er med i den",
        en: "First import the latest bundle of a member; the charter is in it")
    case .memberLeft:
      Message(
        nn: "Koordinatoren tek medlemmen inn att med --member ID=NAMN",
        nb: "Koordinatoren tar medlemmet inn igjen med --member ID=NAVN",
        en: "The coordinator takes the member back with --member ID=NAME")
    case .coordinatorLeaves:
      Message(
        nn: "La fyrst ein annan medlem koordinere, med --coordinator ID",
        nb: "La først et annet medlem koordinere, med --coordinator ID",
        en: "First let another member coordinate, with --coordinator ID")
    case .cannotHandOver:
      Message(
        nn: "Lat koordinatoren stå i avtalen: gje han nytt namn med --member ID=NAMN, ta opp ein "
          + "kopi hjå dei som tek over, og avslutt den gamle",
        nb: "La koordinatoren stå i avtalen: gi den nytt navn med --member ID=NAVN, ta opp en kopi "
          + "hos dem som tar over, og avslutt den gamle",
        en: "Keep the coordinator in the charter: rename it with --member ID=NAME, admit a replica "
          + "of those who take over, and end the old one")
    case .successorWithoutReplica:
      Message(
        nn: "Ta fyrst opp ein kopi, laga slik", nb: "Ta først opp en kopi, laget slik",
        en: "First admit a replica, made like this")
    case .ownerKeyFixed:
      Message(
        nn: "Skriv berre --member ID=NAMN", nb: "Skriv bare --member ID=NAVN",
        en: "Write --member ID=NAME only")
    case .endsItself:
      Message(
        nn: "Gjer det frå ein annan av koordinatoren sine kopiar, laga slik",
        nb: "Gjør det fra en annen av koordinatorens kopier, laget slik",
        en: "Do it from another replica of the coordinator, made like this")
    case .replicaEnded:
      Message(
        nn: "Det han har sagt, står; ein ny kopi vert laga slik",
        nb: "Det den har sagt, står; en ny kopi lages slik",
        en: "What it said before stays; a new replica is made like this")
    default: seeWhoTakesPart
    }
  }
}
