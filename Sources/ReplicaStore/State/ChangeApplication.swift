import MergeAlgebra

/// Applies the operations of one change set to the states of the rows it names.
struct ChangeApplication {
  let rows: RowStore
  let tables: [String: TrackedTable]
  /// By whose rights the rows are written; `nil` where they have been judged before.
  var judge: Judge?

  /// Applies the groups of a change set whose author had seen `context`.
  ///
  /// The set must not have been applied before, and everything in `context` must have been. Throws
  /// ``StoreError/Code/invalid`` when the groups do not fit the schema or the rules; then no row has
  /// been changed.
  func apply(
    _ groups: [OperationGroup], of dot: Dot, seeing context: VersionVector
  ) throws {
    let changes = try changes(groups, of: dot, seeing: context)
    let models = Dictionary(uniqueKeysWithValues: tables.values.map { ($0.id, $0.model) })
    for (ref, change) in changes {
      if let state = rows.works[ref]?.state, let model = models[ref.table] {
        try rows.past.note(change, of: ref, state, in: model, seeing: context)
      }
      rows.touch(ref) { $0.apply(change, seeing: context) }
    }
  }

  /// What the groups do to each row; the rows are loaded on the way.
  ///
  /// Errors: `invalid`; then no row has been named.
  func changes(
    _ groups: [OperationGroup], of dot: Dot, seeing context: VersionVector
  ) throws -> [RowRef: RowChange] {
    let reading = NumberReading(numbering: rows.numbering, seen: context, dot: dot)
    var begun: [(row: RowIdentity, table: TrackedTable)] = []
    do {
      for group in groups {
        guard let table = tables[group.table] else {
          throw invalid(dot, group, "this replica has no such table")
        }
        begun += try reading.begin(group, in: table).map { ($0, table) }
      }
      var changes: [RowRef: RowChange] = [:]
      for group in groups {
        guard let table = tables[group.table] else { continue }
        let plan = try plan(for: group, table, dot)
        for row in group.rows {
          try rows.progress.step()
          let key = try reading.key(row.key, of: group.kind, in: table)
          let change = try change(row, key, plan, group, table, reading)
          let ref = RowRef(table: table.id, key: key)
          guard changes.updateValue(change, forKey: ref) == nil else {
            throw invalid(dot, group, "row \(row.key.readable) is changed twice")
          }
        }
      }
      return changes
    } catch {
      for (row, table) in begun { rows.numbering.remove(row, in: table) }
      throw error
    }
  }

  /// What a group does to one row, which is loaded on the way.
  private func change(
    _ row: OperationGroup.Row, _ key: RowKey, _ plan: [(unit: Int, places: [Int])],
    _ group: OperationGroup, _ table: TrackedTable, _ reading: NumberReading
  ) throws -> RowChange {
    let dot = reading.dot
    guard row.key.values.count == table.model.key.count, row.cells.count == group.columns.count
    else { throw invalid(dot, group, "row \(row.key.readable) has the wrong length") }
    guard table.keeps(row.key) else {
      throw invalid(dot, group, "the key of row \(row.key.readable) cannot be stored as it is")
    }
    let edits = try plan.map { unit, places in
      UnitEdit(unit: unit, try content(of: row, places, unit, group, table, reading))
    }
    guard !table.holdsUnknownNumber(RowContent(key: key.values, cells: [])) else {
      throw invalid(dot, group, "the key of row \(row.key.readable) refers to no row")
    }
    let work = try rows.work(key, in: table, circle: dot.stream.circle)
    guard work.circle == dot.stream.circle else {
      throw invalid(dot, group, "row \(row.key.readable) belongs to \(work.circle)")
    }
    let past = RowPast(
      records: rows.past, ref: RowRef(table: table.id, key: key), state: work.state,
      model: table.model, seen: reading.seen)
    guard try group.kind == .insert || past.isKnown() else {
      let flaw = Flaw(.neverInserted, in: group, row.key)
      throw invalid(dot, group, "row \(row.key.readable) was never inserted", flaw)
    }
    if let judge {
      let written = values(of: edits, in: table.model)
      try RowJudgement(judge: judge, group: group, past: past).check(row, writing: written)
    }
    return RowChange(group.kind, Stamp(dot, time: row.time), edits)
  }

  private func values(of edits: [UnitEdit], in model: TableModel) -> [String: Value] {
    var values: [String: Value] = [:]
    for edit in edits {
      guard case .write(let cells, _) = edit.content else { continue }
      for (column, cell) in zip(model.units[edit.unit].columns, cells) {
        values[model.columns[column].id] = cell
      }
    }
    return values
  }

  /// For each unit that the group writes, where its columns stand in the group's rows.
  func plan(
    for group: OperationGroup, _ table: TrackedTable, _ dot: Dot
  ) throws -> [(unit: Int, places: [Int])] {
    guard fits(dot.stream.circle, table.model.declaration.audience) else {
      throw invalid(dot, group, "its rows are not for \(dot.stream.circle)")
    }
    var places: [Int: Int] = [:]
    for (place, name) in group.columns.enumerated() {
      guard let column = table.model.columns.firstIndex(where: { $0.id == name }) else {
        throw invalid(dot, group, "this replica has no column \"\(name)\"")
      }
      guard places.updateValue(place, forKey: column) == nil else {
        throw invalid(dot, group, "the column \"\(name)\" is named twice")
      }
    }
    return try table.model.units.enumerated().compactMap { index, unit in
      let present = unit.columns.compactMap { places[$0] }
      if present.isEmpty { return nil }
      guard present.count == unit.columns.count else {
        throw invalid(dot, group, "it writes only a part of the columns that merge together")
      }
      return (index, present)
    }
  }

  private func fits(_ circle: Circle, _ audience: Audience) -> Bool {
    switch (circle, audience) {
    case (.everyone, .everyone), (.between, .coordinator), (.within, .member): true
    default: false
    }
  }

  /// What a row of a group writes to a unit whose columns stand at these places.
  func content(
    of row: OperationGroup.Row, _ places: [Int], _ unit: Int, _ group: OperationGroup,
    _ table: TrackedTable, _ reading: NumberReading
  ) throws -> UnitEdit.Content {
    let dot = reading.dot
    let model = table.model.units[unit]
    switch (model.rule, row.cells[places[0]]) {
    case (.union, .elements(let adding, let removing)):
      return .elements(adding: adding, removing: removing)
    case (.sum, .difference(let difference)):
      return .difference(difference)
    case (.union, _), (.sum, _):
      throw invalid(dot, group, "\(model.rule.name) needs another kind of cell")
    default:
      let values = try zip(places, model.columns).map { place, column -> Value in
        guard case .value(let value) = row.cells[place] else {
          throw invalid(dot, group, "the rule \(model.rule.name) needs plain values")
        }
        return try reading.value(value, of: table.cellNumbers[column])
      }
      let suggests = group.suggested.contains(group.columns[places[0]])
      return .write(values, suggests ? .suggestion : .deciding)
    }
  }

  private func invalid(
    _ dot: Dot, _ group: OperationGroup, _ reason: String, _ flaw: Flaw? = nil
  ) -> StoreError {
    StoreError(
      .invalid, "change set \(dot), table \(group.table): \(reason)",
      flaw: flaw ?? Flaw(.unfit, table: group.table, detail: reason))
  }
}
