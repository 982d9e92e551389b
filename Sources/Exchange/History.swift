import BundleFormat
import MergeAlgebra
import ReplicaStore

/// The life of a row with what its authors said.
public struct HistoryReport: Sendable {
  /// The row's changes and what is shown; `nil` when the row has never been sealed.
  public let history: RowHistory?
  /// What is shown now, and why.
  public let now: RowNow
  /// The heads of the change sets that touched the row, by their names.
  public let heads: [Dot: ChangeSetHead]
}

extension Replica {
  /// Tells the whole life of a row, from the log.
  ///
  /// `key` is as people write it; `values` are its columns where it was given as JSON. Reads every
  /// change set; changes nothing. Edits that wait to be sealed are told of and not among the changes.
  /// Errors: `unknownTable`, `unknownRow`, `storage`.
  public func history(of key: String, values: [Value]?, in table: String) throws -> HistoryReport {
    try read { operation in
      let transaction = operation.transaction
      try operation.checkKnows(table)
      let found = try transaction.rows(named: key, values: values, in: table)
      guard let row = found.first else {
        let live = try transaction.unsealedKey(named: key, values: values, in: table)
        guard let now = try live.flatMap({ try transaction.nowUnsealed($0, in: table) }) else {
          throw ExchangeError(.unknownRow, table, key)
        }
        return HistoryReport(history: nil, now: now, heads: [:])
      }
      var events: [RowEvent] = []
      var heads: [Dot: ChangeSetHead] = [:]
      try operation.eachLogged { logged in
        let touching = try transaction.events(
          in: logged.set.groups, of: logged.entry.dot, seeing: logged.seen, row: row)
        events += touching
        if !touching.isEmpty { heads[logged.entry.dot] = logged.set.head }
        return true
      }
      let history = try transaction.history(
        of: row, events, namesakes: Array(found.dropFirst()))
      return HistoryReport(history: history, now: history.now, heads: heads)
    }
  }
}

extension Operation {
  /// Refuses a table that is not under sync.
  func checkKnows(_ table: String) throws {
    let known = transaction.trackedTables.map(\.name)
    guard known.contains(table) else {
      throw ExchangeError(.unknownTable, table, known.joined(separator: ", "))
    }
  }
}
