import Exchange

extension Message {
  /// What to do about a kind of failure; the command that belongs to it follows after a colon.
  static func advice(for code: ExchangeError.Code) -> Message? {
    switch code {
    case .noSuchFile, .cannotRead, .cannotWrite, .exists, .notAReplica, .busy, .stopped,
      .storage, .noKey,
      .badKeyFile, .schemaRefused, .rowsRefused, .unsealable, .unknownValues:
      adviceOnTheComputer(code)
    case .nationalID, .nationalIDInNote, .nationalIDSealed: adviceOfTheGuard(code)
    case .tableAltered: nil
    case .badMemberID, .unknownMember, .notCoordinator, .alreadyAdmitted, .unknownLanguage,
      .notARequest, .notACharter, .charterGap, .charterFork, .wrongCollaboration, .unknownAuthor,
      .unknownConflict, .unknownChoice, .heldBack, .undecided, .badValue:
      adviceOnTheCharter(code)
    case .passphraseNeeded, .wrongPassphrase, .badPassphrase, .badRecoveryFile, .wrongRecoveryKey,
      .recoveryNotNeeded, .cannotHandOver, .successorWithoutReplica, .coordinatorLeaves,
      .ownerKeyFixed, .memberLeft, .unknownReplica, .replicaEnded, .endsItself, .endedSender,
      .charterRefused, .charterBehind:
      adviceOnTheCharterLife(code)
    case .notABundle, .truncated, .altered, .unknownVersion, .tooLarge, .notForUs, .badSignature,
      .notHisToWrite, .invalidChangeSet, .encryptedForOthers:
      adviceOnTheBundle(code)
    case .unknownTable, .unknownRow, .unknownChangeSet, .undoForbidden, .unsealedEdits:
      adviceOnTheLog(code)
    case .notAFile, .deceptiveName, .changing, .interrupted, .tooManyFiles, .noRoom, .readOnly:
      adviceOnTheMedium(code)
    }
  }

