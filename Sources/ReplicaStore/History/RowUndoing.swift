import MergeAlgebra

/// The inverse of what one change set did to one row.
struct RowUndoing {
  let rows: RowStore
  let table: TrackedTable
  let event: RowEvent
  let life: RowChronicle
  let me: MemberID
  let collaboration: Collaboration
  private var model: TableModel { table.model }
  private typealias Written = (column: Int, cell: OperationGroup.Cell, isSuggestion: Bool)

  /// What is to be written; adds to the plan what is done, left alone or forbidden.
  func change(_ plan: inout UndoPlan) throws -> NetEffect.Change? {
    let now = life.state { _ in true }
    let before = life.state(before: event)
    let written: [Written]?
    let kind: RowChange.Kind
    switch event.kind {
    case .insert:
      kind = .delete
      written = canDelete(now, before, &plan) ? [] : nil
    case .delete:
      kind = .insert
      written = canRestore(now, before, &plan) ? try wholeRow(before) : nil
    case .update:
      kind = .update
      written = try update(now, before, &plan)
    }
    guard let written, kind != .update || !written.isEmpty else { return nil }
    try checkWriter(kind == .insert ? before : now, &plan)
    if kind == .update { checkFixed(written, now, &plan) }
    plan.steps.append(try step(kind, written, now))
    return NetEffect.Change(
      key: try wireKey(kind), kind: kind, circle: try rows.work(event.row.key, in: table).circle,
      columns: written.map { (model.columns[$0.column].id, $0.cell) },
      suggested: written.filter(\.isSuggestion).map { model.columns[$0.column].id })
  }

  // MARK: Rows

  private func canDelete(_ now: RowState, _ before: RowState, _ plan: inout UndoPlan) -> Bool {
    if model.isLiving(before) {
      leave(.replaced, nil, nil, &plan)
    } else if !model.isLiving(now) {
      leave(.deleted, now.deletes.last?.stamp, nil, &plan)
    } else if let other = others.last {
      leave(other, nil, &plan)
    } else {
      return true
    }
    return false
  }

  private func canRestore(_ now: RowState, _ before: RowState, _ plan: inout UndoPlan) -> Bool {
    if model.isLiving(now) || !model.isLiving(before) {
      leave(.lives, others.last.map(stamp), nil, &plan)
    } else if let other = others.last {
      leave(other, nil, &plan)
    } else if model.conflicts(of: before).contains(where: { conflict in
      if case .unit = conflict.subject { true } else { false }
    }) {
      leave(.contested, nil, nil, &plan)
    } else {
      return true
    }
    return false
  }

  private func wholeRow(_ state: RowState) throws -> [Written] {
    let shown = try self.shown(state)
    return model.columns.indices.map { column in
      let unit = model.unit(holding: column)
      let cell: OperationGroup.Cell =
        switch state.units[unit] {
        case .register: .value(shown[column])
        case .elements(let set): .elements(adding: set.elements, removing: [])
        case .tally(let tally): .difference(tally.total)
        }
      return (column, cell, isSuggestion(unit, shown))
    }
  }

  // MARK: Columns

  private func update(
    _ now: RowState, _ before: RowState, _ plan: inout UndoPlan
  ) throws -> [Written]? {
    guard model.isLiving(now) else {
      leave(.deleted, now.deletes.last?.stamp, nil, &plan)
      return nil
    }
    let old = try shown(before)
    let present = try shown(now)
    var written: [Written] = []
    for edit in event.change?.edits ?? [] {
      let columns = model.units[edit.unit].columns
      switch (now.units[edit.unit], edit.content) {
      case (.register(let register), .write):
        let isSuggestion = isSuggestion(edit.unit, present)
        let wanted = model.shownValues(of: before)
        let values = columns.map { wanted[$0] }
        guard canWrite(values, over: register, edit.unit, isSuggestion, &plan) else { continue }
        written += columns.map { ($0, .value(old[$0]), isSuggestion) }
      case (.elements(let set), .elements(let adding, let removing)):
        guard case .elements(let former) = before.units[edit.unit] else { continue }
        let cell = elements(set, former, adding, removing, column: columns[0], &plan)
        written += cell.map { [(columns[0], $0, false)] } ?? []
      case (.tally(let tally), .difference(let difference)):
        if let inverse = inverse(of: difference, edit.unit) {
          leave(inverse, columns[0], &plan)
        } else if tally.amounts.contains(where: { $0.dot == event.dot }) {
          written.append((columns[0], .difference(0 &- difference), false))
        } else {
          leave(lastWriter(of: edit.unit), columns[0], &plan)
        }
      default: continue
      }
    }
    return written.sorted { $0.column < $1.column }
  }

