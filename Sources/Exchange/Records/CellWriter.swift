import MergeAlgebra
import ReplicaStore
import StrictJSON

/// Says what a cell holds, in the words of a language or as it is stored.
public struct RecordWords: Sendable {
  /// The form in which a term is wanted; `nil` says everything as it is stored.
  public let word: (@Sendable (Term) -> String)?
  /// Whether numbers have a comma.
  public let hasDecimalComma: Bool

  /// As it is stored.
  public static let stored = RecordWords(word: nil, hasDecimalComma: false)

  /// In words.
  public init(hasDecimalComma: Bool, _ word: @escaping @Sendable (Term) -> String) {
    self.init(word: word, hasDecimalComma: hasDecimalComma)
  }

  private init(word: (@Sendable (Term) -> String)?, hasDecimalComma: Bool) {
    self.word = word
    self.hasDecimalComma = hasDecimalComma
  }
}

/// Makes texts of cells, which ``CellReader`` reads again.
struct CellWriter {
  let desk: RecordDesk
  let words: RecordWords
  /// Whether rows that are referred to are called by their names.
  var namesRows = false

  private static let yes = Term(nn: "ja", nb: "ja", en: "yes")
  private static let no = Term(nn: "nei", nb: "nei", en: "no")

  /// What a column is called.
  func heading(_ column: RecordColumn, in table: RecordTable) -> String {
    guard let word = words.word else { return column.name }
    return desk.vocabulary.columns[.init(table.name, column.name)].map(word) ?? column.name
  }

  /// A cell; empty for NULL.
  func text(_ value: Value, of column: RecordColumn, in table: RecordTable) throws -> String {
    let place = Vocabulary.Place(table.name, column.name)
    if column.isSet { return try set(value, place) }
    if let word = words.word {
      if let term = term(value, of: column, place) { return word(term) }
      if namesRows, let reference = table.reference(column.name), !value.isNull,
        let name = try desk.name(of: value, in: reference.parent)
      {
        return name
      }
    }
    if case .real(let number) = value, words.hasDecimalComma {
      return "\(number)".replacing(".", with: ",")
    }
    return value.readable
  }

  private func term(_ value: Value, of column: RecordColumn, _ place: Vocabulary.Place) -> Term? {
    if column.restriction.isYesOrNo {
      if value == .integer(1) { return Self.yes }
      if value == .integer(0) { return Self.no }
    }
    return desk.vocabulary.choices[place]?.first { .text($0.code) == value }?.term
  }

  private static func byDay(_ value: Value) -> Value {
    guard let elements = SetText.elements(of: value) else { return value }
    func day(_ element: JSONValue) -> String {
      if case .array(let parts) = element, case .string(let day)? = parts.last { day } else { "" }
    }
    let sorted = elements.sorted { day($0) < day($1) }
    return .text(JSONValue.array(sorted).canonicalBytes)
  }

  private func set(_ value: Value, _ place: Vocabulary.Place) throws -> String {
    let parent = desk.vocabulary.sets[place]
    let events = desk.vocabulary.events[place]
    var names: [String: String] = [:]
    if namesRows, words.word != nil, let parent {
      for case .string(let key) in SetText.elements(of: value) ?? [] {
        names[key] = try desk.name(of: .text(key), in: parent)
      }
    }
    // Events are told as they happened.
    let told = events == nil ? value : Self.byDay(value)
    let text = SetText.text(of: told) { element in
      switch element {
      case .string(let text): return names[text] ?? text
      case .array(let parts):
        guard let events, parts.count == 2, case .string(let code) = parts[0],
          case .string(let day) = parts[1], let event = events.first(where: { $0.code == code })
        else { return nil }
        return "\(words.word.map { $0(event.term) } ?? code) \(day)"
      default: return nil
      }
    }
    return text ?? value.readable
  }
}
