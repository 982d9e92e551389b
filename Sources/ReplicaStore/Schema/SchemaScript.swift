/// The user's schema as SQL: checked before it is run.
enum SchemaScript {
  /// Refuses anything but CREATE TABLE, INDEX, VIEW and TRIGGER in the main database.
  static func check(_ sql: String) throws {
    let scanned = SQLTokens(sql)
    var statement: [SQLTokens.Token] = []
    var depth = 0
    for token in scanned.tokens {
      let isTrigger = statement.contains { $0.isWord("TRIGGER") }
      if (token.isWord("BEGIN") && isTrigger && depth == 0) || (token.isWord("CASE") && depth > 0) {
        depth += 1
      }
      if token.isWord("END") && depth > 0 { depth -= 1 }
      if token.isSymbol(";") && depth == 0 {
        try check(statement)
        statement = []
      } else {
        statement.append(token)
      }
    }
    try check(statement)
  }

  private static func check(_ statement: [SQLTokens.Token]) throws {
    guard let first = statement.first else { return }
    let kinds = ["TABLE", "INDEX", "UNIQUE", "VIEW", "TRIGGER"]
    let kind = statement.dropFirst().first
    guard first.isWord("CREATE"), let kind, kinds.contains(where: { kind.isWord($0) }) else {
      let text = statement.prefix(3).map(\.text).joined(separator: " ")
      throw StoreError(
        .schema,
        "the schema may hold only CREATE TABLE, INDEX, VIEW and TRIGGER, not \"\(text) …\"")
    }
    for token in statement where token.kind == .word || token.kind == .quotedName {
      if token.text.lowercased().hasPrefix("samband_") {
        throw StoreError(
          .schema, "the name \"\(token.text)\" is taken: names with samband_ are our own")
      }
    }
  }
}
