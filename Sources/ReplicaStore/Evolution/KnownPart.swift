import MergeAlgebra

/// What a replica understands of a change set whose author may have had a newer charter.
///
/// Tables and columns that it does not know it passes over; they stay in the log, are relayed with
/// it, and are applied when the newer charter comes into force.
struct KnownPart {
  /// The groups without the tables and columns that are not known.
  let groups: [OperationGroup]
  /// Whether nothing was left out.
  let isWhole: Bool
  private let insertsRows: Bool

  /// Takes a change set apart; what a charter that is in force here should have made known stays in,
  /// and is then found to be invalid.
  init(
    of groups: [OperationGroup], by head: ChangeSetHead, tables: [String: TrackedTable],
    _ collaboration: Collaboration?
  ) {
    insertsRows = groups.contains { $0.kind == .insert }
    guard let collaboration, head.charterVersion > collaboration.charterVersion else {
      self.groups = groups
      isWhole = true
      return
    }
    self.groups = groups.compactMap { group in
      tables[group.table].map { table in
        let ids = Set(table.model.columns.map(\.id))
        return group.keeping { ids.contains($0) }
      }
    }
    isWhole = self.groups == groups
  }

  /// Whether the change set must be looked at again when more is known: because something was left
  /// out, or because it starts rows anew of which an earlier one may have written what was left out.
  func mustBeSeenAgain(afterOthers areWaiting: @autoclosure () throws -> Bool) rethrows -> Bool {
    if !isWhole { return true }
    return try insertsRows && areWaiting()
  }
}

extension OperationGroup {
  /// The group with some of its columns only.
  func keeping(_ isKept: (String) -> Bool) -> OperationGroup {
    let places = columns.indices.filter { isKept(columns[$0]) }
    if places.count == columns.count { return self }
    return OperationGroup(
      table: table, kind: kind, columns: places.map { columns[$0] },
      suggested: suggested.filter(isKept),
      rows: rows.map { row in
        // A row of the wrong length is left as it is, to be found invalid.
        let fits = row.cells.count == columns.count
        return Row(
          key: row.key, time: row.time, cells: fits ? places.map { row.cells[$0] } : row.cells)
      })
  }
}
