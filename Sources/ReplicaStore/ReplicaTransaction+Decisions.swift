import MergeAlgebra

extension ReplicaTransaction {
  /// The change set that writes one unit of a conflict's row.
  ///
  /// It is a suggestion where somebody else than `me` decides. The values are taken as the columns
  /// store them. Errors: `invalid` when the row does not live any more, `constraint` or `collision`
  /// when the table does not take the values or shows others where they are set once.
  public func draft(
    writing values: [Value], _ conflict: ListedConflict, by me: MemberID, at time: Int64
  ) throws -> Draft {
    let (table, work) = try row(of: conflict)
    let names = conflict.columns
    guard let first = table.model.columns.firstIndex(where: { $0.name == names.first }) else {
      throw StoreError(.invalid, "\(conflict.table) has no column \(names.first ?? "")")
    }
    let values = try stored(values, in: names, of: conflict.row, table)
    let rule = table.model.units[table.model.unit(holding: first)].rule
    let shown = try shownCells(of: conflict, work, table)
    for (name, value) in zip(names, values) {
      let place = table.model.columns.firstIndex { $0.name == name && $0.isFixed }
      if let place, !shown[place].isNull, shown[place] != value {
        throw StoreError(.constraint, "\(name) is set once")
      }
    }
    let isMine = isMine(rule, conflict, shown, table, me)
    let ids = names.compactMap { name in table.model.columns.first { $0.name == name }?.id }
    let group = OperationGroup(
      table: table.name, kind: .update, columns: ids,
      suggested: rule.hasSuggestions && !isMine ? ids : [],
      rows: [
        .init(
          key: try rows.numbering.shown(conflict.row, in: table), time: time,
          cells: values.map { .value($0) })
      ])
    return Draft(circle: work.circle, groups: [group])
  }

  /// The change set that writes a reference which is shown as NULL, as an edit of the row would.
  ///
  /// Errors: `constraint` when the columns are set once or the values name no row that is shown,
  /// `collision` when another row has them.
  public func draft(
    rewriting values: [Value], _ conflict: ListedConflict, by me: MemberID, at time: Int64
  ) throws -> Draft? {
    let (table, work) = try row(of: conflict)
    guard let collaboration else { preconditionFailure("no charter is loaded") }
    let values = try stored(values, in: conflict.columns, of: conflict.row, table)
    let places = conflict.columns.compactMap { name in
      table.model.columns.firstIndex { $0.name == name }
    }
    let effect = NetEffect(rows: rows, table: table, me: me, collaboration: collaboration)
    for unit in effect.units(of: Set(places)) where effect.isFixed(unit, work) {
      throw StoreError(.constraint, "\(conflict.columns.joined(separator: ", ")) is set once")
    }
    let link = table.links.first { table.columns(of: $0) == conflict.columns }
    if let link, !values.contains(where: \.isNull) {
      let references = try References(rows: rows, live: LiveTables(rows), tables: tables)
      guard try references.isThere(link.target, values) else {
        throw StoreError(.constraint, "\(link.parent) shows no row \(RowKey(values).readable)")
      }
    }
    let cells = Dictionary(uniqueKeysWithValues: zip(places, values))
    var builder = DraftBuilder()
    builder.add(try effect.change(of: conflict.row, .update(cells)), in: table, at: time)
    return builder.drafts.first
  }

  /// A shown row that refers to a conflict's row by a reference that keeps it; `nil` when none does
  /// that is easily found.
  ///
  /// The first by table and key.
  public func child(needing conflict: ListedConflict) throws -> (table: String, key: RowKey)? {
    let (parent, _) = try row(of: conflict)
    guard let live = try rows.live(conflict.row, in: parent) else { return nil }
    let content = RowContent(key: live.key.values, cells: live.cells)
    let references = try References(rows: rows, live: LiveTables(rows), tables: tables)
    for child in tables {
      for link in child.links where link.parent == parent.name && link.rule == .revive {
        let values = link.parentPlaces.map { content[$0] }
        if values.contains(where: \.isNull) { continue }
        let found = try references.children(of: values, by: link, in: child).min()
        if let found { return (child.name, found) }
      }
    }
    return nil
  }

  /// The change set that keeps or deletes a row which was deleted and edited at once.
  ///
  /// Where deletes win only an insert of the whole row brings it back; otherwise a write that
  /// changes nothing is answer enough. Where somebody decides over a cell of
  /// the row, only that member can bring it back: sealing refuses it to others.
  public func draft(
    keeping: Bool, _ conflict: ListedConflict, at time: Int64
  ) throws -> Draft {
    let (table, work) = try row(of: conflict)
    let revives = keeping && !table.model.isLiving(work.state)
    var cells: [OperationGroup.Cell] = []
    if revives {
      let shown = try shownCells(of: conflict, work, table)
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
      columns: revives ? table.model.columns.map(\.id) : [],
      rows: [
        .init(key: try wireKey(of: conflict.row, in: table, revives), time: time, cells: cells)
      ])
    return Draft(circle: work.circle, groups: [group])
  }

  /// Whether a member decides over a unit with this rule, in a row with these cells.
  private func isMine(
    _ rule: Rule, _ conflict: ListedConflict, _ cells: [Value], _ table: TrackedTable,
    _ me: MemberID
  ) -> Bool {
    rule == .coordinator
      ? me == collaboration?.coordinator
      : collaboration.flatMap { table.owner(conflict.key, cells, $0) } == me
  }

  /// A numbered row that is made anew is called by its derived number, for its own makes another row.
  private func wireKey(
    of key: RowKey, in table: TrackedTable, _ isInsert: Bool
  ) throws -> RowKey {
    if isInsert, table.isNumbered, case .row(let row)? = key.values.first {
      return RowKey([.integer(Numbering.derived(row, in: table))])
    }
    return try rows.numbering.shown(key, in: table)
  }

  private func shownCells(
    of conflict: ListedConflict, _ work: RowWork, _ table: TrackedTable
  ) throws -> [Value] {
    try rows.numbering.shown(
      RowContent(
        key: conflict.row.values, cells: table.model.shownValues(of: work.state)), in: table
    ).cells
  }

  /// The values as SQLite stores them in these columns of a shown row.
  private func stored(
    _ values: [Value], in columns: [String], of key: RowKey, _ table: TrackedTable
  ) throws -> [Value] {
    guard let live = try rows.live(key, in: table) else { return values }
    let places = columns.compactMap { name in
      table.model.columns.firstIndex { $0.name == name }
    }
    var cells = live.cells
    for (place, value) in zip(places, values) { cells[place] = value }
    try session.run("SAVEPOINT samband_try")
    let outcome = Result {
      try table.update(live.key, from: live.cells, to: cells, session)
      return try rows.live(key, in: table)?.cells ?? cells
    }
    try session.run("ROLLBACK TO samband_try")
    try session.run("RELEASE samband_try")
    let now = try outcome.get()
    return places.map { now[$0] }
  }

  private func row(of conflict: ListedConflict) throws -> (TrackedTable, RowWork) {
    guard let table = tables.first(where: { $0.name == conflict.table }) else {
      throw StoreError(.invalid, "there is no table \(conflict.table)")
    }
    return (table, try rows.work(conflict.row, in: table))
  }
}
