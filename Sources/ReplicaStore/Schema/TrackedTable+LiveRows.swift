import MergeAlgebra

/// The statements that touch the live rows of a table.
extension TrackedTable {
  /// What the live table holds for one key.
  struct LiveRow {
    let key: RowKey
    let cells: [Value]
    /// `nil` when the rowid is one of the columns or there is none.
    let rowID: Int64?
    /// Whether a CHECK does not hold (another program had switched checks off).
    let breaksCheck: Bool
  }

  /// Whether a row lives whose key has these values, NULL among them.
  func hasRow(withNullIn key: RowKey, _ session: SQLSession) throws -> Bool {
    let match = model.key.enumerated().map { "\(quoted($1)) IS ?\($0 + 1)" }
    return try session.first(
      "SELECT 1 FROM \(quoted(name)) WHERE \(match.joined(separator: " AND ")) LIMIT 1", key.values
    ) { _ in true } ?? false
  }

  /// The live row with exactly this key; a row whose key is only equal by collation is another.
  func liveRow(_ key: RowKey, _ session: SQLSession) throws -> LiveRow? {
    let keyCount = model.key.count
    return try session.first(liveRowSQL, key.values) { row -> LiveRow? in
      guard RowKey(row.values(from: 0, count: keyCount)) == key else { return nil }
      let end = keyCount + model.columns.count
      return LiveRow(
        key: key, cells: row.values(from: keyCount, count: model.columns.count),
        rowID: row.isNull(end + 1) ? nil : row.integer(end + 1),
        breaksCheck: row.integer(end) == 1)
    } ?? nil
  }

  /// The keys of the live rows with a value in a column.
  func liveKeys(where column: String, _ value: Value, _ session: SQLSession) throws -> [RowKey] {
    let keys = model.key.map(quoted).joined(separator: ", ")
    return try session.rows(
      "SELECT \(keys) FROM \(quoted(name)) WHERE \(quoted(column)) = ?1", [value]
    ) { RowKey($0.values(from: 0, count: model.key.count)) }
  }

  /// Every live row's key and cells, in key order.
  func liveRows(_ session: SQLSession) throws -> [(key: RowKey, cells: [Value])] {
    let names = (model.key + model.columns.map(\.name)).map(quoted).joined(separator: ", ")
    let rows = try session.rows("SELECT \(names) FROM \(quoted(name))") { row in
      (
        key: RowKey(row.values(from: 0, count: model.key.count)),
        cells: row.values(from: model.key.count, count: model.columns.count)
      )
    }
    return rows.sorted { $0.key < $1.key }
  }

  /// Inserts a row.
  ///
  /// `OR ABORT` overrules a conflict clause in the user's DDL, which would replace or pass over
  /// rows that only the projection may hide.
  func insert(_ key: RowKey, _ cells: [Value], rowID: Int64?, _ session: SQLSession) throws {
    var names = (model.key + model.columns.map(\.name)).map(quoted)
    var values = key.values + cells
    if let rowID, let name = shape.rowIDName {
      names.append(name)
      values.append(.integer(rowID))
    }
    let places = values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try session.run(
      "INSERT OR ABORT INTO \(quoted(name))(\(names.joined(separator: ", "))) VALUES (\(places))",
      values)
  }

  func delete(_ key: RowKey, _ session: SQLSession) throws {
    try session.run("DELETE FROM \(quoted(name)) WHERE \(keyMatch)", key.values)
  }

  func update(_ key: RowKey, from old: [Value], to new: [Value], _ session: SQLSession) throws {
    let changed = new.indices.filter { old[$0] != new[$0] }
    guard !changed.isEmpty else { return }
    let keyValues = key.values
    let places = changed.enumerated().map { offset, column in
      "\(quoted(model.columns[column].name)) = ?\(keyValues.count + offset + 1)"
    }
    try session.run(
      "UPDATE OR ABORT \(quoted(name)) SET \(places.joined(separator: ", ")) WHERE \(keyMatch)",
      keyValues + changed.map { new[$0] })
  }
}
