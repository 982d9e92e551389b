import Exchange
import MergeAlgebra
import ReplicaStore
import SognForAlle

/// What tables, columns and values are called in a language; their own names where nobody has words.
struct RecordLabels {
  /// The words of the replica's template.
  let vocabulary: Vocabulary
  /// The language.
  let language: Language

  /// No words: every name is its own.
  static let none = RecordLabels(vocabulary: Vocabulary(), language: .en)

  /// What a table is called.
  func table(_ name: String) -> String {
    vocabulary.tables[name].map(word) ?? name
  }

  /// What a column is called.
  func column(_ name: String, of table: String) -> String {
    vocabulary.columns[.init(table, name)].map(word) ?? name
  }

  /// A column by its label, with the name behind where that is another.
  func both(_ name: String, of table: String) -> String {
    let label = column(name, of: table)
    return label == name ? name : "\(label) (\(name))"
  }

  /// A value by its label; as it is stored where it has none.
  func value(_ value: Value, of column: String, in table: String) -> String {
    let term = vocabulary.choices[.init(table, column)]?.first { .text($0.code) == value }?.term
    return term.map(word) ?? CellText(value, language).whole
  }

  /// A value that one may write: its label and its code.
  func choice(_ value: Value, of column: String?, in table: String) -> String {
    guard let column else { return value.readable }
    let place = Vocabulary.Place(table, column)
    let choices = vocabulary.choices[place] ?? vocabulary.events[place] ?? []
    let term = choices.first { $0.code == value.readable }?.term
    guard let label = term.map(word) else { return value.readable }
    let isCode = label.lowercased() == value.readable.lowercased()
    return isCode ? label : "\(label) (\(value.readable))"
  }

  /// The values of a column that have labels.
  func choices(of column: String?, in table: String) -> [String] {
    guard let column else { return [] }
    return (vocabulary.choices[.init(table, column)] ?? [])
      .map { choice(.text($0.code), of: column, in: table) }
  }

  /// The words for what is written to people.
  func words(hasDecimalComma: Bool = false) -> RecordWords {
    RecordWords(hasDecimalComma: hasDecimalComma) { [language] term in
      Message(term).text(in: language)
    }
  }

  private func word(_ term: Term) -> String { Message(term).text(in: language) }
}

extension Message {
  /// A word of a template.
  init(_ term: Term) { self.init(nn: term.nn, nb: term.nb, en: term.en) }
}

extension ReplicaOptions {
  /// Opens the replica; from then on the console knows the words of its template.
  func openRecords(_ console: inout Console) throws -> Replica {
    let replica = try open(&console)
    let isSogn = try replica.newestCharter().charter.template == SognTemplate.name
    console.labels = RecordLabels(
      vocabulary: isSogn ? SognTemplate.vocabulary : Vocabulary(), language: console.language)
    return replica
  }
}
