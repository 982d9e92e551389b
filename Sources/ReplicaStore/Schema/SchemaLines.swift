/// Where a schema's text declares what a refusal speaks of.
struct SchemaLines: Sendable {
  /// A part of a table's declaration.
  enum Part: Hashable, Sendable {
    /// The table itself.
    case table
    /// A column.
    case column(String)
    /// A foreign key, by its columns.
    case foreignKey([String])
    /// A CHECK, by its text.
    case check(String)
    /// An index, by its name.
    case index(String)
  }

  private struct Place: Hashable {
    let table: String
    let part: Part
  }

  private var lines: [Place: Int] = [:]

  /// Reads a script.
  init(_ sql: String) {
    for statement in SchemaScript.statements(of: sql) { read(statement) }
  }

  /// The line, counted from 1; the table's when the part is not found, `nil` when neither is.
  func line(of part: Part, in table: String) -> Int? {
    let table = table.lowercased()
    if let line = lines[Place(table: table, part: Self.folded(part))] { return line }
    if case .foreignKey(let columns) = part, let first = columns.first {
      return line(of: .column(first), in: table)
    }
    return lines[Place(table: table, part: .table)]
  }

  private static func folded(_ part: Part) -> Part {
    switch part {
    case .table, .check: part
    case .column(let name): .column(name.lowercased())
    case .foreignKey(let columns): .foreignKey(columns.map { $0.lowercased() })
    case .index(let name): .index(name.lowercased())
    }
  }

  private mutating func note(_ part: Part, _ table: String, _ line: Int) {
    let place = Place(table: table.lowercased(), part: Self.folded(part))
    if lines[place] == nil { lines[place] = line }
  }

  private mutating func read(_ statement: SchemaScript.Statement) {
    let tokens = statement.tokens
    guard let open = tokens.firstIndex(where: { $0.isSymbol("(") }), open > tokens.startIndex else {
      return
    }
    let name = tokens[open - 1]
    if tokens[tokens.startIndex + 1].isWord("TABLE") {
      note(.table, name.text, name.line)
      let close = statement.scanned.closing(open)
      for part in statement.scanned.parts(of: open + 1..<close) {
        read(part, of: name.text, statement.scanned)
      }
    } else if let on = tokens.firstIndex(where: { $0.isWord("ON") }), on + 1 == open - 1 {
      note(.index(tokens[on - 1].text), name.text, tokens[on - 1].line)
    }
  }

  private mutating func read(_ part: Range<Int>, of table: String, _ scanned: SQLTokens) {
    guard let start = part.first else { return }
    let first = scanned.tokens[start]
    let constraints = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]
    let isColumn = first.kind != .word || !constraints.contains { first.isWord($0) }
    if isColumn { note(.column(first.text), table, first.line) }
    for index in part.dropLast() {
      let token = scanned.tokens[index]
      guard scanned.tokens[index + 1].isSymbol("(") else { continue }
      let close = scanned.closing(index + 1)
      if token.isWord("CHECK") {
        note(.check(scanned.text(of: index + 1..<close + 1)), table, token.line)
      } else if token.isWord("KEY") && scanned.tokens[index - 1].isWord("FOREIGN") {
        let columns = scanned.parts(of: index + 2..<close).compactMap { part in
          part.first.map { scanned.tokens[$0].text }
        }
        note(.foreignKey(columns), table, token.line)
      }
    }
  }
}
