import MergeAlgebra

/// What the author of a change set was shown of a row, told from the state that holds more by now.
///
/// A function of what the author had seen and nothing else: what has been displaced since is looked up in
/// ``PastRecords``.
struct RowPast {
  let records: PastRecords
  let ref: RowRef
  let state: RowState
  let model: TableModel
  let seen: VersionVector

  /// Whether somebody had made the row, as far as the author knew.
  func isKnown() throws -> Bool {
    if state.births.contains(where: { seen.covers($0.dot) }) { return true }
    return try !records.latest(ref, PastRecords.birth, seenBy: seen).isEmpty
  }

  /// The cell that the author was shown before any constraint was looked at, by the rules of the charter
  /// that it names; `nil` for a column that this replica does not know, or that is no plain value.
  func shown(_ id: String, _ terms: TableModel) throws -> Value? {
    guard let column = model.columns.firstIndex(where: { $0.id == id }),
      let judged = terms.columns.firstIndex(where: { $0.id == id })
    else { return nil }
    let rule = terms.units[terms.unit(holding: judged)].rule
    let place = model.unit(holding: column)
    let unit = model.units[place]
    guard case .register(let register) = state.units[place],
      let cell = unit.columns.firstIndex(of: column)
    else { return nil }
    let known = register.siblings.filter { seen.covers($0.stamp.dot) }
    let former = try records.latest(ref, model.pastName(of: place), seenBy: seen)
    let siblings = known + former.filter { old in !known.contains { $0.stamp == old.stamp } }
    let shown = Register(siblings: siblings).shownValues(by: rule)
    return shown?[cell] ?? terms.columns[judged].defaultValue
  }
}

extension TableModel {
  /// The name of a unit in the records of what was displaced, the same in all charter versions.
  func pastName(of unit: Int) -> String { columns[units[unit].columns[0]].id }

  /// The units by which rights are judged: whose row it is, and what is set once.
  var judgedUnits: [Int] {
    units.indices.filter { unit in
      units[unit].columns.contains {
        columns[$0].isFixed || columns[$0].name == declaration.owner
      }
    }
  }
}
