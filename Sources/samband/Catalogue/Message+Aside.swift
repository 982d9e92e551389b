import ReplicaStore

extension Message {
  /// A change set that is not applied: whose it is, and why.
  static func setAside(_ set: SetAside, by member: String) -> Message {
    let reason = reason(for: set.flaw)
    let following = changeSets(set.following)
    let rest =
      set.following > 0
      ? Message(
        nn: " \(following.nn) etter henne vert òg liggjande.",
        nb: " \(following.nb) etter den blir også liggende.",
        en: " \(following.en) after it \(set.following == 1 ? "stays" : "stay") with it.")
      : Message("")
    return Message(
      nn: "Lagt til sides: samlinga \(set.dot) frå \(member). \(reason.nn)\(rest.nn)",
      nb: "Lagt til side: samlingen \(set.dot) fra \(member). \(reason.nb)\(rest.nb)",
      en: "Set aside: the change set \(set.dot) of \(member). \(reason.en)\(rest.en)")
  }

  /// Label: what is set aside.
  static var asideLabel: Message {
    Message(nn: "Lagt til sides:", nb: "Lagt til side:", en: "Set aside:")
  }

  /// Why a change set is not applied, as a sentence.
  static func reason(for flaw: Flaw) -> Message {
    switch flaw.kind {
    case .unknownTable, .unknownColumn, .unfit, .badValue, .badTime: ofTheForm(flaw)
    case .wrongCircle, .notItsTable, .notItsRow, .notDeciding, .fixedColumn: ofTheRights(flaw)
    case .neverInserted, .badContext, .otherPast, .fork, .olderCharter, .follows:
      ofThePast(flaw)
    }
  }

  private static func ofTheForm(_ flaw: Flaw) -> Message {
    let place = place(flaw)
    switch flaw.kind {
    case .unknownTable:
      return Message(
        nn: "Avtalen har ingen slik tabell (\(place)).",
        nb: "Avtalen har ingen slik tabell (\(place)).",
        en: "The charter has no such table (\(place)).")
    case .unknownColumn:
      return Message(
        nn: "Avtalen har ingen slik kolonne (\(place)).",
        nb: "Avtalen har ingen slik kolonne (\(place)).",
        en: "The charter has no such column (\(place)).")
    case .badValue:
      return Message(
        nn: "Kolonnen kan ikkje ha ein slik verdi (\(place)).",
        nb: "Kolonnen kan ikke ha en slik verdi (\(place)).",
        en: "The column cannot hold such a value (\(place)).")
    case .badTime:
      return Message(
        nn: "Tidspunktet er eit som inga klokke viser\(inBrackets(place)).",
        nb: "Tidspunktet er et som ingen klokke viser\(inBrackets(place)).",
        en: "Its time is one that no clock shows\(inBrackets(place)).")
    default:
      return Message(
        nn: "Ho er sett saman slik tabellane og reglane ikkje tillèt\(inBrackets(place)).",
        nb: "Den er satt sammen slik tabellene og reglene ikke tillater\(inBrackets(place)).",
        en: "It is put together as the tables and rules do not allow\(inBrackets(place)).")
    }
  }

  private static func ofTheRights(_ flaw: Flaw) -> Message {
    let place = place(flaw)
    switch flaw.kind {
    case .wrongCircle:
      return Message(
        nn: "Ho er skriven til ein krins der ho ikkje høyrer heime\(inBrackets(place)).",
        nb: "Den er skrevet til en krets der den ikke hører hjemme\(inBrackets(place)).",
        en: "It is written for a circle where it does not belong\(inBrackets(place)).")
    case .notItsTable:
      return Message(
        nn: "Berre koordinatoren skriv i denne tabellen (\(place)).",
        nb: "Bare koordinatoren skriver i denne tabellen (\(place)).",
        en: "Only the coordinator writes this table (\(place)).")
    case .notItsRow:
      return Message(
        nn: "Rada høyrer til ein annan medlem (\(place)).",
        nb: "Raden tilhører et annet medlem (\(place)).",
        en: "The row belongs to another member (\(place)).")
    case .notDeciding:
      return Message(
        nn: "Ho avgjer noko som avsendaren berre kan gjere framlegg om (\(place)).",
        nb: "Den avgjør noe som avsenderen bare kan foreslå (\(place)).",
        en: "It decides what its author can only suggest (\(place)).")
    default:
      return Message(
        nn: "Ho endrar noko som berre vert sett éin gong (\(place)).",
        nb: "Den endrer noe som bare settes én gang (\(place)).",
        en: "It changes what is set only once (\(place)).")
    }
  }

  private static func ofThePast(_ flaw: Flaw) -> Message {
    let other = flaw.other?.description ?? "–"
    switch flaw.kind {
    case .neverInserted:
      let place = place(flaw)
      return Message(
        nn: "Ho endrar ei rad som avsendaren ikkje kan ha sett (\(place)).",
        nb: "Den endrer en rad som avsenderen ikke kan ha sett (\(place)).",
        en: "It changes a row that its author cannot have seen (\(place)).")
    case .badContext:
      return Message(
        nn: "Ho seier at avsendaren har sett \(other), og det kan ikkje vere.",
        nb: "Den sier at avsenderen har sett \(other), og det kan ikke være.",
        en: "It says that its author has seen \(other), which cannot be.")
    case .otherPast:
      return Message(
        nn: "Ho byggjer på ei anna utgåve av \(other) enn den vi har.",
        nb: "Den bygger på en annen utgave av \(other) enn den vi har.",
        en: "It builds on another version of \(other) than the one that we have.")
    case .fork:
      return Message(
        nn: "Vi har ei anna samling med same namn: kopien kan vere i bruk på to maskiner.",
        nb: "Vi har en annen samling med samme navn: kopien kan være i bruk på to maskiner.",
        en: "We have another change set of that name: the replica may be in use on two computers.")
    case .olderCharter:
      return Message(
        nn: "Ho viser til ein eldre versjon av avtalen enn den før henne.",
        nb: "Den viser til en eldre versjon av avtalen enn den før den.",
        en: "It names an older version of the charter than the one before it.")
    default:
      return Message(
        nn: "Ho byggjer på \(other), som er lagd til sides.",
        nb: "Den bygger på \(other), som er lagt til side.",
        en: "It builds on \(other), which is set aside.")
    }
  }

  /// Table, row and column, without anything that could move the cursor.
  private static func place(_ flaw: Flaw) -> String {
    [flaw.table, flaw.row, flaw.column].compactMap { $0 }
      .map { CellText(.text($0), .en).short }.joined(separator: " ")
  }

  private static func inBrackets(_ place: String) -> String { place.isEmpty ? "" : " (\(place))" }
}
