import GRDBSQLite

/// The user's schema as SQL: checked before it is run.
enum SchemaScript {
  /// One statement of a script, without its semicolon.
  struct Statement {
    let scanned: SQLTokens
    /// Its tokens in the script.
    let range: Range<Int>

    var tokens: ArraySlice<SQLTokens.Token> { scanned.tokens[range] }
    var sql: String { scanned.text(of: range) }
    var line: Int { tokens.first?.line ?? 1 }
  }

  /// The collations that every SQLite has.
  static let collations = ["BINARY", "NOCASE", "RTRIM"]

  /// Refuses anything but CREATE TABLE, INDEX, VIEW, TRIGGER and a table of fts5, in the main
  /// database.
  static func check(_ sql: String) throws {
    for statement in statements(of: sql) {
      if let defect = defect(of: statement) {
        throw StoreError(.schema, "line \(defect.line): \(defect.message)")
      }
    }
  }

  /// The statements of a script; those inside a trigger are part of it.
  static func statements(of sql: String) -> [Statement] {
    let scanned = SQLTokens(sql)
    var statements: [Statement] = []
    var start = 0
    var depth = 0
    var isTrigger = false
    for (index, token) in scanned.tokens.enumerated() {
      isTrigger = isTrigger || token.isWord("TRIGGER")
      if (token.isWord("BEGIN") && isTrigger && depth == 0) || (token.isWord("CASE") && depth > 0) {
        depth += 1
      }
      if token.isWord("END") && depth > 0 { depth -= 1 }
      if token.isSymbol(";") && depth == 0 {
        if start < index { statements.append(Statement(scanned: scanned, range: start..<index)) }
        start = index + 1
        isTrigger = false
      }
    }
    if start < scanned.tokens.count {
      statements.append(Statement(scanned: scanned, range: start..<scanned.tokens.count))
    }
    return statements
  }

  /// Runs a script one statement at a time, so that a refusal of SQLite's names its line.
  static func run(_ sql: String, _ session: SQLSession) throws {
    for statement in statements(of: sql) {
      guard let refusal = refusal(of: statement.sql, session) else { continue }
      let before = statement.sql.utf8.prefix(max(refusal.offset, 0))
      let line = statement.line + before.count { $0 == 0x0A }
      throw StoreError(.schema, "line \(line): the schema does not run: \(refusal.message)")
    }
  }

  /// Runs one statement; gives what SQLite says against it and at which byte, -1 where it names none.
  static func refusal(of sql: String, _ session: SQLSession) -> (message: String, offset: Int)? {
    let connection = session.database.sqliteConnection
    if sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK { return nil }
    return (String(cString: sqlite3_errmsg(connection)), Int(sqlite3_error_offset(connection)))
  }

  /// What in a statement cannot be kept; `nil` when all can.
  static func defect(of statement: Statement) -> (line: Int, message: String)? {
    let tokens = statement.tokens
    guard isAllowed(tokens) else {
      let text = tokens.prefix(3).map(\.text).joined(separator: " ")
      return (
        statement.line,
        "the schema may hold only CREATE TABLE, INDEX, VIEW, TRIGGER and VIRTUAL TABLE … USING "
          + "fts5, not \"\(text) …\""
      )
    }
    if let query = query(of: tokens) {
      return (
        query.line,
        "the schema may not make a table of a query, which has no primary key and may never end: "
          + "declare its columns, and fill it afterwards"
      )
    }
    for token in tokens where token.kind == .word || token.kind == .quotedName {
      if token.text.lowercased().hasPrefix("samband_") {
        return (
          token.line, "the name \"\(token.text)\" is taken: names with samband_ are our own"
        )
      }
    }
    for (word, name) in zip(tokens, tokens.dropFirst()) where word.isWord("COLLATE") {
      let isKnown = collations.contains(name.text.uppercased())
      if !isKnown {
        return (
          name.line,
          "the collation \"\(name.text)\" is not part of SQLite, so that other programs cannot "
            + "read the table: use BINARY, NOCASE or RTRIM"
        )
      }
    }
    return momentDefect(of: statement)
  }

  /// The AS of `CREATE TABLE … AS SELECT …`; SQLite would run the query then and there.
  private static func query(of tokens: ArraySlice<SQLTokens.Token>) -> SQLTokens.Token? {
    guard tokens.dropFirst().first?.isWord("TABLE") == true else { return nil }
    return tokens.prefix { !$0.isSymbol("(") }.first { $0.isWord("AS") }
  }

  /// An index over the present moment: SQLite makes it, and then refuses every row.
  private static func momentDefect(of statement: Statement) -> (line: Int, message: String)? {
    let tokens = statement.tokens
    guard tokens.dropFirst().prefix(2).contains(where: { $0.isWord("INDEX") }) else { return nil }
    let clocks = ["DATE", "TIME", "DATETIME", "JULIANDAY", "UNIXEPOCH", "STRFTIME"]
    for place in tokens.indices.dropLast() where clocks.contains(where: tokens[place].isWord) {
      guard tokens[place + 1].isSymbol("(") else { continue }
      // A bracket that is not closed here may be closed in a later statement, or nowhere.
      let close = min(statement.scanned.closing(place + 1), tokens.endIndex)
      let arguments = tokens[place + 2..<max(close, place + 2)]
      let isNow = arguments.contains { $0.kind == .text && $0.text.lowercased() == "now" }
      guard isNow || arguments.isEmpty else { continue }
      return (
        tokens[place].line,
        "the index asks \(tokens[place].text)() for the present moment, which is never the same: "
          + "index a column that keeps the moment"
      )
    }
    return nil
  }

  private static func isAllowed(_ tokens: ArraySlice<SQLTokens.Token>) -> Bool {
    guard tokens.count > 1, tokens[tokens.startIndex].isWord("CREATE") else { return false }
    let kind = tokens[tokens.startIndex + 1]
    if ["TABLE", "INDEX", "UNIQUE", "VIEW", "TRIGGER"].contains(where: { kind.isWord($0) }) {
      return true
    }
    guard kind.isWord("VIRTUAL"), let using = tokens.firstIndex(where: { $0.isWord("USING") })
    else { return false }
    return using + 1 < tokens.endIndex && tokens[using + 1].isWord("FTS5")
  }
}
