import MergeAlgebra

/// Finds the rows of a database that its own schema would refuse.
///
/// SQLite lets them in while checks or foreign keys are off, and lets NULL into most keys.
struct BrokenRows {
  let session: SQLSession
  let shapes: [TableShape]

  /// How many rows are named for each rule that is broken.
  static let named = 20

  /// One line for each row, with table, key, and what to do.
  func lines() throws -> [String] {
    var lines = try damage()
    for shape in shapes {
      lines += try emptyKeys(of: shape)
      for column in shape.columns where column.isNotNull && column.keyPosition == 0 {
        lines += try rows(
          of: shape, where: "\(quoted(column.name)) IS NULL",
          "\(column.name) is NULL and must not be: fill it, or delete the row")
      }
      for check in shape.checks {
        lines += try rows(
          of: shape, where: "NOT (\(check.sql))",
          "it breaks CHECK\(check.sql): correct it, or delete the row")
      }
      for key in shape.foreignKeys { lines += try orphans(of: shape, key) }
    }
    return lines
  }

  /// What else SQLite finds wrong with the file.
  private func damage() throws -> [String] {
    try session.rows("PRAGMA integrity_check(1000)") { $0.string(0) }.filter { line in
      line != "ok" && !line.hasPrefix("NULL value in ")
        && !line.hasPrefix("CHECK constraint failed in ")
    }.prefix(Self.named).map {
      "\($0): make the database anew, with .recover in the sqlite3 program"
    }
  }

  private func emptyKeys(of shape: TableShape) throws -> [String] {
    // Where the key is the rowid, or the table has none, SQLite itself refuses NULL.
    guard let rowID = shape.rowIDName, !shape.key.isEmpty else { return [] }
    let condition = shape.key.map { "\(quoted($0)) IS NULL" }.joined(separator: " OR ")
    let numbers = try session.rows(
      "SELECT \(rowID) FROM \(quoted(shape.name)) WHERE \(condition)"
    ) { $0.integer(0) }
    let key = shape.key.joined(separator: ", ")
    return list(
      numbers.map { "\(shape.name), row with \(rowID) \($0)" },
      "its key (\(key)) holds NULL: give it a key, or delete the row")
  }

  private func orphans(of shape: TableShape, _ key: TableShape.ForeignKey) throws -> [String] {
    let given = key.columns.map { "c.\(quoted($0)) IS NOT NULL" }
    let match = zip(key.parentColumns, key.columns).map { parent, column in
      "p.\(quoted(parent)) = c.\(quoted(column))"
    }
    let names = key.columns.joined(separator: ", ")
    return try rows(
      of: shape, as: " AS c",
      where: """
        \(given.joined(separator: " AND ")) AND NOT EXISTS (SELECT 1
        FROM \(quoted(key.parent)) AS p WHERE \(match.joined(separator: " AND ")))
        """,
      "(\(names)) refers to a row that \(key.parent) does not have: add that row, correct "
        + "(\(names)), or delete this row")
  }

  private func rows(
    of shape: TableShape, as alias: String = "", where condition: String, _ complaint: String
  ) throws -> [String] {
    let names = shape.key.map(quoted).joined(separator: ", ")
    let keys = try session.rows(
      "SELECT \(names) FROM \(quoted(shape.name))\(alias) WHERE \(condition)"
    ) { RowKey($0.values(from: 0, count: shape.key.count)) }
    return list(keys.sorted().map { "\(shape.name) \($0.readable)" }, complaint)
  }

  private func list(_ rows: [String], _ complaint: String) -> [String] {
    let rest = rows.count - Self.named
    let lines = rows.prefix(Self.named).map { "\($0): \(complaint)" }
    return rest > 0 ? lines + ["… and \(rest) more rows like that"] : lines
  }
}
