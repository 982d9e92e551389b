import Exchange
import ReplicaStore

extension Message {
  /// What was looked at.
  static func verified(changeSets count: Int64, rows rowCount: Int64) -> Message {
    let (sets, rows) = (changeSets(count), rows(rowCount))
    return Message(
      nn: "Kontrollerte \(sets.nn) med \(rows.nn).", nb: "Kontrollerte \(sets.nb) med \(rows.nb).",
      en: "Checked \(sets.en) with \(rows.en).")
  }

  /// Nothing is wrong.
  static func everythingHolds(isDeep: Bool) -> Message {
    guard !isDeep else {
      return Message(
        nn:
          "Alt stemmer: innhald, underskrifter, rekkjefølgje og tabellar, òg rekna ut frå botnen.",
        nb:
          "Alt stemmer: innhold, underskrifter, rekkefølge og tabeller, også regnet ut fra bunnen.",
        en: "Everything holds: content, signatures, order and tables, also computed from nothing.")
    }
    return Message(
      nn: "Alt stemmer: innhald, underskrifter, rekkjefølgje og tabellar.",
      nb: "Alt stemmer: innhold, underskrifter, rekkefølge og tabeller.",
      en: "Everything holds: content, signatures, order and tables.")
  }

  /// So many things are wrong.
  static func findings(_ count: Int) -> Message {
    Message(
      nn: "\(count) feil. Sei frå til koordinatoren før du sender fleire pakkar.",
      nb: "\(count) feil. Si fra til koordinatoren før du sender flere pakker.",
      en: "\(count) \(count == 1 ? "fault" : "faults"). Tell the coordinator before you send more.")
  }

  /// A folder that could not be removed.
  static func leftBehind(_ path: String) -> Message {
    Message(
      nn: "\(path) kunne ikkje fjernast; det kan du trygt gjere sjølv.",
      nb: "\(path) kunne ikke fjernes; det kan du trygt gjøre selv.",
      en: "\(path) could not be removed; you can safely do so yourself.")
  }

  /// A row of the user's own that refers to nothing.
  static func ownOrphan(_ orphan: OwnOrphan) -> Message {
    let row = orphan.row.map { " \($0)" } ?? ""
    return Message(
      nn: "I tabellen din \(orphan.table) viser rad\(row) til ei rad som ikkje finst i "
        + "\(orphan.parent). Kopien er det ikkje noko gale med.",
      nb: "I tabellen din \(orphan.table) viser rad\(row) til en rad som ikke finnes i "
        + "\(orphan.parent). Kopien er det ikke noe galt med.",
      en: "In your own table \(orphan.table) row\(row) refers to a row that \(orphan.parent) does "
        + "not have. The replica itself is sound.")
  }

  /// One thing that is wrong.
  static func finding(_ finding: Finding) -> Message {
    switch finding {
    case .damaged(let dot, let detail):
      Message(
        nn: "Samlinga \(dot) er skadd: \(inlineCause(detail).nn)",
        nb: "Samlingen \(dot) er skadet: \(inlineCause(detail).nb)",
        en: "The change set \(dot) is damaged: \(detail)")
    case .badSignature(let dot):
      Message(
        nn: "Underskrifta på samlinga \(dot) stemmer ikkje.",
        nb: "Underskriften på samlingen \(dot) stemmer ikke.",
        en: "The signature of the change set \(dot) does not hold.")
    case .brokenChain(let dot):
      Message(
        nn: "Samlinga \(dot) følgjer ikkje den som kom før.",
        nb: "Samlingen \(dot) følger ikke den som kom før.",
        en: "The change set \(dot) does not follow the one before it.")
    case .row(let difference): row(difference)
    case .digest(let circle):
      Message(
        nn: "Kontrollsummen for \(circle) stemmer ikkje med radene.",
        nb: "Kontrollsummen for \(circle) stemmer ikke med radene.",
        en: "The digest of \(circle) is not that of its rows.")
    case .charter(let version, let detail):
      Message(
        nn: "Versjon \(version) av avtalen stemmer ikkje: \(inlineCause(detail).nn)",
        nb: "Versjon \(version) av avtalen stemmer ikke: \(inlineCause(detail).nb)",
        en: "Version \(version) of the charter does not hold: \(detail)")
    case .database(let detail):
      Message(
        nn: "SQLite finn ein feil: \(inlineCause(detail).nn)",
        nb: "SQLite finner en feil: \(inlineCause(detail).nb)",
        en: "SQLite finds a fault: \(detail)")
    }
  }

  private static func row(_ difference: ContentDifference) -> Message {
    let place = "\(difference.table) \(difference.key.readable)"
    switch difference.kind {
    case .place:
      return Message(
        nn: "\(place) er vist eller gøymt av ein annan grunn enn utrekninga frå botnen gjev.",
        nb: "\(place) er vist eller skjult av en annen grunn enn utregningen fra bunnen gir.",
        en: "\(place) is shown or hidden for another reason than a computation from nothing gives.")
    case .live:
      return Message(
        nn: "\(place) viser noko anna enn det som er skrive og sendt.",
        nb: "\(place) viser noe annet enn det som er skrevet og sendt.",
        en: "\(place) shows something else than was written and sent.")
    case .state:
      return Message(
        nn: "\(place) er kjend på ein annan måte enn samlingane seier.",
        nb: "\(place) er kjent på en annen måte enn samlingene sier.",
        en: "\(place) is known otherwise than the change sets say.")
    }
  }
}
