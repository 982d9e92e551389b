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

extension ReplicaTransaction {
  /// What SQLite's own checks find: damage, and references without a parent.
  ///
  /// Reads everything.
  public func databaseFindings() throws -> [String] { try damage() + danglingReferences() }

  /// What SQLite's integrity check finds.
  public func damage() throws -> [String] {
    try session.rows("PRAGMA integrity_check(20)") { $0.string(0) }.filter { $0 != "ok" }
  }

  /// The rows that refer to one that is not there.
  public func danglingReferences() throws -> [String] {
    try session.rows("PRAGMA foreign_key_check") {
      "\($0.string(0)): row \($0.isNull(1) ? "?" : String($0.integer(1))) has no \($0.string(2))"
    }
  }
}
