import Exchange
import MergeAlgebra
import ReplicaStore

extension Message {
  // MARK: Tables

  /// Who holds the rows of a table.
  static func holders(_ audience: Audience) -> Message {
    switch audience {
    case .everyone: Message(nn: "alle", nb: "alle", en: "everybody")
    case .coordinator:
      Message(
        nn: "eigaren og koordinatoren", nb: "eieren og koordinatoren",
        en: "owner and coordinator")
    case .member: Message(nn: "berre eigaren", nb: "bare eieren", en: "the owner only")
    case .local: Message(nn: "berre denne fila", nb: "bare denne filen", en: "this file only")
    }
  }

  /// What a column holds.
  static func kind(of column: RecordColumn, refersTo parent: String?, _ elements: String?)
    -> Message
  {
    if let parent {
      return Message(nn: "rad i \(parent)", nb: "rad i \(parent)", en: "row of \(parent)")
    }
    if column.isSet, let elements {
      return Message(
        nn: "liste av rader i \(elements)", nb: "liste av rader i \(elements)",
        en: "list of rows of \(elements)")
    }
    if column.isSet { return Message(nn: "liste", nb: "liste", en: "list") }
    switch column.restriction.form {
    case .date: return Message(nn: "dato", nb: "dato", en: "date")
    case .week: return Message(nn: "veke, 2026-W38", nb: "uke, 2026-W38", en: "week, 2026-W38")
    case .quarter:
      return Message(nn: "kvartal, 2026-Q3", nb: "kvartal, 2026-Q3", en: "quarter, 2026-Q3")
    case nil: break
    }
    if column.restriction.isYesOrNo {
      return Message(nn: "ja eller nei", nb: "ja eller nei", en: "yes or no")
    }
    switch column.kind {
    case .text: return Message(nn: "tekst", nb: "tekst", en: "text")
    case .integer: return Message(nn: "heiltal", nb: "heltall", en: "whole number")
    case .real, .numeric: return Message(nn: "tal", nb: "tall", en: "number")
    case .any: return Message(nn: "kva som helst", nb: "hva som helst", en: "anything")
    }
  }

  /// What a column asks of whoever fills it in.
  static func demands(of column: RecordColumn, isRequired: Bool) -> [Message] {
    var words: [Message] = []
    if column.isKey { words.append(Message(nn: "nøkkel", nb: "nøkkel", en: "key")) }
    if isRequired {
      words.append(Message(nn: "må fyllast ut", nb: "må fylles ut", en: "required"))
    }
    if column.isFixed {
      words.append(Message(nn: "vert sett éin gong", nb: "settes én gang", en: "set once"))
    }
    return words
  }

  /// The limits of a number.
  static func limits(_ least: String?, _ most: String?) -> Message? {
    switch (least, most) {
    case (let least?, let most?): Message("\(least)–\(most)")
    case (let least?, nil):
      Message(nn: "minst \(least)", nb: "minst \(least)", en: "at least \(least)")
    case (nil, let most?): Message(nn: "høgst \(most)", nb: "høyst \(most)", en: "at most \(most)")
    case (nil, nil): nil
    }
  }

  // MARK: Sheets

  /// What a sheet changes.
  static func sheetSummary(added: Int, changed: Int, unchanged: Int) -> Message {
    let new = counted(added, nn: ("ny", "nye"), nb: ("ny", "nye"), en: ("new", "new"))
    return Message(
      nn: "\(new.nn), \(changed) endra, \(unchanged) som før.",
      nb: "\(new.nb), \(changed) endret, \(unchanged) som før.",
      en: "\(new.en), \(changed) changed, \(unchanged) as before.")
  }

  /// By what lines were matched with rows.
  static func matchedBy(_ columns: [String]) -> Message {
    let names = columns.joined(separator: ", ")
    return columns.isEmpty
      ? Message(
        nn: "Radene er funne att ved at alt i arket er likt.",
        nb: "Radene er funnet igjen ved at alt i arket er likt.",
        en: "Rows were found again by everything in the sheet.")
      : Message(
        nn: "Radene er funne att ved \(names).", nb: "Radene er funnet igjen ved \(names).",
        en: "Rows were found again by \(names).")
  }

  /// A line of a sheet is a new row, or changes one.
  static func sheetLine(_ number: Int, _ key: String, isNew: Bool) -> Message {
    isNew
      ? Message(
        nn: "Linje \(number): ny, \(key)", nb: "Linje \(number): ny, \(key)",
        en: "Line \(number): new, \(key)")
      : Message(
        nn: "Linje \(number): endra, \(key)", nb: "Linje \(number): endret, \(key)",
        en: "Line \(number): changed, \(key)")
  }

  /// The file was no Unicode.
  static var guessedCharacters: Message {
    Message(
      nn:
        "Fila er ikkje UTF-8, og vart lesen slik eldre Windows-program skriv. Sjå etter at æ, ø og å "
        + "er rette.",
      nb:
        "Filen er ikke UTF-8, og ble lest slik eldre Windows-programmer skriver. Se etter at æ, ø og "
        + "å er riktige.",
      en:
        "The file is not UTF-8, and was read as older Windows programs write. See that æ, ø and å "
        + "are right.")
  }

  /// Whether a sheet shall be taken in.
  static var shallImport: Message {
    Message(
      nn: "Skal dette skrivast? (ja/nei)", nb: "Skal dette skrives? (ja/nei)",
      en: "Shall this be written? (yes/no)")
  }

  /// A sheet was written.
  static func wroteSheet(_ path: String, _ count: Int) -> Message {
    let rows = rows(Int64(count))
    return Message(
      nn: "Skreiv \(rows.nn) til \(path).", nb: "Skrev \(rows.nb) til \(path).",
      en: "Wrote \(rows.en) to \(path).")
  }
}
