import MergeAlgebra

/// Edits of a row that other rows have become part of (rule `merge`).
extension NetEffect {
  /// The rows whose sets the row shows with its own.
  func merged(into key: RowKey) throws -> [RowKey] {
    guard model.declaration.unique.values.contains(.merge) else { return [] }
    var found: [RowKey] = []
    var queue = [key]
    while let next = queue.popLast() {
      let parts = try rows.irregular.kept(by: RowRef(table: table.id, key: next)).filter { ref in
        try rows.irregular.irregularity(of: ref)?.kind == .merged
      }
      found += parts.map(\.key)
      queue += parts.map(\.key)
    }
    return found.sorted()
  }

  /// The elements that the row showed of a unit; its own unless rows are merged into it.
  func shownElements(_ unit: Int, _ key: RowKey, _ work: RowWork) throws -> [Element] {
    guard case .elements(let set) = work.state.units[unit], work.irregularity?.kind == .altered
    else {
      if case .elements(let set) = work.state.units[unit] { return set.elements }
      return []
    }
    return try merged(into: key).reduce(Set(set.elements)) { all, part in
      guard case .elements(let theirs) = try rows.work(part, in: table).state.units[unit] else {
        return all
      }
      return all.union(theirs.elements)
    }.sorted()
  }

  /// Who writes a keeper writes all that has become part of it.
  ///
  /// Should somebody delete the whole at the same time, all of it comes back. Elements taken out of the
  /// keeper's sets are taken out of these, too.
  func part(_ part: RowKey, _ units: [Int], _ live: [Value]) throws -> Change {
    let work = try rows.work(part, in: table)
    let columns = units.compactMap { unit -> (name: String, cell: OperationGroup.Cell)? in
      let column = model.units[unit].columns[0]
      guard case .elements(let set) = work.state.units[unit],
        let now = SetText.elements(of: live[column])
      else { return nil }
      let removing = set.elements.filter { !now.contains($0) }
      if removing.isEmpty { return nil }
      return (model.columns[column].id, .elements(adding: [], removing: removing))
    }
    return Change(
      key: try shownKey(part), kind: .update, circle: work.circle, columns: columns, suggested: [])
  }

  /// The rows merged into one that this member may write: what another one owns comes back instead.
  func ownMerged(into key: RowKey) throws -> [RowKey] {
    let parts = try merged(into: key)
    guard model.declaration.write == .owner else { return parts }
    return try parts.filter { part in
      let state = try rows.work(part, in: table).state
      let shown = try rows.numbering.shown(
        RowContent(key: part.values, cells: model.shownValues(of: state)), in: table)
      return table.owner(RowKey(shown.key), shown.cells, collaboration) == me
    }
  }

  /// Who deletes a keeper deletes all that has become part of it.
  func delete(_ part: RowKey) throws -> Change {
    let work = try rows.work(part, in: table)
    return Change(
      key: try shownKey(part), kind: .delete, circle: work.circle, columns: [], suggested: [])
  }

  func shownKey(_ key: RowKey) throws -> RowKey {
    try rows.numbering.shown(key, in: table)
  }
}
