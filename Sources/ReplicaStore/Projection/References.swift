import MergeAlgebra

/// Whether the references touched by a projection hold in the live tables.
struct References {
  let session: SQLSession
  let tables: [TrackedTable]

  /// Changed child → its parent exists; vanished parent → it has no child.
  func allHold(after moves: [Projection.Move]) throws -> Bool {
    for move in moves {
      // The journal does not say what an updated reference was, so it is looked at in any case.
      for key in move.table.shape.foreignKeys where move.isLocal || changes(move, key.columns) {
        guard let after = move.after else { continue }
        let values = key.columns.map { move.table.cell($0, move.ref.key, after) }
        if values.contains(where: \.isNull) { continue }
        if try !exists(key.parentColumns, values, in: key.parent) { return false }
      }
      guard let original = move.original else { continue }
      for (child, key) in children(of: move.table) {
        let isGone = move.after == nil || changes(move, key.parentColumns)
        guard isGone else { continue }
        let values = key.parentColumns.map { move.table.cell($0, move.ref.key, original) }
        if values.contains(where: \.isNull) { continue }
        let isOrphaned =
          try exists(key.columns, values, in: child.name, comparing: key.collations)
          && !exists(key.parentColumns, values, in: key.parent)
        if isOrphaned { return false }
      }
    }
    return true
  }

  private func changes(_ move: Projection.Move, _ columns: [String]) -> Bool {
    guard let original = move.original, let after = move.after else { return true }
    return columns.contains {
      move.table.cell($0, move.ref.key, original) != move.table.cell($0, move.ref.key, after)
    }
  }

  private func children(
    of parent: TrackedTable
  ) -> [(table: TrackedTable, key: TableShape.ForeignKey)] {
    tables.flatMap { table in
      table.shape.foreignKeys.filter { $0.parent == parent.name }.map { (table, $0) }
    }
  }

  private func exists(
    _ columns: [String], _ values: [Value], in table: String, comparing collations: [String] = []
  ) throws -> Bool {
    let match = columns.enumerated().map { place, name in
      "\(quoted(name)) = ?\(place + 1)"
        + (collations.isEmpty ? "" : " COLLATE \(quoted(collations[place]))")
    }
    return try session.first(
      "SELECT 1 FROM \(quoted(table)) WHERE \(match.joined(separator: " AND ")) LIMIT 1", values
    ) { _ in true } ?? false
  }
}