  /// Whether writing these values displaces nothing but the write that is undone.
  private func canWrite(
    _ values: [Value], over register: Register, _ unit: Int, _ isSuggestion: Bool,
    _ plan: inout UndoPlan
  ) -> Bool {
    let column = model.units[unit].columns[0]
    guard let mine = register.siblings.first(where: { $0.stamp.dot == event.dot }) else {
      leave(lastWriter(of: unit), column, &plan)
      return false
    }
    let displaced = register.siblings.filter { other in
      other.stamp.dot != event.dot && (!isSuggestion || other.standing == .suggestion)
        && other.values != values
    }
    if let other = displaced.last {
      leave(.writtenAtOnce, other.stamp, column, &plan)
      return false
    }
    // A suggestion does not displace what the one who decides has written.
    let canDisplace = !isSuggestion || mine.standing == .suggestion
    if !canDisplace { leave(.contested, mine.stamp, column, &plan) }
    return canDisplace && mine.values != values
  }

  /// Takes out what was added, and puts in what was taken out, as far as nobody else has a part in it.
  private func elements(
    _ set: ElementSet, _ before: ElementSet, _ adding: [Element], _ removing: [Element],
    column: Int, _ plan: inout UndoPlan
  ) -> OperationGroup.Cell? {
    var outgoing: [Element] = []
    for element in adding where !before.elements.contains(element) {
      let dots = set.additions.filter { $0.element == element }.map(\.dot)
      if dots == [event.dot] {
        outgoing.append(element)
      } else if let other = dots.last(where: { $0 != event.dot }) {
        let reason: UndoPlan.LeftAlone.Reason =
          others.contains { $0.dot == other && $0.seen.covers(event.dot) }
          ? .changedSince : .writtenAtOnce
        leave(reason, life.events.first { $0.dot == other }.map(stamp), column, &plan)
      }
    }
    let incoming = removing.filter {
      before.elements.contains($0) && !set.elements.contains($0)
    }
    if outgoing.isEmpty && incoming.isEmpty { return nil }
    return .elements(adding: incoming, removing: outgoing)
  }

  // MARK: Who else

  /// What others, or the same author, did to the row that the event's author had not seen.
  private var others: [RowEvent] {
    life.events.filter { $0.dot != event.dot && !event.seen.covers($0.dot) }
  }

  private func lastWriter(of unit: Int) -> RowEvent? {
    others.last { other in
      other.kind == .insert || other.change?.edits.contains { $0.unit == unit } ?? false
    }
  }

  /// A later change that took the same amount back already: an undo must not do it twice.
  private func inverse(of difference: Int64, _ unit: Int) -> RowEvent? {
    others.last { other in
      other.seen.covers(event.dot)
        && other.change?.edits.contains {
          $0.unit == unit && $0.content == .difference(0 &- difference)
        } ?? false
    }
  }

  private func stamp(_ event: RowEvent) -> Stamp { Stamp(event.dot, time: event.time) }

  private func leave(_ other: RowEvent?, _ column: Int?, _ plan: inout UndoPlan) {
    let isLater = other.map { $0.seen.covers(event.dot) } ?? true
    leave(isLater ? .changedSince : .writtenAtOnce, other.map(stamp), column, &plan)
  }

