import MergeAlgebra

/// What a person decides comes to.
extension NetEffect {
  /// What a person's decision writes of a row; values are in the replicated state's words.
  enum Decision {
    case delete
    case update([Int: Value])
    case insert(RowContent, Circle)
  }

  /// The change that a decision comes to.
  func change(of key: RowKey, _ decision: Decision) throws -> Change {
    switch decision {
    case .delete: return try delete(key)
    case .update(let cells):
      let work = try rows.work(key, in: table)
      var content = RowContent(key: key.values, cells: model.shownValues(of: work.state))
      for (column, value) in cells { content.cells[column] = value }
      let live = try rows.numbering.shown(content, in: table).cells
      let writing = Writing(kind: .update, changed: Set(cells.keys), live: live, absorbs: true)
      return try change(of: key, work, units(of: Set(cells.keys)), writing)
    case .insert(let content, let circle):
      let live = try rows.numbering.shown(content, in: table).cells
      let work = RowWork(
        state: model.emptyRow, live: nil, original: nil, isLocal: false, circle: circle,
        digest: nil, irregularity: nil)
      let writing = Writing(kind: .insert, changed: allColumns, live: live)
      return try change(of: key, work, model.units.indices, writing)
    }
  }
}
