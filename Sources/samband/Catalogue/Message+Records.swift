import Exchange
import MergeAlgebra
import ReplicaStore

extension Message {
  // MARK: Advice

  /// Where rows are seen.
  static var seeRows: Message {
    Message(
      nn: "Sjå kva rader det er", nb: "Se hvilke rader det er", en: "See which rows there are")
  }

  /// Where columns and what they may hold are seen.
  static var seeColumns: Message {
    Message(
      nn: "Sjå kva kolonnar det er, og kva som kan stå der",
      nb: "Se hvilke kolonner det er, og hva som kan stå der",
      en: "See which columns there are, and what they may hold")
  }

  /// How a heading is left out.
  static var leaveHeadingOut: Message {
    Message(
      nn: "Hopp over overskrifta, eller skriv kva kolonne ho er, bak =",
      nb: "Hopp over overskriften, eller skriv hvilken kolonne den er, bak =",
      en: "Leave the heading out, or write which column it is behind the =")
  }

  /// Where the row is seen that is in the way.
  static var seeOtherRow: Message {
    Message(nn: "Sjå den andre rada", nb: "Se den andre raden", en: "See the other row")
  }

  /// How rows that belong to a row go with it.
  static var takeRowsToo: Message {
    Message(
      nn: "Er det meint, så ta dei med", nb: "Er det ment, så ta dem med",
      en: "If it is meant, take them too")
  }

  // MARK: Results

  /// A row was added.
  static func added(_ table: String, _ key: String, isTrial: Bool) -> Message {
    isTrial
      ? Message(
        nn: "Ville ha lagt til i \(table): \(key)", nb: "Ville ha lagt til i \(table): \(key)",
        en: "Would have added to \(table): \(key)")
      : Message(
        nn: "Lagt til i \(table): \(key)", nb: "Lagt til i \(table): \(key)",
        en: "Added to \(table): \(key)")
  }

  /// A row was edited.
  static func edited(_ table: String, _ key: String, isTrial: Bool) -> Message {
    isTrial
      ? Message(
        nn: "Ville ha endra i \(table): \(key)", nb: "Ville ha endret i \(table): \(key)",
        en: "Would have changed in \(table): \(key)")
      : Message(
        nn: "Endra i \(table): \(key)", nb: "Endret i \(table): \(key)",
        en: "Changed in \(table): \(key)")
  }

  /// A row was like that already.
  static func alreadyLikeThat(_ table: String, _ key: String) -> Message {
    Message(
      nn: "\(table) \(key) var slik frå før. Ingenting er endra.",
      nb: "\(table) \(key) var slik fra før. Ingenting er endret.",
      en: "\(table) \(key) was like that already. Nothing is changed.")
  }

  /// A row was deleted.
  static func deleted(_ table: String, _ key: String, isTrial: Bool) -> Message {
    isTrial
      ? Message(
        nn: "Ville ha sletta frå \(table): \(key)", nb: "Ville ha slettet fra \(table): \(key)",
        en: "Would have deleted from \(table): \(key)")
      : Message(
        nn: "Sletta frå \(table): \(key)", nb: "Slettet fra \(table): \(key)",
        en: "Deleted from \(table): \(key)")
  }

  /// So many rows of a table went with it.
  static func deletedToo(_ table: String, _ count: Int) -> Message {
    let rows = rows(Int64(count))
    return Message(
      nn: "    og \(rows.nn) i \(table)", nb: "    og \(rows.nb) i \(table)",
      en: "    and \(rows.en) of \(table)")
  }

  /// When others get what was written.
  static func travelsNext(_ audience: Audience) -> Message {
    switch audience {
    case .everyone:
      Message(
        nn: "Dei andre får det neste gong du utvekslar.",
        nb: "De andre får det neste gang du utveksler.",
        en: "The others get it when you exchange next.")
    case .coordinator:
      Message(
        nn: "Berre den som eig rada, og koordinatoren får det, neste gong du utvekslar.",
        nb: "Bare den som eier raden, og koordinatoren får det, neste gang du utveksler.",
        en: "Only the owner of the row and the coordinator get it, when you exchange next.")
    case .member, .local:
      Message(
        nn: "Dette vert verande hjå dykk: ingen andre får det.",
        nb: "Dette blir hos dere: ingen andre får det.",
        en: "This stays with you: nobody else gets it.")
    }
  }

  /// Something that the person may not expect of an edit.
  static func note(_ note: RecordReport.Note, in table: String, _ labels: RecordLabels) -> Message {
    switch note {
    case .backwards(let column, let from, let to):
      let label = labels.column(column, of: table)
      return Message(
        nn:
          "\(label) gjekk eit steg attende, frå «\(from)» til «\(to)». Det vert ståande, om ingen "
          + "har skrive noko som er lenger framme samstundes.",
        nb:
          "\(label) gikk et steg tilbake, fra «\(from)» til «\(to)». Det blir stående, om ingen har "
          + "skrevet noe som er lenger framme samtidig.",
        en:
          "\(label) went a step back, from \"\(from)\" to \"\(to)\". It stays, unless somebody has "
          + "written something further along at the same time.")
    case .suggestion(let column, let decider):
      let label = labels.column(column, of: table)
      return Message(
        nn: "\(decider) avgjer kva som står under \(label). Det du skreiv, er eit framlegg.",
        nb: "\(decider) avgjør hva som står under \(label). Det du skrev, er et forslag.",
        en: "\(decider) decides what stands under \(label). What you wrote is a suggestion.")
    }
  }

  // MARK: Lists

  /// A list is empty.
  static var noRows: Message { Message(nn: "Ingen rader.", nb: "Ingen rader.", en: "No rows.") }

  /// A list was cut.
  static func listCut(shown: Int, of total: Int) -> Message {
    Message(
      nn: "\(shown) av \(total) rader er viste. Bruk --limit for fleire.",
      nb: "\(shown) av \(total) rader er vist. Bruk --limit for flere.",
      en: "\(shown) of \(total) rows are shown. Use --limit for more.")
  }

  /// Columns did not fit.
  static func columnsLeftOut(_ names: [String]) -> Message {
    let list = names.joined(separator: ", ")
    return Message(
      nn: "Ikkje vist: \(list). Bruk --columns for å velje.",
      nb: "Ikke vist: \(list). Bruk --columns for å velge.",
      en: "Not shown: \(list). Use --columns to choose.")
  }

  /// Above the rows that a row refers to.
  static var refersTo: Message {
    Message(nn: "Viser til:", nb: "Viser til:", en: "Refers to:")
  }

  /// Above the rows that refer to a row.
  static var referredBy: Message {
    Message(nn: "Hit viser:", nb: "Hit viser:", en: "Referred to by:")
  }

  /// So many more.
  static func andMore(_ count: Int) -> Message {
    Message(nn: "… og \(count) til", nb: "… og \(count) til", en: "… and \(count) more")
  }

  /// Above the history of a row.
  static func historyOfRow(_ count: Int) -> Message {
    let changes = counted(
      count, nn: ("endring", "endringar"), nb: ("endring", "endringer"), en: ("change", "changes"))
    return Message(
      nn: "Historia (\(changes.nn)):", nb: "Historien (\(changes.nb)):",
      en: "History (\(changes.en)):")
  }
}
