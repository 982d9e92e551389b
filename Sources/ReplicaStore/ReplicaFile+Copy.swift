import GRDB
import MergeAlgebra

extension ReplicaFile {
  /// Copies the replica as it is at one moment into a new file (SQLite's online backup).
  ///
  /// Other programs may go on writing; the replica itself is only read. Errors: `storage`, `busy`.
  public func copy(to path: String) throws -> ReplicaFile {
    try backup(to: path)
    return try ReplicaFile(opening: path, observer: observer)
  }
}

extension ReplicaTransaction {
  /// How the shown rows of a table differ from those of an earlier moment: inserted, updated, deleted.
  ///
  /// Reads the whole table on both sides.
  public func rowsChanged(
    since earlier: ReplicaTransaction, in table: String
  ) throws -> (inserted: Int, updated: Int, deleted: Int) {
    let before = Dictionary(
      try earlier.shownRows(of: table).map { ($0.key, $0.cells) }, uniquingKeysWith: { $1 })
    var counts = (inserted: 0, updated: 0, deleted: 0)
    var kept = 0
    for row in try shownRows(of: table) {
      guard let cells = before[row.key] else {
        counts.inserted += 1
        continue
      }
      kept += 1
      if cells != row.cells { counts.updated += 1 }
    }
    counts.deleted = before.count - kept
    return counts
  }
}
