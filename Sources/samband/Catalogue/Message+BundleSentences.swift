import Exchange

extension Message {
  /// What is wrong with a bundle, by the code of the refusal.
  static func ofTheBundle(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    switch code {
    case .unknownAuthor, .badSignature, .notHisToWrite, .invalidChangeSet:
      ofTheAuthor(code, about)
    default: ofTheFile(code, about)
    }
  }

  private static func ofTheFile(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    let file = about.first
    switch code {
    case .notABundle:
      return Message(
        nn: "\(file) er ikkje ein pakke.", nb: "\(file) er ikke en pakke.",
        en: "\(file) is not a bundle.")
    case .truncated:
      return Message(
        nn: "\(file) sluttar for tidleg: noko av pakken manglar.",
        nb: "\(file) slutter for tidlig: noe av pakken mangler.",
        en: "\(file) ends too early: a part of the bundle is missing.")
    case .altered:
      return Message(
        nn: "\(file) er skadd eller endra på vegen.",
        nb: "\(file) er skadet eller endret underveis.",
        en: "\(file) was damaged or altered on its way.")
    case .unknownVersion:
      return Message(
        nn: "\(file) er skriven av ein nyare versjon av programmet.",
        nb: "\(file) er skrevet av en nyere versjon av programmet.",
        en: "\(file) was written by a newer version of the program.")
    case .tooLarge:
      return Message(
        nn: "\(file) er større enn noko dette programmet tek imot.",
        nb: "\(file) er større enn noe dette programmet tar imot.",
        en: "\(file) is larger than anything this program accepts.")
    case .wrongCollaboration:
      return Message(
        nn: "\(file) høyrer til eit anna samarbeid (\(about.third), ikkje \(about.second)).",
        nb: "\(file) hører til et annet samarbeid (\(about.third), ikke \(about.second)).",
        en: "\(file) belongs to another collaboration (\(about.third), not \(about.second)).")
    case .notForUs:
      return Message(
        nn: "\(file) er til \(about.second), ikkje til oss.",
        nb: "\(file) er til \(about.second), ikke til oss.",
        en: "\(file) is for \(about.second), not for us.")
    default:
      return Message(
        nn: "\(file) er kryptert til andre: nøkkelen her opnar han ikkje.",
        nb: "\(file) er kryptert til andre: nøkkelen her åpner den ikke.",
        en: "\(file) is encrypted to others: the key here does not open it.")
    }
  }

  private static func ofTheAuthor(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    let (file, who) = (about.first, about.second)
    switch code {
    case .unknownAuthor:
      return Message(
        nn: "\(file) er frå \(who), som avtalen ikkje kjenner.",
        nb: "\(file) er fra \(who), som avtalen ikke kjenner.",
        en: "\(file) is from \(who), whom the charter does not know.")
    case .badSignature:
      return Message(
        nn: "Underskrifta i \(file) stemmer ikkje: nokon har endra innhaldet.",
        nb: "Underskriften i \(file) stemmer ikke: noen har endret innholdet.",
        en: "The signature in \(file) does not hold: somebody has altered the content.")
    case .notHisToWrite:
      return Message(
        nn: "Samlinga \(who) i \(file) er skriven av nokon som ikkje har lov til det.",
        nb: "Samlingen \(who) i \(file) er skrevet av noen som ikke har lov til det.",
        en: "The change set \(who) in \(file) was written by somebody who may not.")
    default:
      return Message(
        nn: "\(file) har noko som ikkje høver med tabellane og reglane i avtalen.",
        nb: "\(file) har noe som ikke passer med tabellene og reglene i avtalen.",
        en: "\(file) has something that does not fit the tables and rules of the charter.")
    }
  }

  static func ofTheCharter(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    let it = about.first
    switch code {
    case .badMemberID:
      return Message(
        nn: "Av \(it) kan det ikkje lagast eit namn: bruk små bokstavar a–z, siffer og bindestrek.",
        nb: "Av \(it) kan det ikke lages et navn: bruk små bokstaver a–z, sifre og bindestrek.",
        en: "No name can be made of \(it): use letters a–z, digits and hyphens.")
    case .unknownMember:
      return Message(
        nn: "Avtalen har ingen medlem \(it).", nb: "Avtalen har ikke noe medlem \(it).",
        en: "The charter has no member \(it).")
    case .notCoordinator:
      return Message(
        nn: "Berre koordinatoren kan gjere dette.", nb: "Bare koordinatoren kan gjøre dette.",
        en: "Only the coordinator can do this.")
    case .alreadyAdmitted:
      return Message(
        nn: "\(it) er teken opp før, med ein annan nøkkel.",
        nb: "\(it) er tatt opp før, med en annen nøkkel.",
        en: "\(it) was admitted before, with another key.")
    case .notARequest:
      return Message(
        nn: "\(it) er ikkje ein gyldig førespurnad.", nb: "\(it) er ikke en gyldig forespørsel.",
        en: "\(it) is not a valid request.")
    case .notACharter:
      return Message(
        nn: "\(it) er ikkje ein gyldig avtale.", nb: "\(it) er ikke en gyldig avtale.",
        en: "\(it) is not a valid charter.")
    case .charterGap:
      return Message(
        nn: "\(it) byggjer på ein avtale vi ikkje har: versjon \(about.second) manglar.",
        nb: "\(it) bygger på en avtale vi ikke har: versjon \(about.second) mangler.",
        en: "\(it) builds on a charter that we lack: version \(about.second) is missing.")
    case .charterFork:
      return Message(
        nn: "\(it) har ein annan avtale med versjon \(about.second) enn den vi har.",
        nb: "\(it) har en annen avtale med versjon \(about.second) enn den vi har.",
        en: "\(it) has another charter with version \(about.second) than the one we have.")
    default:
      return Message(
        nn: "Språket \(it) finst ikkje her: vel nn, nb eller en.",
        nb: "Språket \(it) finnes ikke her: velg nn, nb eller en.",
        en: "There is no language \(it) here: choose nn, nb or en.")
    }
  }
}
