import MergeAlgebra

extension ReplicaTransaction {
  /// The change set that writes one unit of a conflict's row.
  ///
  /// It is a suggestion where somebody else than `me` decides. Errors: `invalid` when the row does
  /// not live any more.
  public func draft(
    writing values: [Value], _ conflict: ListedConflict, by me: MemberID, at time: Int64
  ) throws -> Draft {
    let (table, work) = try row(of: conflict)
    let names = conflict.columns
    guard let first = table.model.columns.firstIndex(where: { $0.name == names.first }) else {
      throw StoreError(.invalid, "\(conflict.table) has no column \(names.first ?? "")")
    }
    let rule = table.model.units[table.model.unit(holding: first)].rule
    let shown = table.model.shownValues(of: work.state)
    let isMine =
      rule == .coordinator
      ? me == collaboration?.coordinator
      : collaboration.flatMap { table.owner(conflict.key, shown, $0) } == me
    let group = OperationGroup(
      table: table.name, kind: .update, columns: names,
      suggested: rule.hasSuggestions && !isMine ? names : [],
      rows: [.init(key: conflict.key, time: time, cells: values.map { .value($0) })])
    return Draft(circle: work.circle, groups: [group])
  }

  /// The change set that keeps or deletes a row which was deleted and edited at once.
  ///
  /// Where deletes win only an insert of the whole row brings it back; otherwise a write that
  /// changes nothing is answer enough.
  public func draft(
    keeping: Bool, _ conflict: ListedConflict, at time: Int64
  ) throws -> Draft {
    let (table, work) = try row(of: conflict)
    let revives = keeping && !table.model.isLiving(work.state)
    var cells: [OperationGroup.Cell] = []
    if revives {
      let shown = table.model.shownValues(of: work.state)
      cells = zip(table.model.columns.indices, shown).map { column, value in
        switch work.state.units[table.model.unit(holding: column)] {
        case .register: .value(value)
        case .elements(let set): .elements(adding: set.elements, removing: [])
        case .tally(let tally): .difference(tally.total)
        }
      }
    }
    let group = OperationGroup(
      table: table.name, kind: revives ? .insert : keeping ? .update : .delete,
      columns: revives ? table.model.columns.map(\.name) : [],
      rows: [.init(key: conflict.key, time: time, cells: cells)])
    return Draft(circle: work.circle, groups: [group])
  }

  private func row(of conflict: ListedConflict) throws -> (TrackedTable, RowWork) {
    guard let table = tables.first(where: { $0.name == conflict.table }) else {
      throw StoreError(.invalid, "there is no table \(conflict.table)")
    }
    return (table, try rows.work(conflict.key, in: table))
  }
}
