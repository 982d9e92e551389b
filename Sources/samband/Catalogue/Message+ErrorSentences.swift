import Exchange
import ReplicaStore

extension Message {
  /// Something that nobody has foreseen.
  static var unforeseen: Message {
    Message(
      nn: "Noko gjekk gale som programmet ikkje kjenner.",
      nb: "Noe gikk galt som programmet ikke kjenner.",
      en: "Something went wrong that the program does not know of.")
  }

  /// The sentence for a kind of failure and what it is about.
  static func sentence(for code: ExchangeError.Code, about subjects: Subjects) -> Message {
    switch code {
    case .noSuchFile, .cannotRead, .cannotWrite, .exists, .notAReplica, .busy, .stopped,
      .storage, .noKey,
      .badKeyFile, .schemaRefused, .rowsRefused, .unsealable, .unknownValues:
      ofTheComputer(code, subjects)
    case .nationalID, .nationalIDInNote, .nationalIDSealed: ofTheGuard(code, subjects)
    case .tableAltered:
      alteration(SchemaAlteration.Kind(rawValue: subjects.first), subjects.second, subjects.third)
    case .badMemberID, .unknownMember, .notCoordinator, .alreadyAdmitted, .unknownLanguage,
      .notARequest, .notACharter, .charterGap, .charterFork:
      ofTheCharter(code, subjects)
    case .passphraseNeeded, .wrongPassphrase, .badPassphrase, .badRecoveryFile, .wrongRecoveryKey,
      .recoveryNotNeeded, .cannotHandOver, .successorWithoutReplica, .coordinatorLeaves,
      .ownerKeyFixed, .memberLeft, .unknownReplica, .replicaEnded, .endsItself, .endedSender,
      .charterRefused, .charterBehind:
      ofTheCharterLife(code, subjects)
    case .notABundle, .truncated, .altered, .unknownVersion, .tooLarge, .wrongCollaboration,
      .notForUs, .unknownAuthor, .badSignature, .notHisToWrite,
      .invalidChangeSet, .encryptedForOthers:
      ofTheBundle(code, subjects)
    case .unknownConflict, .unknownChoice, .heldBack, .undecided, .badValue:
      ofTheDecision(code, subjects)
    case .unknownTable, .unknownRow, .unknownChangeSet, .undoForbidden, .unsealedEdits:
      ofTheLog(code, subjects)
    case .notAFile, .deceptiveName, .changing, .interrupted, .tooManyFiles, .noRoom, .readOnly:
      ofTheMedium(code, subjects)
    }
  }

