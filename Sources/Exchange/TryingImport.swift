import MergeAlgebra
import ReplicaStore

/// What an import would do.
public struct ImportTrial: Sendable {
  /// What the import would report.
  public let report: ImportReport
  /// How the shown rows would differ from what they are now, by table; tables without a difference
  /// are left out.
  public let rows: [TableCount]
}

extension Replica {
  /// Tells exactly what ``importBundles(_:)`` would do, and does nothing.
  ///
  /// A copy of the replica in `scratch`, a folder that the caller removes, takes the bundles in; edits
  /// that wait are sealed there and nowhere else. Reads all rows. Errors: those of an import.
  public func tryImport(_ paths: [String], scratch: String) throws -> ImportTrial {
    let path = FileSystem.path(scratch, "import-\(workplace.token(8)).sqlite")
    do {
      _ = try file.copy(to: path)
      var workplace = workplace
      workplace.remembers = false
      let copy = try Replica(opening: path, workplace: workplace)
      let report = try copy.importBundles(paths)
      let rows = try read { before in
        try copy.read { after in
          try after.transaction.trackedTables.map(\.name).compactMap { table in
            let changed = try after.transaction.rowsChanged(
              since: before.transaction, in: table)
            let count = TableCount(
              table: table, inserted: changed.inserted, updated: changed.updated,
              deleted: changed.deleted)
            return count.rows > 0 ? count : nil
          }
        }
      }
      return ImportTrial(report: report, rows: rows)
    } catch let error as StoreError {
      throw ExchangeError(error, at: file.path)
    } catch let error as ExchangeError {
      throw error.moved(from: path, to: file.path)
    }
  }
}

extension ExchangeError {
  /// The same error about the file of which `path` was a copy.
  fileprivate func moved(from path: String, to original: String) -> ExchangeError {
    ExchangeError(code, subjects.map { $0 == path ? original : $0 }, cause: cause)
  }
}
