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
    if let irregularity = work.irregularity {
      if irregularity.isListed { result.append(try hidden(key, work, irregularity, in: table)) }
      for columns in irregularity.cleared {
        if let cleared = try cleared(columns, key, work, in: table) { result.append(cleared) }
      }
    }
    if work.irregularity?.kind == .revived, !result.contains(where: \.isOfLife) {
      let deletes = work.state.deletes.map(\.stamp)
      result.append(try life(of: key, work, in: table, deletes: deletes, writes: []))
    }
    let isThere = table.model.isLiving(work.state) || work.irregularity?.kind == .revived
    if table.isNumbered, isThere, case .row(let row)? = key.values.first,
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
      let readable = try siblings.map { try self.readable($0, of: columns, in: table) }
      let names = columns.map { table.model.columns[$0].name }
      return try make(
        table.model.columns[columns[0]].id, key, in: table, columns: names,
        rule: table.model.units[unit].rule.name, state: conflict.state,
        subject: .values(readable, shown: shown))
    case .life(_, let deletes, let writes):
      return try life(of: key, work, in: table, deletes: deletes, writes: writes)
    }
  }

  /// A unit's values in the words of the live tables.
  private func readable(
    _ sibling: Sibling, of columns: [Int], in table: TrackedTable
  ) throws -> Sibling {
    Sibling(
      stamp: sibling.stamp, standing: sibling.standing,
      values: try zip(columns, sibling.values).map { column, value in
        try rows.numbering.shown(value, of: table.cellNumbers[column])
      })
  }

  // MARK: Deleted rows

  private func life(
    of key: RowKey, _ work: RowWork, in table: TrackedTable, deletes: [Stamp], writes: [Dot]
  ) throws -> ListedConflict {
    let isLiving = table.model.isLiving(work.state)
    let isRevived = work.irregularity?.kind == .revived
    let own = try own(key, work, in: table)
    let life = RowLife(
      isLiving: isLiving, isRevived: isRevived, deletes: deletes, writes: writes, cells: own.cells,
      others: isLiving ? [] : try others(in: work.state, than: own.cells, in: table))
    let rule =
      isRevived ? MissingParentRule.revive.rawValue : table.model.declaration.deletion.rawValue
    return try make("", key, in: table, rule: rule, state: .settled, subject: .life(life))
  }

  /// What stands beside the shown values in the units of a dead row, whose conflicts are not listed one
  /// by one.
  private func others(
    in state: RowState, than cells: [Value], in table: TrackedTable
  ) throws -> [RowLife.Written] {
    try zip(table.model.units, state.units).flatMap { unit, state -> [RowLife.Written] in
      guard case .register(let register) = state else { return [] }
      let shown = unit.columns.map { cells[$0] }
      return try register.siblings.map { try readable($0, of: unit.columns, in: table) }
        .filter { $0.values != shown }
        .map { sibling in
          RowLife.Written(
            columns: unit.columns.map { table.model.columns[$0].name }, sibling: sibling)
        }
    }
  }

  /// The row's key and cells by its state alone, in the words of the live tables.
  private func own(
    _ key: RowKey, _ work: RowWork, in table: TrackedTable
  ) throws -> RowContent {
    try rows.numbering.shown(
      RowContent(key: key.values, cells: table.model.shownValues(of: work.state)), in: table)
  }

  // MARK: Cleared references

  /// A reference that is shown as NULL; `nil` when another program has taken its columns away.
  private func cleared(
    _ names: [String], _ key: RowKey, _ work: RowWork, in table: TrackedTable
  ) throws -> ListedConflict? {
    let columns = names.compactMap { name in
      table.model.columns.firstIndex { $0.name == name }
    }
    guard columns.count == names.count,
      let link = table.links.first(where: { table.columns(of: $0) == names && $0.rule == .clear })
    else { return nil }
    let writes = Set(columns.map(table.model.unit(holding:))).compactMap { unit -> Sibling? in
      guard case .register(let register) = work.state.units[unit] else { return nil }
      let shown = register.resolved(by: table.model.units[unit].rule).shown
      return shown.map { register.siblings[$0] }
    }
    guard let last = writes.max(by: { $0.stamp < $1.stamp }) else { return nil }
    let own = try own(key, work, in: table)
    let written = Sibling(
      stamp: last.stamp, standing: last.standing, values: columns.map { own.cells[$0] })
    let ids = columns.map { table.model.columns[$0].id }.joined(separator: ",")
    return try make(
      "\u{0}clear,\(ids)", key, in: table, columns: names, rule: link.rule.rawValue,
      state: .settled, subject: .cleared(written, parent: link.parent))
  }

  // MARK: Hidden rows

  private func hidden(
    _ key: RowKey, _ work: RowWork, _ irregularity: Irregularity, in table: TrackedTable
  ) throws -> ListedConflict {
    let own = try own(key, work, in: table)
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
    let columns = irregularity.detail.split(separator: Irregularity.separator).map { String($0) }
    let twin = Duplicate(
      columns: columns, isMerged: isMerged,
      keeper: try kept.live?.key ?? rows.numbering.shown(keeper, in: table),
      keeperCells: kept.live?.cells ?? [], cells: own.cells,
      births: [kept.state.birth, work.state.birth].compactMap { $0 })
    return try make(
      "\u{0}held", key, in: table, rule: isMerged ? "merge" : "setAside",
      state: irregularity.kind == .duplicate ? .open : .settled, subject: .duplicate(twin))
  }
}

extension ListedConflict {
  fileprivate var isOfLife: Bool { if case .life = subject { true } else { false } }
}
