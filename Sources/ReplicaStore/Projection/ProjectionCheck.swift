import MergeAlgebra

/// Computes the projection again, to compare it with what the live tables show.
struct ProjectionCheck {
  let rows: RowStore
  let tables: [TrackedTable]

  /// The rows that the live tables show otherwise than a computation from nothing would, and those
  /// whose record says something else of them.
  ///
  /// Reads everything. Edits that wait to be sealed count as differences.
  func differences() throws -> [ContentDifference] {
    try rows.loadAll(of: tables)
    let scope = Scope(rows, LiveTables(rows), tables, isWhole: true)
    for ref in rows.works.keys { scope.want(ref) }
    var solver = Solver(scope)
    try solver.run()
    var found: [ContentDifference] = []
    for table in tables {
      var shown: [RowKey: [Value]] = [:]
      for entry in scope.entries.values.filter({ $0.table.id == table.id }) {
        let content = try rows.numbering.shown(entry.content, in: table)
        if entry.isShown { shown[RowKey(content.key)] = content.cells }
        if entry.irregularity != rows.works[entry.ref]?.irregularity {
          found.append(
            ContentDifference(table: table.name, key: RowKey(content.key), kind: .place))
        }
      }
      let live = Dictionary(
        try table.liveRows(rows.session).map { ($0.key, $0.cells) }, uniquingKeysWith: { $1 })
      for key in Set(shown.keys).union(live.keys) {
        let wanted = try shown[key].flatMap { try table.stored($0, key, rows.session) }
        if wanted != live[key] {
          found.append(ContentDifference(table: table.name, key: key, kind: .live))
        }
      }
    }
    rows.clear()
    return found.sorted { ($0.table, $0.key) < ($1.table, $1.key) }
  }

  /// What the rows are to show that show other cells than their own.
  func alteredContents() throws -> [RowRef: RowContent] {
    let altered = try rows.session.rows(
      "SELECT tbl, key FROM samband_held WHERE reason = 'altered'"
    ) { row in
      guard let key = RowKey(encoded: row.blob(1)) else { throw ByteReader.damage }
      return RowRef(table: row.integer(0), key: key)
    }
    if altered.isEmpty { return [:] }
    let scope = Scope(rows, LiveTables(rows), tables, isWhole: false)
    for ref in altered { scope.want(ref) }
    var solver = Solver(scope)
    try solver.run()
    rows.clear()
    return scope.entries.mapValues(\.content)
  }
}
