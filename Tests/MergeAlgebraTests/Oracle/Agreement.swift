import MergeAlgebra
import SambandTestKit

extension Oracle {
  /// Requires that a row state is what the oracle computes from everything.
  func requireAgreement(with state: RowState) throws {
    try requireEqual(state.births, births, "births of \(operations)")
    try requireEqual(state.writes, lastWrites, "writes of \(operations)")
    let deletes = lastDeletes
    try requireEqual(state.deletes.map(\.stamp), deletes.map(\.stamp), "deletes of \(operations)")
    try requireEqual(
      state.deletes.map(\.isAnswered), deletes.map(\.isAnswered), "answers in \(operations)")
    for (unit, part) in state.units.enumerated() {
      switch part {
      case .register(let register):
        let found = register.siblings.map {
          OracleSibling(
            stamp: $0.stamp, isSuggestion: $0.standing == .suggestion, values: $0.values)
        }
        try requireEqual(found, siblings(of: unit), "siblings of unit \(unit) of \(operations)")
      case .elements(let set):
        let wanted = additions(of: unit).map {
          ElementSet.Addition(Element(canonical: $0.element), by: $0.dot)
        }
        try requireEqual(
          Set(set.additions), Set(wanted), "additions to unit \(unit) of \(operations)")
        try requireEqual(set.additions.count, wanted.count, "one record per addition")
      case .tally(let tally):
        let wanted = amounts(of: unit).map { Tally.Amount($0.difference, by: $0.dot) }
        try requireEqual(
          Set(tally.amounts), Set(wanted), "amounts of unit \(unit) of \(operations)")
        try requireEqual(tally.amounts.count, wanted.count, "one record per amount")
      }
    }
  }

  /// Requires that a table shows of a state, and lists as conflicts, what the oracle says.
  func requireAgreement(with state: RowState, in table: TableModel) throws {
    let living = lives(table.declaration.deletion)
    try requireEqual(table.isLiving(state), living, "life of \(operations) in \(table)")
    try requireEqual(
      table.shownValues(of: state), shownValues(in: table), "shown of \(operations) in \(table)")
    let found = table.conflicts(of: state).map(OracleConflict.init)
    try requireEqual(found, conflicts(in: table), "conflicts of \(operations) in \(table)")
    try requireNothingLost(in: state, table, found)
  }

  /// Requires that every value that was written and not seen by a later write is shown, or among
  /// the siblings of a listed conflict, or in a dead row's state.
  private func requireNothingLost(
    in state: RowState, _ table: TableModel, _ conflicts: [OracleConflict]
  ) throws {
    let shown = table.shownValues(of: state)
    for operation in operations {
      for edit in operation.change.edits {
        guard case .write(let values, _) = edit.content else { continue }
        let isSeen = operations.contains {
          $0.seen.contains(operation.index) && ($0.kind == .insert || $0.edit(of: edit.unit) != nil)
        }
        if isSeen { continue }
        guard case .register(let register) = state.units[edit.unit] else { continue }
        let isKept = register.siblings.contains { $0.stamp == operation.stamp }
        let isShown = table.units[edit.unit].columns.map { shown[$0] } == values
        let isListed = conflicts.contains { conflict in
          conflict.unit == edit.unit && conflict.siblings.contains { $0.values == values }
        }
        try require(
          isKept && (isShown || isListed || !table.isLiving(state)),
          "\(values) of unit \(edit.unit) is neither shown nor listed: \(operations) in \(table)")
      }
    }
  }
}

/// A conflict in the oracle's terms: of a unit, or (without one) of the row's life.
struct OracleConflict: Equatable {
  var unit: Int?
  var siblings: [OracleSibling] = []
  var shown: Int?
  var isOpen = false
  var isLiving: Bool?
  var deletes: [Stamp] = []
  var writes: [Dot] = []
}

extension OracleConflict {
  init(_ conflict: Conflict) {
    switch conflict.subject {
    case .unit(let unit, let siblings, let shown):
      self.unit = unit
      self.siblings = siblings.map {
        OracleSibling(stamp: $0.stamp, isSuggestion: $0.standing == .suggestion, values: $0.values)
      }
      self.shown = shown
    case .life(let isLiving, let deletes, let writes):
      self.isLiving = isLiving
      self.deletes = deletes
      self.writes = writes
    }
    isOpen = conflict.state == .open
  }
}
