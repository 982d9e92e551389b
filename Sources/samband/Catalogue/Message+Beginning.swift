extension Message {
  /// A collaboration came into being.
  static func founded(_ name: String, _ members: Int) -> Message {
    let count = Message.members(members)
    return Message(
      nn: "\(name) er stifta, med \(count.nn).", nb: "\(name) er stiftet, med \(count.nb).",
      en: "\(name) is founded, with \(count.en).")
  }

  /// A replica came into being.
  static func madeReplica(_ replica: String, _ file: String) -> Message {
    Message(
      nn: "Kopien \(replica) ligg i \(file).", nb: "Kopien \(replica) ligger i \(file).",
      en: "The replica \(replica) is in \(file).")
  }

  /// A charter was written to a file.
  static func wroteCharter(_ file: String, version: Int64) -> Message {
    Message(
      nn: "Avtalen (versjon \(version)) ligg i \(file).",
      nb: "Avtalen (versjon \(version)) ligger i \(file).",
      en: "The charter (version \(version)) is in \(file).")
  }

  /// The fingerprint of a charter.
  static func charterFingerprint(_ digits: String) -> Message {
    Message(
      nn: "Kontrolltalet til avtalen:        \(digits)",
      nb: "Kontrolltallet til avtalen:        \(digits)",
      en: "Fingerprint of the charter:        \(digits)")
  }

  /// The fingerprint of a request.
  static func requestFingerprint(_ digits: String) -> Message {
    Message(
      nn: "Kontrolltalet til førespurnaden:  \(digits)",
      nb: "Kontrolltallet til forespørselen:  \(digits)",
      en: "Fingerprint of your request:       \(digits)")
  }

  /// What the coordinator does next.
  static func giveCharterToMembers(_ file: String) -> Message {
    Message(
      nn: "Gje fila til medlemmene. Kvar av dei lagar sin kopi med: "
        + "samband join \(file) KOPI.sqlite --member ID --request-out ID.request.json",
      nb: "Gi filen til medlemmene. Hver av dem lager sin kopi med: "
        + "samband join \(file) KOPI.sqlite --member ID --request-out ID.request.json",
      en: "Give the file to the members. Each of them makes a replica with: "
        + "samband join \(file) REPLICA.sqlite --member ID --request-out ID.request.json")
  }

  /// A member has a replica now.
  static func joined(_ collaboration: String, _ member: String) -> Message {
    Message(
      nn: "\(member) har fått sin kopi av \(collaboration).",
      nb: "\(member) har fått sin kopi av \(collaboration).",
      en: "\(member) has a replica of \(collaboration).")
  }

  /// A request was written to a file.
  static func wroteRequest(_ file: String) -> Message {
    Message(
      nn: "Førespurnaden om å bli teken opp ligg i \(file).",
      nb: "Forespørselen om å bli tatt opp ligger i \(file).",
      en: "The request to be admitted is in \(file).")
  }

  /// What the member does next.
  static var compareAndSendRequest: Message {
    Message(
      nn: "Send fila til koordinatoren, og les begge kontrolltala for kvarandre på telefon.",
      nb: "Send filen til koordinatoren, og les begge kontrolltallene for hverandre på telefon.",
      en: "Send the file to the coordinator, and read both fingerprints to each other by telephone."
    )
  }

  /// Asks whether the fingerprints were compared.
  static var areFingerprintsRight: Message {
    Message(
      nn: "Har du samanlikna kontrolltala med medlemmene, og stemmer dei? (ja/nei)",
      nb: "Har du sammenlignet kontrolltallene med medlemmene, og stemmer de? (ja/nei)",
      en: "Did you compare the fingerprints with the members, and are they right? (yes/no)")
  }

  /// Members were admitted.
  static func admitted(_ members: [String], version: Int64) -> Message {
    let names = names(members)
    let isOne = members.count == 1
    return Message(
      nn: "\(names.nn) er \(isOne ? "teken" : "tekne") opp. Avtalen har no versjon \(version).",
      nb: "\(names.nb) er tatt opp. Avtalen har nå versjon \(version).",
      en: "\(names.en) \(isOne ? "is" : "are") admitted. The charter now has version \(version).")
  }

  /// Nothing was to be done.
  static func allAdmittedBefore(version: Int64) -> Message {
    Message(
      nn: "Alle er tekne opp frå før. Avtalen har framleis versjon \(version).",
      nb: "Alle er tatt opp fra før. Avtalen har fortsatt versjon \(version).",
      en: "All were admitted before. The charter still has version \(version).")
  }

  /// Stands for a folder in a command.
  static var folderWord: Message { Message(nn: "MAPPE", nb: "MAPPE", en: "FOLDER") }

  /// How the members get the new charter.
  static func charterTravels(_ command: String) -> Message {
    Message(
      nn: "Den nye avtalen følgjer med neste pakke: \(command)",
      nb: "Den nye avtalen følger med neste pakke: \(command)",
      en: "The new charter travels with the next bundle: \(command)")
  }

  /// The charter's version and when it was made.
  static func charterVersion(_ version: Int64, made: Int64) -> Message {
    let moment = moment(made)
    return Message(
      nn: "Avtalen: versjon \(version), frå \(moment.nn)",
      nb: "Avtalen: versjon \(version), fra \(moment.nb)",
      en: "Charter: version \(version), of \(moment.en)")
  }

  /// Said of the coordinator.
  static var coordinates: Message {
    Message(nn: "koordinator", nb: "koordinator", en: "coordinator")
  }

  /// Said of a member without a replica.
  static var noReplicaYet: Message {
    Message(nn: "ingen kopi enno", nb: "ingen kopi ennå", en: "no replica yet")
  }
}
