import Exchange

extension Message {
  /// A number that names one person, where it must not go; the number itself is never told.
  static func ofTheGuard(_ code: ExchangeError.Code, _ about: Subjects) -> Message {
    switch code {
    case .nationalIDInNote:
      Message(
        nn: "Merknaden har eit fødselsnummer eller eit liknande nummer, og han følgjer med til dei "
          + "andre. Ingenting er sendt.",
        nb: "Merknaden har et fødselsnummer eller et lignende nummer, og den følger med til de "
          + "andre. Ingenting er sendt.",
        en: "The note has a national id or a number like it, and it goes along to the others. "
          + "Nothing was sent.")
    case .nationalIDSealed:
      Message(
        nn: "Samlinga \(about.first) har eit fødselsnummer eller eit liknande nummer "
          + "(\(about.second)). Ingen pakke er skriven.",
        nb: "Samlingen \(about.first) har et fødselsnummer eller et lignende nummer "
          + "(\(about.second)). Ingen pakke er skrevet.",
        en: "The change set \(about.first) has a national id or a number like it "
          + "(\(about.second)). No bundle was written.")
    default:
      Message(
        nn: "I tabellen \(about.first), rad \(about.second), kolonne \(about.third) står eit "
          + "fødselsnummer eller eit liknande nummer. Det kan ikkje forlate kommunen.",
        nb: "I tabellen \(about.first), rad \(about.second), kolonne \(about.third) står et "
          + "fødselsnummer eller et lignende nummer. Det kan ikke forlate kommunen.",
        en: "Table \(about.first), row \(about.second), column \(about.third) has a national id or "
          + "a number like it. It must not leave the kommune.")
    }
  }

  /// The way out.
  static func adviceOfTheGuard(_ code: ExchangeError.Code) -> Message {
    switch code {
    case .nationalIDInNote:
      Message(
        nn: "Skriv merknaden utan nummeret; slik skriv du han",
        nb: "Skriv merknaden uten nummeret; slik skriver du den",
        en: "Write the note without the number; this is how")
    case .nationalIDSealed:
      Message(
        nn: "Send ikkje pakkar frå denne kopien, og ta kontakt med koordinatoren: å rette rada tek "
          + "ikkje nummeret ut or historia. Slik ser samlinga ut",
        nb: "Send ikke pakker fra denne kopien, og ta kontakt med koordinatoren: å rette raden tar "
          + "ikke nummeret ut av historien. Slik ser samlingen ut",
        en: "Send no bundles from this replica, and talk to the coordinator: mending the row does "
          + "not take the number out of the history. This is the change set")
    default:
      Message(
        nn: "Ta nummeret ut or rada, og prøv ein gong til; slik står det til no",
        nb: "Ta nummeret ut av raden, og prøv en gang til; slik står det til nå",
        en: "Take the number out of the row, and try again; this is how things stand")
    }
  }

  /// Something in a text that is shared, and perhaps should not be.
  static func secondLook(_ place: GuardedPlace) -> Message {
    let what =
      place.finding == .emailAddress
      ? Message(nn: "ei e-postadresse", nb: "en e-postadresse", en: "an e-mail address")
      : Message(
        nn: "eit privat telefonnummer", nb: "et privat telefonnummer",
        en: "a private phone number")
    guard let table = place.table else {
      return Message(
        nn: "Sjå over: merknaden ser ut til å ha \(what.nn), og han følgjer med til dei andre.",
        nb: "Se over: merknaden ser ut til å ha \(what.nb), og den følger med til de andre.",
        en: "Look again: the note seems to have \(what.en), and it goes along to the others.")
    }
    return Message(
      nn: "Sjå over: \(table) \(place.row), \(place.column), ser ut til å ha \(what.nn), "
        + "og vert delt med andre.",
      nb: "Se over: \(table) \(place.row), \(place.column), ser ut til å ha \(what.nb), "
        + "og blir delt med andre.",
      en: "Look again: \(table) \(place.row), \(place.column), seems to have \(what.en), "
        + "and is shared with others.")
  }
}
