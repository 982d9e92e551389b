import Crypto
import MergeAlgebra

/// Lets those of the user's triggers run for merged rows that the rules name (an FTS index stays
/// right).
///
/// On our connection the triggers of the file are switched off. Temporary ones still run (SQLite from
/// 3.35, sqlite.org/c3ref/c_dbconfig_defensive.html), so each named trigger has a temporary copy.
struct MergedTriggers {
  let session: SQLSession
  let names: [String]

  init(_ session: SQLSession, _ declarations: Declarations) {
    self.session = session
    names = declarations.triggers.filter { $0.value == .merged }.keys.sorted()
  }

  /// Makes the copies that are missing, and takes away those of triggers that are gone or different.
  func install() throws {
    let present = Set(
      try session.rows(
        """
        SELECT name FROM sqlite_temp_schema
        WHERE type = 'trigger' AND name LIKE 'samband\\_merged\\_%' ESCAPE '\\'
        """
      ) { $0.string(0) })
    if names.isEmpty && present.isEmpty { return }
    var wanted: [String: String] = [:]
    for name in names {
      let sql = try session.first(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND name = ?1", [.text(name)]
      ) { $0.string(0) }
      guard let sql, let copy = Self.copy(of: sql) else { continue }
      wanted[copy.name] = copy.sql
    }
    for name in present where wanted[name] == nil {
      try session.run("DROP TRIGGER temp.\(quoted(name))")
    }
    for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) where !present.contains(name) {
      try session.runScript(sql)
    }
  }

  /// The same trigger as a temporary one, under a name that says what it is a copy of.
  static func copy(of sql: String) -> (name: String, sql: String)? {
    let scanned = SQLTokens(sql)
    guard scanned.tokens.count > 3, scanned.tokens[1].isWord("TRIGGER") else { return nil }
    let digest = SHA256.hash(data: Array(sql.utf8)).prefix(6)
    let hexadecimal = digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    let name = "samband_merged_\(hexadecimal.joined())"
    let body = scanned.text(of: 3..<scanned.tokens.count)
    return (name, "CREATE TEMP TRIGGER \(name) \(body)")
  }
}
