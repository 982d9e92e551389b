import MergeAlgebra

/// What the user's edits since the last seal come to, row by row.
///
/// A row shown before and after is an update, whatever happened between. Columns that the user did not
/// change keep their stored value where the live table shows another: a reference that is shown as NULL
/// or redirected is not lost by editing its neighbour.
struct NetEffect {
  let rows: RowStore
  let table: TrackedTable
  let me: MemberID
  let collaboration: Collaboration
  var model: TableModel { table.model }

  /// What becomes of one row, in the words of change sets.
  struct Change {
    let key: RowKey
    let kind: RowChange.Kind
    let circle: Circle
    let columns: [(name: String, cell: OperationGroup.Cell)]
    let suggested: [String]
  }

  /// What is written of a unit.
  struct Writing {
    let kind: RowChange.Kind
    /// The columns that the user has changed; the others keep what is stored.
    let changed: Set<Int>
    let live: [Value]
    /// Whether what merged rows show in it becomes its own.
    var absorbs = false
  }

  /// The changes that a row's trace comes to: of the row itself, and of those merged into it.
  func changes(of live: RowKey, _ trace: JournalTrace) throws -> [Change] {
    if live.values.contains(where: \.isNull) {
      guard try table.hasRow(withNullIn: live, rows.session) else { return [] }
      throw unsealable(live, "its key is NULL: give it a key")
    }
    let shown = try table.liveRow(live, rows.session)
    let originals = trace.originals(live: shown?.cells)
    let circle = try circle(of: live, originals ?? [])
    guard let key = try rows.key(ofLive: live, in: table) else {
      return try shown.map { [try insert(live, $0, circle)] } ?? []
    }
    if try hasMoved(key, from: live, shown) { return [] }
    let work = try rows.work(
      key, in: table, circle: circle, originals: originals, shown: shown)
    if try rows.liveKey(of: key, in: table) != live, let shown, work.irregularity?.kind == .altered
    {
      // It was shown under another key, and its author has written it under its own.
      return [try insert(key, live, shown, work)]
    }
    let wasShown = wasShown(work)
    if !wasShown && table.isNumbered {
      // A number that has become free makes another row.
      rows.forget(RowRef(table: table.id, key: key))
      return try shown.map { [try insert(live, $0, circle)] } ?? []
    }
    switch (wasShown, shown) {
    case (false, nil): return []
    case (false, let shown?):
      return [try insert(key, live, shown, work)]
    case (true, nil):
      let cells = trace.firstOld ?? originals ?? []
      let changed = try trace.changed.filter { try !namesNobody($0, in: cells) }
      let units = units(of: changed).filter { !isFixed($0, work) }
      let writing = Writing(kind: .delete, changed: changed, live: cells)
      let parts = try ownMerged(into: key).map { try delete($0) }
      return [try change(of: key, work, units, writing)] + parts
    case (true, let shown?) where trace.firstOld != nil && setsAnew(shown, work):
      try check(shown, live)
      return [try replacement(of: key, live, shown, work)]
    case (true, let shown?):
      return try updates(of: key, live, work, trace, shown)
    }
  }

  /// What a row comes to that was deleted and made again with other values where they are set once.
  ///
  /// Where SQLite numbers the rows it would be another row, and what refers to the number could not be
  /// told from what refers to the row before.
  private func replacement(
    of key: RowKey, _ live: RowKey, _ shown: TrackedTable.LiveRow, _ work: RowWork
  ) throws -> Change {
    guard !table.isNumbered else {
      throw unsealable(
        live,
        "it was deleted and made again with other values where they are set once: "
          + "put the former row back, or give the new one another number")
    }
    let writing = Writing(kind: .insert, changed: allColumns, live: shown.cells)
    return try change(of: key, work, model.units.indices, writing)
  }

