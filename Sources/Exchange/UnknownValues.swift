import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Values in columns that this replica's charter does not know: they stay in the log, and belong to
/// the key under which they were written.
extension Operation {
  /// Refuses to give rows another key that have such values: these would stay behind unseen.
  ///
  /// Errors: `unknownValues`.
  func keepUnknownValues(of moved: [MovedRow]) throws {
    if moved.isEmpty { return }
    let tables = Set(moved.map(\.table))
    for entry in try transaction.partialEntries() {
      for group in try opened(entry).groups where tables.contains(group.table) {
        try keepUnknownValues(of: moved.filter { $0.table == group.table }, in: group)
      }
    }
  }

  private func keepUnknownValues(of moved: [MovedRow], in group: OperationGroup) throws {
    guard let table = transaction.trackedTables.first(where: { $0.name == group.table }) else {
      return
    }
    let known = Set(table.columns.map(\.id))
    let unknown = group.columns.indices.filter { !known.contains(group.columns[$0]) }
    for row in group.rows where unknown.contains(where: { row.cells[$0].saysSomething }) {
      guard let lost = moved.first(where: { $0.holdsNumbers || $0.key == row.key }) else {
        continue
      }
      throw ExchangeError(.unknownValues, "\(lost.table) \(lost.key.readable)")
    }
  }
}

extension OperationGroup.Cell {
  /// Whether a row without the cell would be another.
  fileprivate var saysSomething: Bool {
    switch self {
    case .value(let value): !value.isNull
    case .elements(let adding, _): !adding.isEmpty
    case .difference(let difference): difference != 0
    }
  }
}
