import GRDB
import MergeAlgebra

/// A column that gets another name.
struct ColumnRename: Equatable, Sendable {
  let table: String
  let from: String
  let to: String

  /// Renames columns; by way of names that nobody has, for they may exchange theirs.
  ///
  /// SQLite follows in indexes, triggers, views and references.
  static func run(_ renames: [ColumnRename], _ session: SQLSession) throws {
    func rename(_ table: String, _ from: String, _ to: String) throws {
      try session.runScript(
        "ALTER TABLE \(quoted(table)) RENAME COLUMN \(quoted(from)) TO \(quoted(to))")
    }
    for (place, column) in renames.enumerated() {
      try rename(column.table, column.from, "samband_renamed_\(place)")
    }
    for (place, column) in renames.enumerated() {
      try rename(column.table, "samband_renamed_\(place)", column.to)
    }
  }
}

/// A schema as SQLite understands it, run in memory apart from every replica.
struct SchemaScratch: Sendable {
  /// A table, index, view or trigger with its SQL.
  struct Object: Equatable, Sendable {
    let type: String
    let name: String
    /// The table or view that it belongs to.
    let table: String
    let sql: String

    /// The SQL without spelling: what two schemas can be compared by.
    var form: String { SQLTokens(sql).form }
  }

  /// The tables in name order.
  let shapes: [TableShape]
  /// What the schema makes, in its order.
  let objects: [Object]
  /// The tables that are STRICT.
  let strictTables: Set<String>

  /// Runs a schema, and then renames columns.
  ///
  /// Errors: `schema` when it does not run, or has a reference that SQLite cannot follow.
  init(_ schema: String, renaming renames: [ColumnRename] = []) throws {
    try SchemaScript.check(schema)
    (shapes, objects, strictTables) = try Self.inMemory { session in
      try SchemaScript.run(schema, session)
      do {
        try ColumnRename.run(renames, session)
        try session.runScript("PRAGMA foreign_key_check")
      } catch let error as StoreError {
        throw StoreError(.schema, "the schema does not run: \(error.message)")
      }
      return (
        try SchemaReader(session: session).tables(), try Self.objects(in: session),
        try Self.strictTables(in: session)
      )
    }
  }

  /// Uses a database that is nowhere but in memory.
  static func inMemory<Result>(_ body: (SQLSession) throws -> Result) throws -> Result {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(configuration: configuration)
    let result = try queue.writeWithoutTransaction { try body(SQLSession(database: $0)) }
    try queue.close()
    return result
  }

  /// What a database has beside our own tables and triggers, in the order in which it was made.
  static func objects(in session: SQLSession) throws -> [Object] {
    try session.rows(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_schema
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT LIKE 'samband\\_%' ESCAPE '\\' ORDER BY rowid
      """
    ) { Object(type: $0.string(0), name: $0.string(1), table: $0.string(2), sql: $0.string(3)) }
  }

  /// The tables of a database that are STRICT.
  static func strictTables(in session: SQLSession) throws -> Set<String> {
    Set(
      try session.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 1"
      ) { $0.string(0) })
  }

  /// The table with this name.
  func shape(_ name: String) -> TableShape? { shapes.first { $0.name == name } }

  /// The object of a type with this name.
  func object(_ type: String, _ name: String) -> Object? {
    objects.first { $0.type == type && $0.name == name }
  }

  /// How the table is written.
  func definition(of table: String) -> TableDefinition? {
    object("table", table).flatMap { TableDefinition($0.sql) }
  }
}
