import MergeAlgebra

/// Reads a column's default when it is a literal; anything else counts as NULL.
enum DefaultLiteral {
  /// The default as an expression; `nil` when there is none.
  ///
  /// A bare word is a text.
  static func sql(of column: TableShape.Column) -> String? {
    guard let sql = column.defaultSQL else { return nil }
    let tokens = SQLTokens(sql).tokens
    guard tokens.count == 1, let only = tokens.first else { return "(\(sql))" }
    let constants = [
      "NULL", "TRUE", "FALSE", "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP",
    ]
    let isText =
      only.kind == .quotedName || (only.kind == .word && !constants.contains { only.isWord($0) })
    return isText ? literal(only.text) : "(\(sql))"
  }

  static func value(of column: TableShape.Column) -> Value {
    column.defaultSQL.map { value($0) } ?? .null
  }

  /// The value of a default's SQL.
  static func value(_ sql: String) -> Value {
    let scanned = SQLTokens(sql)
    let isFraction = scanned.tokens.contains { $0.isSymbol(".") }
    if isFraction, let number = Double(scanned.text(of: scanned.tokens.indices)) {
      return .real(number)
    }
    var tokens = scanned.tokens[...]
    var isNegative = false
    if let sign = tokens.first, sign.isSymbol("-") || sign.isSymbol("+") {
      isNegative = sign.isSymbol("-")
      tokens = tokens.dropFirst()
    }
    guard let only = tokens.first, tokens.count == 1 else { return .null }
    switch only.kind {
    case .text: return .text(only.text)
    case .number:
      guard let number = Int64(only.text) else { return .null }
      return .integer(isNegative ? -number : number)
    default: return .null
    }
  }
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