  private func leave(
    _ reason: UndoPlan.LeftAlone.Reason, _ by: Stamp?, _ column: Int?, _ plan: inout UndoPlan
  ) {
    let entry = UndoPlan.LeftAlone(
      table: table.name, key: event.key, column: column.map { model.columns[$0].name },
      reason: reason, by: by)
    if !plan.leftAlone.contains(entry) { plan.leftAlone.append(entry) }
  }

  // MARK: What is allowed

  private func checkWriter(_ state: RowState, _ plan: inout UndoPlan) throws {
    let declaration = model.declaration
    let isNarrow = declaration.audience == .coordinator || declaration.audience == .member
    var writer: MemberID?
    if declaration.write == .coordinator {
      writer = collaboration.coordinator
    } else if declaration.write == .owner || isNarrow {
      let owner = table.owner(event.key, try shown(state), collaboration)
      let coordinates =
        declaration.audience == .coordinator && declaration.write != .owner
        && me == collaboration.coordinator
      writer = coordinates ? me : owner ?? collaboration.coordinator
    }
    guard let writer, writer != me else { return }
    let name = collaboration.members.first { $0.id == writer }?.name ?? writer.name
    forbid(.writer, name, &plan)
  }

  private func checkFixed(_ written: [Written], _ now: RowState, _ plan: inout UndoPlan) {
    let stored = model.shownValues(of: now)
    for (column, cell, _) in written where model.columns[column].isFixed && !stored[column].isNull {
      if case .value(stored[column]) = cell { continue }
      forbid(.fixed, model.columns[column].name, &plan)
    }
  }

  private func forbid(
    _ kind: UndoPlan.Forbidden.Kind, _ subject: String, _ plan: inout UndoPlan
  ) {
    plan.forbidden.append(
      UndoPlan.Forbidden(
        kind: kind, row: "\(table.name) \(event.key.readable)", subject: subject))
  }

  private func isSuggestion(_ unit: Int, _ cells: [Value]) -> Bool {
    let rule = model.units[unit].rule
    guard rule.hasSuggestions else { return false }
    if rule == .coordinator { return me != collaboration.coordinator }
    return table.owner(event.key, cells, collaboration) != me
  }

  // MARK: Words of change sets

  /// A numbered row that is made anew is called by its derived number, for its own makes another row.
  private func wireKey(_ kind: RowChange.Kind) throws -> RowKey {
    if kind == .insert, table.isNumbered, case .row(let row)? = event.row.key.values.first {
      return RowKey([.integer(Numbering.derived(row, in: table))])
    }
    return try rows.numbering.shown(event.row.key, in: table)
  }

  private func shown(_ state: RowState) throws -> [Value] {
    try rows.numbering.shown(
      RowContent(key: event.row.key.values, cells: model.shownValues(of: state)), in: table
    ).cells
  }

  private func step(
    _ kind: RowChange.Kind, _ written: [Written], _ now: RowState
  ) throws -> UndoPlan.Step {
    let present = try shown(now)
    let changes = written.map { column, cell, isSuggestion -> CellChange in
      var (adding, removing): ([Element], [Element]) = ([], [])
      var (after, difference): (Value?, Int64?) = (nil, nil)
      switch cell {
      case .value(let value): after = value
      case .elements(let new, let old):
        (adding, removing) = (new, old)
        guard case .elements(let set) = now.units[model.unit(holding: column)] else { break }
        let kept = kind == .insert ? [] : set.elements
        let elements = Set(kept).subtracting(old).union(new).sorted()
        after = model.text(of: elements, column: column)
      case .difference(let number):
        difference = number
        guard case .tally(let tally) = now.units[model.unit(holding: column)] else { break }
        after = .integer(kind == .insert ? number : tally.total &+ number)
      }
      return CellChange(
        column: model.columns[column].name, before: kind == .insert ? nil : present[column],
        after: after, adding: adding, removing: removing, difference: difference,
        isSuggestion: isSuggestion, choices: 0)
    }
    return UndoPlan.Step(
      table: table.name, key: event.key, kind: kind,
      changes: changes.filter { kind == .insert || $0.before != $0.after || $0.isSuggestion })
  }
}
