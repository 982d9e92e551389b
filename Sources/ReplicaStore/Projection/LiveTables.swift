import MergeAlgebra

/// The live tables as the projection changes them, row by row.
final class LiveTables {
  /// A row and what it is to show; `nil` hides it.
  struct Change {
    let ref: RowRef
    let table: TrackedTable
    let after: RowContent?
  }

  private let rows: RowStore
  private var current: [RowRef: TrackedTable.LiveRow?] = [:]
  private var session: SQLSession { rows.session }

  init(_ rows: RowStore) { self.rows = rows }

  /// What the live table shows of a loaded row.
  func row(_ ref: RowRef) -> TrackedTable.LiveRow? {
    if let changed = current[ref] { return changed }
    return rows.works[ref]?.live
  }

  /// Shows what is to be shown; returns the rows that a constraint keeps from it, with what it says.
  ///
  /// Deletes first, inserts last, so that unique keys can change hands; of the inserts those that
  /// bring their rowid, before SQLite gives it to a new row.
  func apply(_ changes: [Change]) throws -> [RowRef: String] {
    var refused: [RowRef: String] = [:]
    var arriving: [(change: Change, rowID: Int64?)] = []
    for change in changes {
      try rows.progress.step()
      guard let before = row(change.ref) else {
        if change.after != nil { arriving.append((change, try formerRowID(of: change))) }
        continue
      }
      guard let after = change.after else {
        try remove(change, before)
        continue
      }
      let moves =
        before.key.values != after.key
        || change.table.movesUniqueKey(from: before.cells, to: after.cells)
      guard moves else { continue }
      try remove(change, before)
      arriving.append((change, change.table.shape.hasRowIDKey ? nil : before.rowID))
    }
    for change in changes {
      guard let after = change.after, let before = row(change.ref) else { continue }
      refused[change.ref] = try refusal {
        try change.table.update(before.key, from: before.cells, to: after.cells, session)
        show(change, after, before.rowID)
      }
    }
    for (change, rowID) in arriving.filter({ $0.rowID != nil })
      + arriving.filter({ $0.rowID == nil })
    {
      guard let after = change.after else { continue }
      refused[change.ref] = try refusal {
        try change.table.insert(RowKey(after.key), after.cells, rowID: rowID, session)
        try OwnColumns(session: session).putBack(change.ref, RowKey(after.key), of: change.table)
        show(change, after, rowID)
      }
    }
    return refused
  }

  /// The hidden rowid that the row had before it was hidden in this transaction, while it is free.
  private func formerRowID(of change: Change) throws -> Int64? {
    guard let rowID = rows.works[change.ref]?.live?.rowID, let name = change.table.shape.rowIDName
    else { return nil }
    let isTaken = try session.hasRow(
      "SELECT 1 FROM \(quoted(change.table.name)) WHERE \(name) = ?1", [.integer(rowID)])
    return isTaken ? nil : rowID
  }

  private func remove(_ change: Change, _ before: TrackedTable.LiveRow) throws {
    try OwnColumns(session: session).keep(change.ref, before.key, of: change.table)
    try change.table.delete(before.key, session)
    current[change.ref] = .some(nil)
  }

  private func show(_ change: Change, _ after: RowContent, _ rowID: Int64?) {
    current[change.ref] = TrackedTable.LiveRow(
      key: RowKey(after.key), cells: after.cells, rowID: rowID, breaksCheck: false)
  }

  private func refusal(_ write: () throws -> Void) throws -> String? {
    do {
      try write()
      return nil
    } catch let error as StoreError where error.code == .collision || error.code == .constraint {
      return error.message
    }
  }
}