  private static func ofTheComputer(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    let it = about.first
    switch code {
    case .noSuchFile:
      return Message(
        nn: "\(it) finst ikkje.", nb: "\(it) finnes ikke.", en: "\(it) does not exist.")
    case .cannotRead:
      return Message(
        nn: "\(it) kan ikkje lesast.", nb: "\(it) kan ikke leses.", en: "\(it) cannot be read.")
    case .cannotWrite:
      return Message(
        nn: "\(it) kan ikkje skrivast.", nb: "\(it) kan ikke skrives.",
        en: "\(it) cannot be written.")
    case .exists:
      return Message(
        nn: "\(it) finst alt, og vert ikkje skriven over.",
        nb: "\(it) finnes allerede, og blir ikke skrevet over.",
        en: "\(it) exists already and is not overwritten.")
    case .notAReplica:
      return Message(
        nn: "\(it) er ikkje ein kopi som dette programmet kan bruke.",
        nb: "\(it) er ikke en kopi som dette programmet kan bruke.",
        en: "\(it) is not a replica that this program can use.")
    case .busy:
      return Message(
        nn: "Eit anna program skriv i \(it) nett no.",
        nb: "Et annet program skriver i \(it) akkurat nå.",
        en: "Another program is writing to \(it) right now.")
    case .stopped:
      return Message(
        nn: "Avbrote. Det som ikkje vart ferdig, er som før.",
        nb: "Avbrutt. Det som ikke ble ferdig, er som før.",
        en: "Stopped. What was not finished is as it was.")
    case .storage:
      return Message(
        nn: "SQLite greidde ikkje å lese eller skrive \(it).",
        nb: "SQLite klarte ikke å lese eller skrive \(it).",
        en: "SQLite could not read or write \(it).")
    case .noKey:
      return Message(
        nn: "Nøkkelen til \(it) finst ikkje på denne maskina (\(about.second)).",
        nb: "Nøkkelen til \(it) finnes ikke på denne maskinen (\(about.second)).",
        en: "The key of \(it) is not on this computer (\(about.second)).")
    case .badKeyFile:
      return Message(
        nn: "Nøkkelfila \(it) er skadd.", nb: "Nøkkelfilen \(it) er skadet.",
        en: "The key file \(it) is damaged.")
    case .schemaRefused:
      return Message(
        nn: "Tabellane eller reglane kan ikkje brukast slik dei er.",
        nb: "Tabellene eller reglene kan ikke brukes slik de er.",
        en: "The tables or the rules cannot be used as they are.")
    case .rowsRefused:
      return Message(
        nn: "\(it) har rader som bryt med reglane i sine eigne tabellar.",
        nb: "\(it) har rader som bryter med reglene i sine egne tabeller.",
        en: "\(it) has rows that break the constraints of its own tables.")
    case .unknownValues:
      return Message(
        nn: "\(it) kan ikkje få ein annan nøkkel enno: rada har verdiar i kolonnar som avtalen her "
          + "ikkje kjenner, og dei ville gå tapt.",
        nb: "\(it) kan ikke få en annen nøkkel ennå: raden har verdier i kolonner som avtalen her "
          + "ikke kjenner, og de ville gå tapt.",
        en: "\(it) cannot get another key yet: the row has values in columns that the charter here "
          + "does not know, and they would be lost.")
    default:
      return Message(
        nn: "Ei endring kan ikkje delast med dei andre slik ho står.",
        nb: "En endring kan ikke deles med de andre slik den står.",
        en: "An edit cannot be shared with the others as it stands.")
    }
  }

  private static func ofTheDecision(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    switch code {
    case .unknownChoice where about.third == KeptRow.both.rawValue:
      Message(
        nn: "\(about.second) er ikkje eit val i \(about.first): der vel du med --keep.",
        nb: "\(about.second) er ikke et valg i \(about.first): der velger du med --keep.",
        en: "\(about.second) is no choice of \(about.first): there you choose with --keep.")
    case .unknownConflict:
      Message(
        nn: "Det er ingen konflikt med namnet \(about.first).",
        nb: "Det er ingen konflikt med navnet \(about.first).",
        en: "There is no conflict named \(about.first).")
    case .unknownChoice:
      Message(
        nn: "\(about.second) er ikkje eit val i \(about.first): vel 1 til \(about.third).",
        nb: "\(about.second) er ikke et valg i \(about.first): velg 1 til \(about.third).",
        en: "\(about.second) is no choice of \(about.first): choose 1 to \(about.third).")
    case .heldBack:
      Message(
        nn: "\(about.first) er ei rad som er halden tilbake; der er det ingenting å velje.",
        nb: "\(about.first) er en rad som er holdt tilbake; der er det ingenting å velge.",
        en: "\(about.first) is a row that is held back; there is nothing to choose.")
    case .undecided:
      Message(
        nn: "I \(about.second) er fleire verdiar skrivne samstundes; vel mellom dei først.",
        nb: "I \(about.second) er flere verdier skrevet samtidig; velg mellom dem først.",
        en: "Several values were written to \(about.second) at once; choose between them first.")
    default:
      Message(
        nn: "\(about.first) er ikkje ein verdi som høver her.",
        nb: "\(about.first) er ikke en verdi som passer her.",
        en: "\(about.first) is not a value that fits here.")
    }
  }
}