  /// Whether the live row with this number is another row than the one that had the number.
  func takesNumber(_ live: RowKey, _ trace: JournalTrace) throws -> Bool {
    guard !live.values.contains(where: \.isNull), let shown = try table.liveRow(live, rows.session),
      let key = try rows.key(ofLive: live, in: table)
    else { return false }
    let work = try rows.work(
      key, in: table, originals: trace.originals(live: shown.cells), shown: shown)
    defer { rows.forget(RowRef(table: table.id, key: key)) }
    return !wasShown(work)
  }

  private func wasShown(_ work: RowWork) -> Bool {
    work.state.isKnown && (work.irregularity.map { !$0.isHidden } ?? model.isLiving(work.state))
  }

  /// Whether the row is gone from one of the two keys that it may be shown under, and stands under the
  /// other: its own, and one with a redirected reference.
  private func hasMoved(
    _ key: RowKey, from live: RowKey, _ shown: TrackedTable.LiveRow?
  ) throws -> Bool {
    guard shown == nil, let own = try rows.plainLiveKey(of: key, in: table),
      let home = try rows.liveKey(of: key, in: table), own != home
    else { return false }
    // It was shown under the other one, whose own trace says what has become of it.
    if own == live { return true }
    return try table.liveRow(own, rows.session) != nil
  }

  // MARK: Inserts and updates

  /// A row that is made, or made anew.
  private func insert(
    _ key: RowKey, _ live: RowKey, _ shown: TrackedTable.LiveRow, _ work: RowWork
  ) throws -> Change {
    try check(shown, live)
    try checkParents(of: key, live)
    let writing = Writing(kind: .insert, changed: allColumns, live: shown.cells)
    return try change(of: key, work, model.units.indices, writing)
  }

  /// A row whose generated number no row has yet.
  private func insert(
    _ live: RowKey, _ shown: TrackedTable.LiveRow, _ circle: Circle
  ) throws -> Change {
    try check(shown, live)
    if case .integer(let number)? = live.values.first { rows.numbering.expect(number, in: table) }
    let work = RowWork(
      state: model.emptyRow, live: shown, original: nil, isLocal: true, circle: circle,
      digest: nil, irregularity: nil)
    let writing = Writing(kind: .insert, changed: allColumns, live: shown.cells)
    return try change(of: live, work, model.units.indices, writing)
  }

  private func updates(
    of key: RowKey, _ live: RowKey, _ work: RowWork, _ trace: JournalTrace,
    _ shown: TrackedTable.LiveRow
  ) throws -> [Change] {
    let changed = try whole(trace.changedColumns(live: shown.cells), live, shown, work)
    let units = units(of: changed).filter { !isFixed($0, work) }
    rows.touch(RowRef(table: table.id, key: key)) { _ in }
    guard !units.isEmpty else { return [] }
    try check(shown, live)
    // A dead row that is shown for its children's sake is updated, too: an insert would displace what
    // others wrote to its other columns. Where deletes win it stays dead, and that is listed.
    let writing = Writing(kind: .update, changed: changed, live: shown.cells)
    let own = try change(of: key, work, units, writing)
    let parts = try ownMerged(into: key).map { try part($0, units, shown.cells) }
    return (own.columns.isEmpty ? [] : [own]) + parts
  }

  /// Who writes a part of a reference to a row that is shown under another key writes the whole of it:
  /// beside what is stored of the rest, the part would name another row.
  private func whole(
    _ changed: Set<Int>, _ live: RowKey, _ shown: TrackedTable.LiveRow, _ work: RowWork
  ) throws -> Set<Int> {
    let stored = try rows.numbering.shown(
      RowContent(key: live.values, cells: model.shownValues(of: work.state)), in: table)
    var all = changed
    for link in table.links where link.places.contains(where: { changed.contains($0) }) {
      let content = RowContent(key: live.values, cells: shown.cells)
      for (place, value) in zip(link.places, try rows.ownValues(of: link, showing: content) ?? []) {
        if case .cell(let cell) = place, stored.cells[cell] != value { all.insert(cell) }
      }
    }
    return all
  }

