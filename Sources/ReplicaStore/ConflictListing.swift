import MergeAlgebra

/// Lists what a row's state and its place in the live tables say of conflicts, in the words of the
/// live tables.
struct ConflictListing {
  let rows: RowStore
  let tables: [TrackedTable]

  /// Everything that is listed of a row.
  func conflicts(of key: RowKey, in table: TrackedTable) throws -> [ListedConflict] {
    let work = try rows.work(key, in: table)
    var result = try table.model.conflicts(of: work.state).map {
      try listed($0, of: key, work, in: table)
    }
    if let irregularity = work.irregularity, irregularity.isOfHiddenLiving {
      result.append(try hidden(key, work, irregularity, in: table))
    }
    if table.isNumbered, case .row(let row)? = key.values.first,
      table.model.isLiving(work.state),
      try rows.numbering.number(of: row, in: table) != row.number
    {
      result.append(
        try make(
          "\u{0}number", key, in: table, rule: "renumbered", state: .settled,
          subject: .renumbered(from: row.number)))
    }
    return result
  }

  private func make(
    _ place: String, _ key: RowKey, in table: TrackedTable, columns: [String] = [], rule: String,
    state: ConflictState, subject: ListedConflict.Subject
  ) throws -> ListedConflict {
    let shown = try rows.liveKey(of: key, in: table) ?? rows.numbering.shown(key, in: table)
    return ListedConflict(
      id: ReplicaTransaction.identifier(table.name, key, place), table: table.name, key: shown,
      row: key, columns: columns, rule: rule, state: state, subject: subject)
  }

  private func listed(
    _ conflict: Conflict, of key: RowKey, _ work: RowWork, in table: TrackedTable
  ) throws -> ListedConflict {
    switch conflict.subject {
    case .unit(let unit, let siblings, let shown):
      let columns = table.model.units[unit].columns
      let readable = try siblings.map { sibling in
        Sibling(
          stamp: sibling.stamp, standing: sibling.standing,
          values: try zip(columns, sibling.values).map { column, value in
            try rows.numbering.shown(value, of: table.cellNumbers[column])
          })
      }
      let names = columns.map { table.model.columns[$0].name }
      return try make(
        table.model.columns[columns[0]].id, key, in: table, columns: names,
        rule: table.model.units[unit].rule.name, state: conflict.state,
        subject: .values(readable, shown: shown))
    case .life(let isLiving, let deletes, let writes):
      return try make(
        "", key, in: table, rule: table.model.declaration.deletion.rawValue,
        state: conflict.state,
        subject: .life(isLiving: isLiving, deletes: deletes, writes: writes))
    }
  }

  private func hidden(
    _ key: RowKey, _ work: RowWork, _ irregularity: Irregularity, in table: TrackedTable
  ) throws -> ListedConflict {
    let own = try rows.numbering.shown(
      RowContent(key: key.values, cells: table.model.shownValues(of: work.state)), in: table)
    if let held = irregularity.heldRow {
      return try make(
        "\u{0}held", key, in: table, rule: held.reason.rawValue,
        state: held.reason == .parentGone ? .settled : .open,
        subject: .held(held, cells: own.cells))
    }
    var keeper = key
    var next = irregularity.keeper
    while let found = next {
      keeper = found
      next = try rows.work(found, in: table).irregularity?.keeper
    }
    let kept = try rows.work(keeper, in: table)
    let isMerged = irregularity.kind == .merged
    let columns = irregularity.detail.split(separator: ",").map {
      String($0).trimmingSpaces
    }
    let twin = Duplicate(
      columns: columns, isMerged: isMerged,
      keeper: try kept.live?.key ?? rows.numbering.shown(keeper, in: table),
      keeperCells: kept.live?.cells ?? [], cells: own.cells,
      births: [kept.state.birth, work.state.birth].compactMap { $0 })
    return try make(
      "\u{0}held", key, in: table, rule: isMerged ? "merge" : "setAside",
      state: isMerged ? .settled : .open, subject: .duplicate(twin))
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
