import MergeAlgebra

/// How the file is made.
public struct FileFacts: Equatable, Sendable {
  /// The version of SQLite that this program uses.
  public let sqlite: String
  /// How texts are stored.
  public let encoding: String
  /// The size of a page in bytes.
  public let pageSize: Int64
  /// How many pages there are.
  public let pageCount: Int64
  /// How SQLite keeps transactions apart: `wal` as a replica is made.
  public let journalMode: String
}

extension ReplicaTransaction {
  /// How the file is made.
  public func fileFacts() throws -> FileFacts {
    func text(_ sql: String) throws -> String { try session.first(sql) { $0.string(0) } ?? "" }
    func number(_ sql: String) throws -> Int64 { try session.first(sql) { $0.integer(0) } ?? 0 }
    return FileFacts(
      sqlite: try text("SELECT sqlite_version()"), encoding: try text("PRAGMA encoding"),
      pageSize: try number("PRAGMA page_size"), pageCount: try number("PRAGMA page_count"),
      journalMode: try text("PRAGMA journal_mode"))
  }

  /// The tables under sync whose triggers, by which edits are captured, are not as they should be.
  ///
  /// Changes nothing; the next operation that writes puts them back.
  public func tablesWithoutCapture(me: MemberID) throws -> [String] {
    guard let collaboration else { return [] }
    let present = Dictionary(
      uniqueKeysWithValues: try session.rows(
        """
        SELECT name, sql FROM main.sqlite_schema
        WHERE type = 'trigger' AND name LIKE 'samband\\_%' ESCAPE '\\'
        """
      ) { ($0.string(0), $0.string(1)) })
    return tables.filter { table in
      let capture = CaptureTriggers(
        number: table.id, shape: table.shape, model: table.model, me: me,
        collaboration: collaboration)
      return capture.triggers.contains { present[$0.name] != $0.sql }
    }.map(\.name)
  }

  /// The user's own triggers on tables under sync, by name.
  public func ownTriggers() throws -> [(name: String, table: String)] {
    let known = Set(tables.map(\.name))
    return try session.rows(
      """
      SELECT name, tbl_name FROM main.sqlite_schema
      WHERE type = 'trigger' AND name NOT LIKE 'samband\\_%' ESCAPE '\\' ORDER BY name
      """
    ) { (name: $0.string(0), table: $0.string(1)) }.filter { known.contains($0.table) }
  }
}