  private static func adviceOnTheComputer(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .noSuchFile, .cannotRead:
      Message(
        nn: "Sjå etter om namnet er rett skrive", nb: "Se etter om navnet er riktig skrevet",
        en: "Check whether the name is spelt right")
    case .cannotWrite:
      Message(
        nn: "Vel ei mappe som finst og som du kan skrive i",
        nb: "Velg en mappe som finnes og som du kan skrive i",
        en: "Choose a folder that is there and that you may write to")
    case .exists:
      Message(
        nn: "Vel eit anna namn, eller sjå kva fila er",
        nb: "Velg et annet navn, eller se hva filen er",
        en: "Choose another name, or see what the file is")
    case .notAReplica:
      Message(
        nn: "Slik lagar du din eigen kopi", nb: "Slik lager du din egen kopi",
        en: "This is how you make a replica of your own")
    case .busy:
      Message(
        nn: "Lagre og lukk det andre programmet, og prøv ein gong til",
        nb: "Lagre og lukk det andre programmet, og prøv en gang til",
        en: "Save and close in the other program, and try again")
    case .stopped:
      Message(
        nn: "Køyr det same på nytt når du vil", nb: "Kjør det samme på nytt når du vil",
        en: "Run the same again when you like")
    case .storage:
      Message(
        nn: "Sjå om kopien er heil", nb: "Se om kopien er hel",
        en: "See whether the replica is sound")
    case .noKey, .badKeyFile: useTheComputerThatMadeIt
    case .schemaRefused:
      Message(
        nn: "Rett det som står over, og prøv ein gong til",
        nb: "Rett det som står over, og prøv en gang til",
        en: "Mend what is named above, and try again")
    case .rowsRefused:
      Message(
        nn: "Rett radene i databasen (eller i ein kopi av han), og prøv ein gong til",
        nb: "Rett radene i databasen (eller i en kopi av den), og prøv en gang til",
        en: "Mend the rows in the database (or in a copy of it), and try again")
    case .unknownValues:
      Message(
        nn: "Set den gamle nøkkelen tilbake, ta i bruk den nye avtalen, og byt nøkkel etterpå; "
          + "kva som står i vegen for avtalen, ser du her",
        nb: "Sett den gamle nøkkelen tilbake, ta i bruk den nye avtalen, og bytt nøkkel etterpå; "
          + "hva som står i veien for avtalen, ser du her",
        en: "Put the old key back, take the newer charter into use, and change the key after that; "
          + "what is in the way of the charter is told here")
    default:
      Message(
        nn: "Rett rada som er nemnd, og prøv ein gong til",
        nb: "Rett raden som er nevnt, og prøv en gang til",
        en: "Mend the row that is named, and try again")
    }
  }

  private static func adviceOnTheCharter(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .badMemberID:
      Message(
        nn: "Slik skriv du namn", nb: "Slik skriver du navn", en: "This is how names are written")
    case .unknownMember, .notCoordinator, .alreadyAdmitted, .charterFork: seeWhoTakesPart
    case .wrongCollaboration:
      Message(
        nn: "Sjå kva samarbeid denne kopien høyrer til",
        nb: "Se hvilket samarbeid denne kopien hører til",
        en: "See to which collaboration this replica belongs")
    case .unknownAuthor:
      Message(
        nn: "Hent først ein pakke frå koordinatoren med den nyaste avtalen; dette er den vi har",
        nb: "Hent først en pakke fra koordinatoren med den nyeste avtalen; dette er den vi har",
        en: "First import a bundle of the coordinator with the newest charter; this is ours")
    case .charterGap:
      Message(
        nn: "Be koordinatoren om ein ny pakke; slik står det til no",
        nb: "Be koordinatoren om en ny pakke; slik står det til nå",
        en: "Ask the coordinator for a new bundle; this is how things stand")
    case .notARequest:
      Message(
        nn: "Slik lagar medlemmen førespurnaden", nb: "Slik lager medlemmet forespørselen",
        en: "This is how a member makes the request")
    case .notACharter:
      Message(
        nn: "Be koordinatoren om avtalen på nytt, laga slik",
        nb: "Be koordinatoren om avtalen på nytt, laget slik",
        en: "Ask the coordinator for the charter again, made like this")
    case .unknownConflict:
      Message(
        nn: "Sjå kva som ventar på avgjerd", nb: "Se hva som venter på avgjørelse",
        en: "See what waits for a decision")
    case .unknownChoice, .heldBack, .undecided:
      Message(nn: "Sjå kva det gjeld", nb: "Se hva det gjelder", en: "See what it is about")
    case .badValue:
      Message(
        nn: "Skriv tekst i hermeteikn, som '\"i gang\"', tal som dei er, ingenting som null",
        nb: "Skriv tekst i hermetegn, som '\"i gang\"', tall som de er, ingenting som null",
        en: "Write a text in quotes, like '\"under way\"', a number as it is, nothing as null")
    default:
      Message(
        nn: "Sjå kva programmet kan", nb: "Se hva programmet kan", en: "See what the program can do"
      )
    }
  }

  private static func adviceOnTheBundle(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .notABundle:
      Message(
        nn: "Namnet på ein pakke endar på .samband.json.gz.age, .samband.json.gz eller "
          + ".samband.json",
        nb: "Navnet på en pakke ender på .samband.json.gz.age, .samband.json.gz eller "
          + ".samband.json",
        en: "Names of bundles end in .samband.json.gz.age, .samband.json.gz or .samband.json")
    case .truncated, .altered, .badSignature, .tooLarge:
      Message(
        nn: "Ingenting av fila er teke inn. Be avsendaren om pakken på nytt; slik står det til no",
        nb: "Ingenting av filen er tatt inn. Be avsenderen om pakken på nytt; slik står det til nå",
        en: "Nothing of the file was taken. Ask the sender for it again; this is how things stand")
    case .unknownVersion:
      Message(
        nn: "Skaff den nyaste versjonen av programmet; dette er din",
        nb: "Skaff den nyeste versjonen av programmet; dette er din",
        en: "Get the newest version of the program; this is yours")
    case .notForUs, .encryptedForOthers:
      Message(
        nn: "Gje han til rett mottakar; slik står det til hjå oss",
        nb: "Gi den til rett mottaker; slik står det til hos oss",
        en: "Pass it on to whom it is for; this is how things stand here")
    default:
      Message(
        nn: "Ingenting av fila er teke inn. Sei frå til koordinatoren; slik står det til no",
        nb: "Ingenting av filen er tatt inn. Si fra til koordinatoren; slik står det til nå",
        en: "Nothing of the file was taken. Tell the coordinator; this is how things stand")
    }
  }

  /// The key is elsewhere.
  static var useTheComputerThatMadeIt: Message {
    Message(
      nn: "Bruk maskina der kopien vart laga (eller SAMBAND_HOME), eller lag ein ny kopi",
      nb: "Bruk maskinen der kopien ble laget (eller SAMBAND_HOME), eller lag en ny kopi",
      en: "Use the computer that made the replica (or SAMBAND_HOME), or make a new one")
  }

  /// Whom the charter knows.
  static var seeWhoTakesPart: Message {
    Message(
      nn: "Sjå kven som er med, og kven som er koordinator",
      nb: "Se hvem som er med, og hvem som er koordinator",
      en: "See who takes part, and who coordinates")
  }
}
