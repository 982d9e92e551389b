import MergeAlgebra
import ReplicaStore

/// How a sheet is taken in.
public struct SheetOptions: Sendable {
  /// What headings mean that are neither names nor labels: a column, or nothing when it is empty.
  public var mapping: [String: String] = [:]
  /// Whether everything is looked at and nothing kept.
  public var isTrial = false

  /// Everything as it stands in the sheet.
  public init() {}
}

/// What a sheet changed, or would change.
public struct SheetReport: Sendable {
  /// A line that is not in the table as it is.
  public struct Row: Sendable {
    /// The line of the sheet.
    public let line: Int
    /// The row; in a trial a new one may get another key.
    public let key: RowKey
    /// Whether it is new.
    public let isNew: Bool
    /// The cells that are another: column, former and new value in words.
    public let changes: [(column: String, before: String, after: String)]
  }

  /// The table.
  public let table: String
  /// The columns that the headings mean, in the order of the sheet.
  public let columns: [String]
  /// The columns by which lines were matched with rows; empty when by all of the sheet's.
  public let matchedBy: [String]
  /// What is added or changed.
  public var rows: [Row] = []
  /// What the person may not expect, each once: columns in which somebody else decides what is shown.
  public var notes: [RecordReport.Note] = []
  /// How many lines say what the table says already.
  public var unchanged = 0
  /// Whether the file was no Unicode, and was read as older Windows programs write.
  public let isGuessed: Bool
  /// Who may hold the rows.
  public let audience: Audience
}

extension Replica {
  /// Takes a sheet into a table: adds the rows that are not there and changes the cells that are another.
  ///
  /// A line is about the row with its key, else with the same values in one of the schema's unique keys,
  /// else about one that is like it in all columns of the sheet: the same sheet twice changes nothing.
  /// Rows that the sheet does not have stay. All or nothing. Errors: ``RecordRefusal`` with line and
  /// column of everything that is wrong, `unknownTable`, `busy`.
  public func importSheet(
    _ bytes: [UInt8], into name: String, _ options: SheetOptions, _ vocabulary: Vocabulary,
    _ words: RecordWords
  ) throws -> SheetReport {
    try edit(vocabulary, isTrial: options.isTrial) { desk in
      let table = try desk.table(name)
      let (text, isGuessed) = SheetText.decoded(bytes)
      let lines: [SheetText.Line]
      do throws(SheetText.Flaw) {
        lines = try SheetText.lines(of: text)
      } catch {
        throw RecordRefusal([RecordFinding(error, in: table.name)])
      }
      guard let header = lines.first else {
        throw RecordRefusal([RecordFinding(.emptySheet, in: table.name)])
      }
      let columns = try desk.columns(header, in: table, options.mapping)
      var sheet = try SheetTaking(desk, table, columns, words, isGuessed: isGuessed)
      try desk.transaction.deferReferences()
      return try sheet.take(Array(lines.dropFirst()))
    }
  }
}

extension RecordDesk {
  /// The columns that headings mean; `nil` for one that is to be left out.
  fileprivate func columns(
    _ header: SheetText.Line, in table: RecordTable, _ mapping: [String: String]
  ) throws -> [RecordColumn?] {
    var findings: [RecordFinding] = []
    var seen: Set<String> = []
    let columns = header.cells.map { cell -> RecordColumn? in
      let heading = SheetText.original(SetText.trimmed(cell))
      let name = mapping[heading] ?? heading
      if name.isEmpty { return nil }
      guard let column = column(name, in: table) else {
        findings.append(unknownColumn(name, in: table).at(header.number))
        return nil
      }
      if !seen.insert(column.name).inserted {
        findings.append(
          RecordFinding(
            .columnTwice, in: table.name, column: column.name, given: heading,
            line: header.number))
      }
      return column
    }
    if !findings.isEmpty { throw RecordRefusal(findings) }
    if seen.isEmpty { throw RecordRefusal([RecordFinding(.emptySheet, in: table.name)]) }
    return columns
  }
}

extension RecordFinding {
  fileprivate init(_ flaw: SheetText.Flaw, in table: String) {
    switch flaw {
    case .unclosedQuote(let line): self.init(.unclosedQuote, in: table, line: line)
    case .textAfterQuote(let line): self.init(.textAfterQuote, in: table, line: line)
    }
  }
}
