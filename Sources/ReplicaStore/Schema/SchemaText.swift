import MergeAlgebra

/// Reads a column's default when it is a constant; anything else counts as NULL.
enum DefaultLiteral {
  /// The default as an expression; `nil` when there is none.
  ///
  /// A bare word is a text.
  static func sql(of column: TableShape.Column) -> String? { column.defaultSQL.map(expression) }

  private static func expression(_ sql: String) -> String {
    let tokens = SQLTokens(sql).tokens
    guard tokens.count == 1, let only = tokens.first else { return "(\(sql))" }
    let constants = [
      "NULL", "TRUE", "FALSE", "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP",
    ]
    let isText =
      only.kind == .quotedName || (only.kind == .word && !constants.contains { only.isWord($0) })
    return isText ? literal(only.text) : "(\(sql))"
  }

  /// The default as the column stores it; NULL when it depends on when or where it is asked for.
  static func value(
    of defaultSQL: String?, type: String, _ session: SQLSession
  ) throws -> Value {
    guard let defaultSQL, let sql = constant(defaultSQL) else { return .null }
    let affinity = Affinity(type)
    let value = try session.first("SELECT \(sql)") { $0.value(0) } ?? .null
    if affinity.keeps(value) { return value }
    // CAST to NUMERIC leaves such a number as it is; a column does not.
    if case .real(let number) = value, affinity == .numeric, let whole = Int64(exactly: number) {
      return .integer(whole)
    }
    let stored = ["TEXT", "REAL", "NUMERIC"].first { Affinity($0) == affinity } ?? "BLOB"
    return try session.first("SELECT CAST(\(sql) AS \(stored))") { $0.value(0) } ?? .null
  }

  /// Whether the default is the same whenever and wherever it is asked for.
  static func isConstant(_ sql: String) -> Bool { constant(sql) != nil }

  private static func constant(_ sql: String) -> String? {
    let tokens = SQLTokens(sql).tokens
    let isMoment = tokens.contains { token in
      ["CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"].contains { token.isWord($0) }
    }
    let calls = tokens.indices.dropLast().filter {
      tokens[$0].kind == .word && tokens[$0 + 1].isSymbol("(")
    }
    let isPure = calls.allSatisfy { call in pureFunctions.contains { tokens[call].isWord($0) } }
    return isMoment || !isPure ? nil : expression(sql)
  }

  /// Functions that give the same for the same arguments, in every version of SQLite.
  private static let pureFunctions = [
    "ABS", "AND", "CAST", "CHAR", "COALESCE", "HEX", "IFNULL", "IN", "JSON", "JSON_ARRAY",
    "JSON_OBJECT", "LENGTH", "LOWER", "MAX", "MIN", "NOT", "NULLIF", "OR", "REPLACE", "ROUND",
    "SUBSTR", "TRIM", "UPPER", "ZEROBLOB",
  ]
}

extension TableShape.Check {
  /// Whether it asks only for a value's form, which merging keeps: json_valid and typeof.
  var isOfShapeOnly: Bool {
    let tokens = SQLTokens(sql).tokens
    let calls = tokens.indices.dropLast().filter {
      tokens[$0].kind == .word && tokens[$0 + 1].isSymbol("(")
    }
    let words = ["JSON_VALID", "TYPEOF", "IN", "OR", "AND"]
    let isKnown = calls.allSatisfy { call in words.contains { tokens[call].isWord($0) } }
    let bare = tokens.indices.filter { index in
      columns.contains { $0.lowercased() == tokens[index].text.lowercased() }
        && !(index > 1 && tokens[index - 1].isSymbol("(")
          && (tokens[index - 2].isWord("JSON_VALID") || tokens[index - 2].isWord("TYPEOF")))
    }
    let isNullTest = bare.allSatisfy { $0 + 1 < tokens.count && tokens[$0 + 1].isWord("IS") }
    return isKnown && isNullTest
  }

  /// Whether it says `IS NOT NULL` or `NOTNULL`; with OR beside it, it may still allow NULL.
  var forbidsNull: Bool {
    let words = SQLTokens(sql).tokens.filter { $0.kind == .word }.map { $0.text.uppercased() }
    let says = words.contains("NOTNULL") || (words.contains("NOT") && words.contains("NULL"))
    return says && !words.contains("OR") && !words.contains("CASE")
  }
}

extension TableShape.IndexTerm {
  /// Whether the expression names a column.
  func names(_ column: String) -> Bool {
    SQLTokens(sql).tokens.contains {
      ($0.kind == .word || $0.kind == .quotedName)
        && $0.text.lowercased() == column.lowercased()
    }
  }
}