  func change(
    of key: RowKey, _ work: RowWork, _ units: some Sequence<Int>, _ writing: Writing
  ) throws -> Change {
    let stored = try rows.numbering.shown(
      RowContent(key: key.values, cells: model.shownValues(of: work.state)), in: table)
    let writing = try meaning(of: writing, key)
    let deciding = ownerCells(stored.cells, units, writing)
    var columns: [(place: Int, name: String, cell: OperationGroup.Cell)] = []
    var suggested: [(place: Int, name: String)] = []
    for unit in units {
      let rule = model.units[unit].rule
      let isSuggestion = rule.hasSuggestions && !decides(rule, key, deciding)
      for column in model.units[unit].columns {
        let value =
          writing.changed.contains(column) ? writing.live[column] : stored.cells[column]
        let before = writing.absorbs ? [] : try shownElements(unit, key, work)
        guard let cell = try cell(value, unit, key, work, before, writing.kind) else { continue }
        columns.append((column, model.columns[column].id, cell))
        if isSuggestion { suggested.append((column, model.columns[column].id)) }
      }
    }
    return Change(
      key: try named(key, writing.kind) ?? RowKey(stored.key), kind: writing.kind,
      circle: work.circle,
      columns: columns.sorted { $0.place < $1.place }.map { ($0.name, $0.cell) },
      suggested: suggested.sorted { $0.place < $1.place }.map(\.name))
  }

  /// What is written, with references to rows that are shown under another key in those rows' own words.
  private func meaning(of writing: Writing, _ key: RowKey) throws -> Writing {
    var live = writing.live
    for link in table.links where !live.isEmpty {
      let cells = link.places.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
      let shown = try rows.liveKey(of: key, in: table) ?? key
      let content = RowContent(key: shown.values, cells: live)
      guard !writing.changed.isDisjoint(with: cells),
        let own = try rows.ownValues(of: link, showing: content)
      else { continue }
      for (place, value) in zip(link.places, own) {
        if case .cell(let cell) = place { live[cell] = value }
      }
    }
    return Writing(
      kind: writing.kind, changed: writing.changed, live: live, absorbs: writing.absorbs)
  }

  /// A numbered row that is made anew is called by its derived number, for its own makes another row.
  private func named(_ key: RowKey, _ kind: RowChange.Kind) throws -> RowKey? {
    guard kind == .insert, table.isNumbered, case .row(let row)? = key.values.first else {
      return nil
    }
    return RowKey([.integer(Numbering.derived(row, in: table))])
  }

  private func cell(
    _ value: Value, _ unit: Int, _ key: RowKey, _ work: RowWork, _ shown: [Element],
    _ kind: RowChange.Kind
  ) throws -> OperationGroup.Cell? {
    let name = model.columns[model.units[unit].columns[0]].name
    switch work.state.units[unit] {
    case .register: return .value(value)
    case .elements(let set):
      guard let now = SetText.elements(of: value) else {
        if kind == .delete { return nil }
        throw unsealable(key, "\(name) must be a JSON array, for example [\"a\",\"b\"]")
      }
      if kind == .insert { return .elements(adding: now, removing: []) }
      let adding = now.filter { !shown.contains($0) }
      let removing = set.elements.filter { !now.contains($0) }
      return adding.isEmpty && removing.isEmpty
        ? nil : .elements(adding: adding, removing: removing)
    case .tally(let tally):
      guard case .integer(let number) = value else {
        if kind == .delete { return nil }
        throw unsealable(key, "\(name) must be a whole number")
      }
      if kind == .insert { return .difference(number) }
      let difference = tally.difference(to: number)
      return difference == 0 ? nil : .difference(difference)
    }
  }
}

extension Set<Int> {
  /// Whether the place is one of these cells.
  fileprivate func contains(_ place: ColumnPlace) -> Bool {
    if case .cell(let cell) = place { contains(cell) } else { false }
  }
}
