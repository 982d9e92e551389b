import MergeAlgebra

/// A difference between what a table shows and what it should show.
public struct ContentDifference: Equatable, Sendable {
  /// The table.
  public let table: String
  /// The row.
  public let key: RowKey
  /// What differs.
  public let kind: Kind

  /// The ways in which a row can differ.
  public enum Kind: String, Equatable, Sendable {
    /// The live table shows other cells.
    case live
    /// The replicated state is another.
    case state
    /// It is hidden, shown or altered for another reason.
    case place
  }
}

extension ReplicaTransaction {
  /// The tables under sync with their key and cell columns, in name order.
  public var trackedTables: [TableModel] { tables.map(\.model) }

  /// Every shown row of a table: key and cells, in key order.
  public func shownRows(of table: String) throws -> [(key: RowKey, cells: [Value])] {
    try tables.first { $0.name == table }?.liveRows(session) ?? []
  }

  /// Compares with a replica that applied the same change sets from nothing.
  public func differences(from other: ReplicaTransaction) throws -> [ContentDifference] {
    var result: [ContentDifference] = []
    for (mine, theirs) in zip(tables, other.tables) {
      let live = try Self.different(
        mine.liveRows(session).map { ($0.key, $0.cells) },
        theirs.liveRows(other.session).map { ($0.key, $0.cells) })
      let state = try Self.different(digests(of: mine), other.digests(of: theirs))
      result += live.map { ContentDifference(table: mine.name, key: $0, kind: .live) }
      result += state.map { ContentDifference(table: mine.name, key: $0, kind: .state) }
    }
    return result
  }

  /// The rows that the live tables show otherwise than a projection computed from nothing would.
  ///
  /// Edits that wait to be sealed count as differences. Reads everything.
  public func projectionDifferences() throws -> [ContentDifference] {
    try ProjectionCheck(rows: rows, tables: tables).differences()
  }

  private func digests(of table: TrackedTable) throws -> [(RowKey, [Value])] {
    try session.rows(
      "SELECT key, digest FROM samband_row WHERE tbl = ?1 ORDER BY key", [.integer(table.id)]
    ) { row in
      guard let key = RowKey(encoded: row.blob(0)) else { throw ByteReader.damage }
      return (key, [row.value(1)])
    }
  }

  private static func different(
    _ mine: [(RowKey, [Value])], _ theirs: [(RowKey, [Value])]
  ) -> [RowKey] {
    let first = Dictionary(mine, uniquingKeysWith: { $1 })
    let second = Dictionary(theirs, uniquingKeysWith: { $1 })
    return Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
  }
}

/// A row of a table that is the user's own, which refers to a row that is not there.
public struct OwnOrphan: Hashable, Sendable {
  /// The user's table.
  public let table: String
  /// The row's rowid; `nil` when the table has none.
  public let row: Int64?
  /// The table that it refers to.
  public let parent: String
}

extension ReplicaTransaction {
  /// What SQLite's own checks find: damage, and references without a parent.
  ///
  /// Reads everything. Tables of the user's own are left out: see ``ownOrphans()``.
  public func databaseFindings() throws -> [String] { try damage() + danglingReferences() }

  /// What SQLite's integrity check finds.
  public func damage() throws -> [String] {
    try session.rows("PRAGMA integrity_check(20)") { $0.string(0) }.filter { $0 != "ok" }
  }

  /// The rows of tables under sync that refer to one that is not there.
  public func danglingReferences() throws -> [String] {
    try orphans().filter { isTracked($0.table) }.map {
      "\($0.table): row \($0.row.map { String($0) } ?? "?") has no \($0.parent)"
    }
  }

  /// The rows of the user's own tables that refer to rows which are not there.
  public func ownOrphans() throws -> [OwnOrphan] {
    try orphans().filter { !isTracked($0.table) }
  }

  private func isTracked(_ name: String) -> Bool { tables.contains { $0.name == name } }

  private func orphans() throws -> [OwnOrphan] {
    try session.rows("PRAGMA foreign_key_check") { row in
      OwnOrphan(
        table: row.string(0), row: row.isNull(1) ? nil : row.integer(1), parent: row.string(2))
    }
  }
}
