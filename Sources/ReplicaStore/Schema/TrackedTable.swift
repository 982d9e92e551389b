import MergeAlgebra

/// A row's place: its table's number and its key.
struct RowRef: Hashable, Comparable, Sendable {
  let table: Int64
  let key: RowKey

  static func < (left: Self, right: Self) -> Bool {
    left.table == right.table ? left.key < right.key : left.table < right.table
  }
}

/// A table under sync: its shape, its merge model, and the statements that touch its live rows.
struct TrackedTable: Sendable {
  let id: Int64
  let shape: TableShape
  let model: TableModel
  /// The columns whose change can make a row collide with another, as indices into the cells.
  private let uniqueCells: [Int]
  private let affinities: [Affinity]

  init(id: Int64, shape: TableShape, model: TableModel) {
    self.id = id
    self.shape = shape
    self.model = model
    let unique = shape.uniqueColumns
    affinities = shape.cells.map(\.affinity)
    uniqueCells = model.columns.indices.filter { unique.contains(model.columns[$0].name) }
  }

  /// What the live table holds for one key.
  struct LiveRow {
    let cells: [Value]
    /// `nil` when the rowid is one of the columns or there is none.
    let rowID: Int64?
    /// Whether a CHECK does not hold (another program had switched checks off).
    let breaksCheck: Bool
  }

  var name: String { model.name }

  private var keyMatch: String {
    model.key.enumerated().map { place, name in
      // The first may use the key's index, the second tells keys apart that are equal by collation.
      "\(quoted(name)) = ?\(place + 1) AND \(quoted(name)) = ?\(place + 1) COLLATE BINARY"
    }.joined(separator: " AND ")
  }

  /// Whether a row lives whose key has these values, NULL among them.
  func hasRow(withNullIn key: RowKey, _ session: SQLSession) throws -> Bool {
    let match = model.key.enumerated().map { "\(quoted($1)) IS ?\($0 + 1)" }
    return try session.first(
      "SELECT 1 FROM \(quoted(name)) WHERE \(match.joined(separator: " AND ")) LIMIT 1", key.values
    ) { _ in true } ?? false
  }

  private var broken: String {
    shape.checks.isEmpty
      ? "0" : shape.checks.map { "NOT (\($0.sql))" }.joined(separator: " OR ")
  }

  /// The live row with exactly this key; a row whose key is only equal by collation is another.
  func liveRow(_ key: RowKey, _ session: SQLSession) throws -> LiveRow? {
    let keyCount = model.key.count
    let names = (model.key + model.columns.map(\.name)).map(quoted).joined(separator: ", ")
    let sql =
      "SELECT \(names), \(broken), \(shape.rowIDName ?? "NULL") FROM \(quoted(name)) WHERE \(keyMatch)"
    return try session.first(sql, key.values) { row -> LiveRow? in
      guard RowKey(row.values(from: 0, count: keyCount)) == key else { return nil }
      let end = keyCount + model.columns.count
      return LiveRow(
        cells: row.values(from: keyCount, count: model.columns.count),
        rowID: row.isNull(end + 1) ? nil : row.integer(end + 1),
        breaksCheck: row.integer(end) == 1)
    } ?? nil
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

  /// Whether a change between these cells can make the row collide with another.
  func movesUniqueKey(from old: [Value], to new: [Value]) -> Bool {
    uniqueCells.contains { old[$0] != new[$0] }
  }

  /// The cell of a column of the row, key columns included.
  func cell(_ column: String, _ key: RowKey, _ cells: [Value]) -> Value {
    if let place = model.key.firstIndex(of: column) { return key.values[place] }
    guard let place = model.columns.firstIndex(where: { $0.name == column }) else { return .null }
    return cells[place]
  }

  /// Whether SQLite stores the key with the same storage classes: no NULL, no converted value.
  ///
  /// (Column affinity: sqlite.org/datatype3.html §3.)
  func keeps(_ key: RowKey) -> Bool {
    zip(model.key, key.values).allSatisfy { name, value in
      let column = shape.columns.first { $0.name == name }
      return !value.isNull && column?.affinity.keeps(value) ?? false
    }
  }

  /// The cells that the live table holds after these have been written to it.
  func stored(_ cells: [Value], _ key: RowKey, _ session: SQLSession) throws -> [Value]? {
    let isKept = zip(affinities, cells).allSatisfy { $0.keeps($1) }
    return isKept ? cells : try liveRow(key, session)?.cells
  }

  /// Who may hold a row; `nil` when its owner column names no member.
  func circle(_ key: RowKey, _ cells: [Value], _ collaboration: Collaboration) -> Circle? {
    let declaration = model.declaration
    guard declaration.audience == .coordinator || declaration.audience == .member else {
      return .everyone
    }
    guard let owner = owner(key, cells, collaboration) else { return nil }
    return declaration.audience == .coordinator ? .between(owner) : .within(owner)
  }

  /// The member who owns a row; `nil` when its owner column names no member.
  func owner(_ key: RowKey, _ cells: [Value], _ collaboration: Collaboration) -> MemberID? {
    guard let column = model.declaration.owner else { return nil }
    return collaboration.owner(named: cell(column, key, cells))
  }
}
