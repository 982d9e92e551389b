/// A CREATE TABLE statement in its parts.
struct TableDefinition: Sendable {
  /// The definition of one column.
  struct Column: Sendable {
    let name: String
    /// The definition as written, name included.
    let sql: String
    /// The definition without spelling.
    let form: String
    /// How its values compare.
    let collation: String
  }

  /// In the order of the statement.
  let columns: [Column]
  /// Everything behind the table's name, without spelling.
  let form: String
  private let source: [UInt8]
  private let name: Range<Int>
  private let endOfColumns: Int

  /// Reads a statement as SQLite stores it; `nil` when it is none that makes columns.
  init?(_ sql: String) {
    let scanned = SQLTokens(sql)
    let tokens = scanned.tokens
    guard let open = tokens.firstIndex(where: { $0.isSymbol("(") }), open >= 3,
      let first = tokens.first, first.isWord("CREATE")
    else { return nil }
    let parts = scanned.parts(of: open + 1..<scanned.closing(open))
      .filter { !$0.isEmpty && !Self.isConstraint(tokens[$0.lowerBound]) }
    guard let last = parts.last else { return nil }
    columns = parts.map { part in
      let collate = part.dropLast().first { tokens[$0].isWord("COLLATE") }
      return Column(
        name: tokens[part.lowerBound].text, sql: scanned.text(of: part),
        form: scanned.form(of: part),
        collation: collate.map { tokens[$0 + 1].text.uppercased() } ?? "BINARY")
    }
    form = scanned.form(of: open..<tokens.count)
    source = scanned.source
    name = tokens[open - 1].range
    endOfColumns = tokens[last.upperBound - 1].range.upperBound
  }

  /// The statement for a table of another name that has more columns behind the last one.
  func sql(named other: String, adding more: [Column]) -> String {
    let columns = more.map { ",\n  \($0.sql)" }.joined()
    return String(decoding: source[..<name.lowerBound], as: UTF8.self) + quoted(other)
      + String(decoding: source[name.upperBound..<endOfColumns], as: UTF8.self) + columns
      + String(decoding: source[endOfColumns...], as: UTF8.self)
  }

  /// The column with this name.
  func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  static func isConstraint(_ token: SQLTokens.Token) -> Bool {
    ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].contains { token.isWord($0) }
  }
}

extension SQLTokens {
  /// The text without spaces, comments, case and quotes of names.
  var form: String { form(of: tokens.indices) }

  /// A part of it.
  func form(of range: Range<Int>) -> String {
    tokens[range].map(\.form).joined(separator: " ")
  }
}

extension SQLTokens.Token {
  /// The token without its spelling: names and words by their letters, texts as they are.
  var form: String {
    switch kind {
    case .word, .quotedName: text.uppercased()
    case .text: literal(text)
    case .number: text
    case .symbol: text
    }
  }
}
