extension Message {
  /// Asks for the passphrase of a replica's key file.
  static func askPassphrase(of replica: String) -> Message {
    Message(
      nn: "Passfrasen til nøkkelen for \(replica):", nb: "Passfrasen til nøkkelen for \(replica):",
      en: "Passphrase of the key of \(replica):")
  }

  /// Asks for the new passphrase.
  static var askNewPassphrase: Message {
    Message(nn: "Ny passfrase:", nb: "Ny passfrase:", en: "New passphrase:")
  }

  /// Asks for it once more.
  static var askAgain: Message {
    Message(nn: "Ein gong til:", nb: "En gang til:", en: "Once more:")
  }

  /// The key file has a passphrase now.
  static func passphraseSet(_ replica: String) -> Message {
    Message(
      nn: "Nøkkelen til \(replica) er no låst med passfrasen. Gløymer du han, kan nøkkelen ikkje "
        + "brukast meir.",
      nb: "Nøkkelen til \(replica) er nå låst med passfrasen. Glemmer du den, kan nøkkelen ikke "
        + "brukes mer.",
      en: "The key of \(replica) is locked with the passphrase now. If you forget it, the key "
        + "cannot be used any more.")
  }

  /// The key file has none any more.
  static func passphraseRemoved(_ replica: String) -> Message {
    Message(
      nn: "Nøkkelen til \(replica) har ingen passfrase.",
      nb: "Nøkkelen til \(replica) har ingen passfrase.",
      en: "The key of \(replica) has no passphrase.")
  }

  /// What the command line itself refuses of passphrases, confirmations and recovery files.
  static func ofKeysAndEndings(_ failure: Failure) -> Message {
    switch failure {
    case .passphrasesDiffer:
      Message(
        nn: "Dei to passfrasane er ikkje like.", nb: "De to passfrasene er ikke like.",
        en: "The two passphrases are not the same.")
    case .passphraseUnasked:
      Message(
        nn: "Ingen kan svare her, så det er ingen ny passfrase.",
        nb: "Ingen kan svare her, så det er ingen ny passfrase.",
        en: "Nobody can answer here, so there is no new passphrase.")
    case .passphraseUnreadable(let descriptor):
      Message(
        nn: "Frå filnummer \(descriptor) kan ingen passfrase lesast.",
        nb: "Fra filnummer \(descriptor) kan ingen passfrase leses.",
        en: "No passphrase can be read from file descriptor \(descriptor).")
    case .cancelled:
      Message(nn: "Avbrote; alt er som før.", nb: "Avbrutt; alt er som før.", en: "Cancelled.")
    case .recoveryKeyAmongKeys(let folder):
      Message(
        nn: "Reservenøkkelen skal ikkje liggje saman med dei andre nøklane (\(folder)).",
        nb: "Reservenøkkelen skal ikke ligge sammen med de andre nøklene (\(folder)).",
        en: "The recovery key is not to lie with the other keys (\(folder)).")
    case .endingDeclined:
      Message(
        nn: "Ingenting er avslutta.", nb: "Ingenting er avsluttet.", en: "Nothing was ended.")
    default:
      notConfirmed(
        nn: "kven som skal avsluttast", nb: "hvem som skal avsluttes", en: "who is to end")
    }
  }

  /// What to do about it; the command that belongs to it follows after a colon.
  static func adviceOnKeysAndEndings(_ failure: Failure) -> Message {
    switch failure {
    case .endingNotConfirmed:
      Message(
        nn: "Det kan ikkje gjerast om. Stadfest", nb: "Det kan ikke gjøres om. Bekreft",
        en: "It cannot be undone. Confirm")
    case .endingDeclined:
      Message(nn: "Sjå kven som er med", nb: "Se hvem som er med", en: "See who takes part")
    case .recoveryKeyAmongKeys:
      Message(
        nn: "Vel ei fil på ein minnepinne, og lås han inn",
        nb: "Velg en fil på en minnepinne, og lås den inn",
        en: "Choose a file on a stick, and lock it away")
    default:
      Message(
        nn: "Slik vert passfrasen sett", nb: "Slik settes passfrasen",
        en: "This is how the passphrase is set")
    }
  }
}
