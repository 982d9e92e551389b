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

  /// Shows what is to be shown; returns the rows that a constraint keeps from it.
  ///
  /// Deletes first, inserts last, so that unique keys can change hands; of the inserts those that
  /// bring their rowid, before SQLite gives it to a new row.
  func apply(_ changes: [Change]) throws -> Set<RowRef> {
    var refused: Set<RowRef> = []
    var arriving: [(change: Change, rowID: Int64?)] = []
    for change in changes {
      guard let before = row(change.ref) else {
        let old = change.table.shape.hasRowIDKey ? nil : rows.works[change.ref]?.live?.rowID
        if change.after != nil { arriving.append((change, old)) }
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
      let isRefused = try isRefused {
        try change.table.update(before.key, from: before.cells, to: after.cells, session)
      }
      if isRefused { refused.insert(change.ref) } else { show(change, after, before.rowID) }
    }
    for (change, rowID) in arriving.filter({ $0.rowID != nil })
      + arriving.filter({ $0.rowID == nil })
    {
      guard let after = change.after else { continue }
      var mayStay = try !isRefused {
        try change.table.insert(RowKey(after.key), after.cells, rowID: rowID, session)
      }
      if !mayStay && rowID != nil {
        // Another row may have got its rowid since it was hidden.
        mayStay = try !isRefused {
          try change.table.insert(RowKey(after.key), after.cells, rowID: nil, session)
        }
      }
      if mayStay { show(change, after, rowID) } else { refused.insert(change.ref) }
    }
    return refused
  }

  private func remove(_ change: Change, _ before: TrackedTable.LiveRow) throws {
    try change.table.delete(before.key, session)
    current[change.ref] = .some(nil)
  }

  private func show(_ change: Change, _ after: RowContent, _ rowID: Int64?) {
    current[change.ref] = TrackedTable.LiveRow(
      key: RowKey(after.key), cells: after.cells, rowID: rowID, breaksCheck: false)
  }

  private func isRefused(_ write: () throws -> Void) throws -> Bool {
    do {
      try write()
      return false
    } catch let error as StoreError where error.code == .collision || error.code == .constraint {
      return true
    }
  }
}
