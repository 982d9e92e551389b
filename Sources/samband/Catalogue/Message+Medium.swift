import Exchange

extension Message {
  /// What is wrong with a file from outside, or with the disk or stick that it is on.
  static func ofTheMedium(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    let it = about.first
    switch code {
    case .notAFile:
      let kind = FileKind(rawValue: about.second).map(Message.kind) ?? Message(about.second)
      return Message(
        nn: "\(it) er \(kind.nn), ikkje ei vanleg fil, og vert ikkje lesen.",
        nb: "\(it) er \(kind.nb), ikke en vanlig fil, og blir ikke lest.",
        en: "\(it) is \(kind.en), not an ordinary file, and is not read.")
    case .deceptiveName:
      return Message(
        nn: "\(it) har teikn i namnet som ikkje kan sjåast, og vert ikkje lesen.",
        nb: "\(it) har tegn i navnet som ikke kan ses, og blir ikke lest.",
        en: "\(it) has characters in its name that cannot be seen, and is not read.")
    case .changing:
      return Message(
        nn: "\(it) vart endra medan ho vart lesen.", nb: "\(it) ble endret mens den ble lest.",
        en: "\(it) was changed while it was read.")
    case .interrupted:
      return Message(
        nn: "\(it) kunne ikkje lesast til endes: disken eller minnepinnen svarar ikkje.",
        nb: "\(it) kunne ikke leses til slutt: disken eller minnepinnen svarer ikke.",
        en: "\(it) could not be read to its end: the disk or stick does not answer.")
    case .tooManyFiles:
      return Message(
        nn: "\(it) har meir enn \(about.second) filer.",
        nb: "\(it) har mer enn \(about.second) filer.",
        en: "\(it) has more than \(about.second) files.")
    case .noRoom:
      return Message(
        nn: "Det er ikkje plass til \(it).", nb: "Det er ikke plass til \(it).",
        en: "There is no room for \(it).")
    default:
      return Message(
        nn: "\(it) kan ikkje skrivast: disken eller minnepinnen er skriveverna.",
        nb: "\(it) kan ikke skrives: disken eller minnepinnen er skrivebeskyttet.",
        en: "\(it) cannot be written: the disk or stick is read-only.")
    }
  }

  private static func kind(_ kind: FileKind) -> Message {
    switch kind {
    case .file: Message(nn: "ei fil", nb: "en fil", en: "a file")
    case .folder: Message(nn: "ei mappe", nb: "en mappe", en: "a folder")
    case .link: Message(nn: "ei lenkje", nb: "en lenke", en: "a link")
    case .pipe: Message(nn: "eit røyr", nb: "et rør", en: "a pipe")
    case .socket: Message(nn: "ein sokkel", nb: "en sokkel", en: "a socket")
    case .device: Message(nn: "ei eining", nb: "en enhet", en: "a device")
    }
  }

  static func adviceOnTheMedium(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .notAFile:
      Message(
        nn: "Ingenting er teke inn. Kopier sjølve fila dit; slik vert pakkar lesne",
        nb: "Ingenting er tatt inn. Kopier selve filen dit; slik leses pakker",
        en: "Nothing was taken. Copy the file itself there; this is how bundles are read")
    case .deceptiveName:
      Message(
        nn:
          "Ingenting er teke inn. Veit du kven fila er frå, så gje henne eit vanleg namn; slik vert pakkar lesne",
        nb:
          "Ingenting er tatt inn. Vet du hvem filen er fra, så gi den et vanlig navn; slik leses pakker",
        en:
          "Nothing was taken. If you know whom the file is from, give it a plain name; this is how bundles are read"
      )
    case .changing:
      Message(
        nn:
          "Ingenting er teke inn. Vent til ho er heil, og prøv ein gong til; slik står det til no",
        nb: "Ingenting er tatt inn. Vent til den er hel, og prøv en gang til; slik står det til nå",
        en: "Nothing was taken. Wait until it is whole, and try again; this is how things stand")
    case .interrupted:
      Message(
        nn: "Ingenting av fila er teke inn. Set minnepinnen inn att og prøv ein gong til; "
          + "slik står det til no",
        nb: "Ingenting av filen er tatt inn. Sett minnepinnen inn igjen og prøv en gang til; "
          + "slik står det til nå",
        en: "Nothing of the file was taken. Put the stick in again and try once more; "
          + "this is how things stand")
    case .tooManyFiles:
      Message(
        nn: "Flytt pakkane til ei eiga mappe, eller nemn dei éin for éin; slik vert pakkar lesne",
        nb: "Flytt pakkene til en egen mappe, eller nevn dem én for én; slik leses pakker",
        en: "Move the bundles to a folder of their own, or name them; this is how bundles are read")
    case .noRoom:
      Message(
        nn: "Ingenting halvt er att. Rydd, eller vel ein annan stad; dette kan programmet",
        nb: "Ingenting halvt er igjen. Rydd, eller velg et annet sted; dette kan programmet",
        en:
          "Nothing half is left. Make room, or choose another place; this is what the program can do"
      )
    default:
      Message(
        nn: "Opne han for skriving, eller vel ein annan stad; dette kan programmet",
        nb: "Åpne den for skriving, eller velg et annet sted; dette kan programmet",
        en: "Open it for writing, or choose another place; this is what the program can do")
    }
  }
}
