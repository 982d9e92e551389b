import MergeAlgebra
import ReplicaStore

/// A word of the people who use a schema, in their languages.
public struct Term: Equatable, Sendable {
  /// Nynorsk.
  public let nn: String
  /// Bokmål.
  public let nb: String
  /// English.
  public let en: String

  /// A word in each language.
  public init(nn: String, nb: String, en: String) {
    self.nn = nn
    self.nb = nb
    self.en = en
  }

  /// Whether somebody may mean it by what was typed; case does not count.
  func isMeant(by text: String) -> Bool {
    let typed = text.lowercased()
    return [nn, nb, en].contains { $0.lowercased() == typed }
  }

  /// Whether it begins with the words that were typed: `Stillingsressurs` for `Stillingsressurs (%)`.
  func begins(with text: String) -> Bool {
    let typed = text.lowercased()
    if typed.isEmpty { return false }
    return [nn, nb, en].contains { word in
      guard word.lowercased().hasPrefix(typed) else { return false }
      let next = word.lowercased().dropFirst(typed.count).first
      return next.map { !$0.isLetter && !$0.isNumber } ?? true
    }
  }
}

/// What a template knows of its tables beyond the schema: words, and what no CHECK can say.
///
/// Any schema works without; then its own names are used.
public struct Vocabulary: Sendable {
  /// A value that a column may hold, and its name.
  public struct Choice: Sendable {
    /// What is stored.
    public let code: String
    /// What people call it.
    public let term: Term

    /// Names a value.
    public init(code: String, term: Term) {
      self.code = code
      self.term = term
    }
  }

  /// A column of a table.
  public struct Place: Hashable, Sendable {
    /// The table.
    public let table: String
    /// The column.
    public let column: String

    /// Names a column.
    public init(_ table: String, _ column: String) {
      self.table = table
      self.column = column
    }
  }

  /// By table.
  public var tables: [String: Term] = [:]
  /// What the columns are called.
  public var columns: [Place: Term] = [:]
  /// What the values of a column are called.
  public var choices: [Place: [Choice]] = [:]
  /// The table to whose rows the elements of a set refer.
  public var sets: [Place: String] = [:]
  /// The values of sets whose elements are a value and a day: `["STARTA","2026-09-16"]`.
  public var events: [Place: [Choice]] = [:]
  /// Columns that a new row must fill in although the schema lets them be empty.
  public var required: Set<Place> = []
  /// By table the column by which people know a row.
  public var names: [String: String] = [:]
  /// What else can be wrong with a row that somebody writes.
  public var check: @Sendable (WrittenRow) throws -> [RecordFinding] = { _ in [] }

  /// No words at all.
  public init() {}

  /// The column by which people know the rows of a table; `nil` when they know them by the key alone.
  func nameColumn(of table: RecordTable) -> String? {
    if let name = names[table.name] { return name }
    return table.columns.first { column in
      !column.isKey && column.kind == .text
        && ["name", "title", "namn", "navn", "tittel"].contains(column.name.lowercased())
    }?.name
  }
}

/// A row as somebody is about to write it, for checks that look at more than one column.
public struct WrittenRow {
  /// The table.
  public let table: String
  /// What it will hold, by column.
  public let values: [String: Value]
  /// The columns that are written.
  public let written: Set<String>
  private let parent: (String) throws -> [String: Value]?

  init(
    table: String, values: [String: Value], written: Set<String>,
    parent: @escaping (String) throws -> [String: Value]?
  ) {
    self.table = table
    self.values = values
    self.written = written
    self.parent = parent
  }

  /// A cell as text; `nil` when it holds none.
  public func text(_ column: String) -> String? { values[column]?.string }

  /// The row that a column refers to, by column; `nil` when it refers to none.
  public func row(by column: String) throws -> [String: Value]? { try parent(column) }

  /// Something that is wrong with a column.
  public func finding(_ column: String, _ kind: RecordFinding.Kind) -> RecordFinding {
    RecordFinding(kind, in: table, column: column, given: text(column))
  }
}
