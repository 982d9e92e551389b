import GRDB
import MergeAlgebra

/// What a database's own schema table says, as far as the charter needs it.
struct ExistingSchema {
  /// One thing that the schema creates.
  struct Object {
    let kind: String
    let name: String
    /// The table that it belongs to.
    let table: String
    let sql: String

    /// The statement without a comment behind it, which would hide what follows.
    var statement: String {
      let scanned = SQLTokens(sql)
      return scanned.text(of: 0..<scanned.tokens.count) + ";"
    }
  }

  /// In an order that runs: tables, their indexes, views, triggers.
  let objects: [Object]
  /// The names of virtual tables.
  let virtualTables: [String]
  let shapes: [TableShape]

  /// Reads it; tables of SQLite's own and those behind virtual tables are left out.
  init(_ session: SQLSession) throws {
    let kinds = try session.rows(
      "SELECT name, type FROM pragma_table_list WHERE schema = 'main' ORDER BY name"
    ) { (name: $0.string(0), kind: $0.string(1)) }
    let shadows = Set(kinds.filter { $0.kind == "shadow" }.map(\.name))
    virtualTables = kinds.filter { $0.kind == "virtual" }.map(\.name)
    let all = try session.rows(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_schema
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY instr('table index view trigger', type), rowid
      """
    ) { Object(kind: $0.string(0), name: $0.string(1), table: $0.string(2), sql: $0.string(3)) }
    objects = all.filter { !shadows.contains($0.name) && !shadows.contains($0.table) }
    shapes = try SchemaReader(session: session).tables()
  }

  /// The schema as a script.
  var text: String { objects.map { $0.statement + "\n" }.joined() }

  /// Everything that a charter's schema may not hold, by the name of the object.
  var defects: [String] {
    objects.compactMap { object in
      SchemaScript.statements(of: object.sql).lazy
        .compactMap { SchemaScript.defect(of: $0)?.message }
        .first.map { "\(object.kind) \"\(object.name)\": \($0)" }
    }
  }

  /// Refuses a schema whose text does not make the same tables again, as every member's replica
  /// must.
  func checkThatItRuns() throws {
    let queue = try DatabaseQueue()
    try queue.writeWithoutTransaction { database in
      let session = SQLSession(database: database)
      for object in objects {
        guard let refusal = SchemaScript.refusal(of: object.sql, session) else { continue }
        let isQuoted = refusal.message.contains("no such column")
        throw StoreError(
          .schema,
          "\(object.kind) \"\(object.name)\" cannot be made again from its own text: "
            + refusal.message
            + (isQuoted ? ": write texts in single quotes, names in double ones" : ""))
      }
      let again = try SchemaReader(session: session).tables()
      for shape in shapes where !again.contains(shape) {
        throw StoreError(
          .schema,
          "table \"\(shape.name)\" is not what its own text says: make the database anew, with "
            + ".dump in the sqlite3 program")
      }
    }
    try queue.close()
  }

  /// What to do for each table without a primary key.
  func keyAdvice(_ session: SQLSession) throws -> [String: String] {
    var advice: [String: String] = [:]
    for shape in shapes where shape.key.isEmpty {
      guard let sql = objects.first(where: { $0.kind == "table" && $0.name == shape.name })?.sql
      else { continue }
      let taken = Set(objects.map { $0.name.lowercased() })
      let dependents = objects.filter { $0.table == shape.name && $0.kind != "table" }.map(
        \.statement)
      advice[shape.name] = try MissingKey(
        shape: shape, sql: sql, dependents: dependents, takenNames: taken
      ).advice(session)
    }
    return advice
  }
}
