import MergeAlgebra

/// Reading and writing rows as another program would.
extension ReplicaTransaction {
  /// The tables under sync as people fill them in, in name order.
  public var recordTables: [RecordTable] { tables.map { RecordTable($0) } }

  /// How many rows a table shows.
  public func recordCount(of table: String) throws -> Int {
    Int(try session.first("SELECT count(*) FROM \(quoted(table))") { $0.integer(0) } ?? 0)
  }

  /// Calls `body` with these columns of each row that a table shows.
  public func eachRecord(
    of table: String, _ columns: [String], _ body: ([Value]) throws -> Void
  ) throws {
    let names = columns.map(quoted).joined(separator: ", ")
    try session.each("SELECT \(names) FROM \(quoted(table))") { row in
      try body(row.values(from: 0, count: columns.count))
    }
  }

  /// These columns of the rows in which other columns have these values, as SQLite compares them.
  public func records(
    of table: String, _ columns: [String], where matching: [(column: String, value: Value)]
  ) throws -> [[Value]] {
    let names = columns.map(quoted).joined(separator: ", ")
    let terms = matching.enumerated().map { "\(quoted($1.column)) IS ?\($0 + 1)" }
    let condition = terms.isEmpty ? "" : " WHERE \(terms.joined(separator: " AND "))"
    return try session.rows(
      "SELECT \(names) FROM \(quoted(table))\(condition)", matching.map(\.value)
    ) { $0.values(from: 0, count: columns.count) }
  }

  /// Inserts a row; returns the number that SQLite has given it.
  ///
  /// Errors: `constraint` or `collision` with what SQLite or a guard says.
  @discardableResult
  public func insertRecord(
    into table: String, _ cells: [(column: String, value: Value)]
  ) throws -> Int64 {
    if cells.isEmpty {
      try session.run("INSERT INTO \(quoted(table)) DEFAULT VALUES")
    } else {
      let names = cells.map { quoted($0.column) }.joined(separator: ", ")
      let places = cells.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
      try session.run(
        "INSERT INTO \(quoted(table))(\(names)) VALUES (\(places))", cells.map(\.value))
    }
    return session.database.lastInsertedRowID
  }

  /// Writes cells of a row.
  ///
  /// Errors: as ``insertRecord(into:_:)``.
  public func updateRecord(
    of table: RecordTable, _ key: RowKey, _ cells: [(column: String, value: Value)]
  ) throws {
    if cells.isEmpty { return }
    let settings = cells.enumerated().map { "\(quoted($1.column)) = ?\($0 + 1)" }
    try session.run(
      "UPDATE \(quoted(table.name)) SET \(settings.joined(separator: ", ")) "
        + "WHERE \(match(table.key, after: cells.count))", cells.map(\.value) + key.values)
  }

  /// Deletes a row.
  ///
  /// Errors: as ``insertRecord(into:_:)``.
  public func deleteRecord(of table: RecordTable, _ key: RowKey) throws {
    try session.run(
      "DELETE FROM \(quoted(table.name)) WHERE \(match(table.key, after: 0))", key.values)
  }

  /// Lets references be looked at when everything is written: rows may come before what they refer to.
  public func deferReferences() throws { try session.run("PRAGMA defer_foreign_keys = ON") }

  private func match(_ key: [String], after count: Int) -> String {
    key.enumerated().map { "\(quoted($1)) = ?\(count + $0 + 1)" }.joined(separator: " AND ")
  }
}
