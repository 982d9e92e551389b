import MergeAlgebra
import StrictJSON

/// The local edits of one circle, ready to become a change set.
public struct Draft: Equatable, Sendable {
  /// Who may hold them.
  public let circle: Circle
  /// The rows, by table, operation and columns.
  public let groups: [OperationGroup]
}

/// Makes operations of what the journal recorded (protocol §2, §5).
struct LocalChanges {
  let rows: RowStore
  let tables: [TrackedTable]
  let me: MemberID
  let collaboration: Collaboration

  private struct GroupKey: Hashable {
    let circle: Circle
    let table: Int
    let kind: RowChange.Kind
    let columns: [String]
    let suggested: [String]
  }

  /// The net effect of the journals per circle, widest first; empties the journals.
  ///
  /// The touched rows are left loaded with their state as it was at the last seal, so that the
  /// change sets can be applied to them.
  func drain() throws -> [Draft] {
    let journal = Journal(session: rows.session)
    var groups: [GroupKey: [OperationGroup.Row]] = [:]
    for (index, table) in tables.enumerated() {
      for (key, trace) in try journal.traces(of: table) {
        guard let change = try change(of: key, trace, in: table) else { continue }
        let groupKey = GroupKey(
          circle: change.circle, table: index, kind: change.kind,
          columns: change.columns.map(\.name), suggested: change.suggested)
        let row = OperationGroup.Row(
          key: key, time: trace.time, cells: change.columns.map(\.cell))
        groups[groupKey, default: []].append(row)
      }
      try journal.empty(table)
    }
    let circles = Set(groups.keys.map(\.circle)).sorted {
      ($0.depth, $0.description) < ($1.depth, $1.description)
    }
    return circles.map { circle in
      let keys = groups.keys.filter { $0.circle == circle }.sorted { isBefore($0, $1) }
      return Draft(
        circle: circle,
        groups: keys.map { key in
          OperationGroup(
            table: tables[key.table].name, kind: key.kind, columns: key.columns,
            suggested: key.suggested, rows: groups[key] ?? [])
        })
    }
  }

  private func isBefore(_ a: GroupKey, _ b: GroupKey) -> Bool {
    let first = (a.table, Int(a.kind.rawValue)), second = (b.table, Int(b.kind.rawValue))
    if first != second { return first < second }
    return a.columns == b.columns
      ? a.suggested.lexicographicallyPrecedes(b.suggested)
      : a.columns.lexicographicallyPrecedes(b.columns)
  }

  private struct NetChange {
    let kind: RowChange.Kind
    let circle: Circle
    let columns: [(name: String, cell: OperationGroup.Cell)]
    let suggested: [String]
  }

  private func change(
    of key: RowKey, _ trace: JournalTrace, in table: TrackedTable
  ) throws -> NetChange? {
    if key.values.contains(where: \.isNull) {
      guard try table.hasRow(withNullIn: key, rows.session) else { return nil }
      throw unsealable(table, key, "its key is NULL: give it a key")
    }
    let live = try table.liveRow(key, rows.session)
    let originals = trace.originals(live: live?.cells)
    let circle = try circle(of: key, originals ?? [], in: table)
    let work = try rows.work(key, in: table, circle: circle, originals: originals)
    let wasShown =
      work.state.isKnown && table.model.isLiving(work.state) && work.held == nil
    switch (wasShown, live) {
    case (false, nil): return nil
    case (false, let live?):
      if work.held != nil && table.model.isLiving(work.state) {
        throw unsealable(
          table, key, "a row with this key exists already and is held back: give it another key")
      }
      try check(live, table, key)
      return try net(
        .insert, table, key, units: Array(table.model.units.indices), live.cells, work)
    case (true, nil):
      let units = units(of: trace.changed, table).filter { !isFixed($0, table, work) }
      return try net(.delete, table, key, units: units, trace.firstOld ?? originals ?? [], work)
    case (true, let live?):
      let changed = trace.changedColumns(live: live.cells)
      let units = units(of: changed, table).filter { !isFixed($0, table, work) }
      rows.touch(RowRef(table: table.id, key: key)) { _ in }
      guard !units.isEmpty else { return nil }
      try check(live, table, key)
      let change = try net(.update, table, key, units: units, live.cells, work)
      return change.columns.isEmpty ? nil : change
    }
  }

  /// Whether a unit was set once and may not be written again, whatever got past the trigger.
  private func isFixed(_ unit: Int, _ table: TrackedTable, _ work: RowWork) -> Bool {
    let unit = table.model.units[unit]
    let stored = table.model.shownValues(of: work.state)
    return unit.columns.allSatisfy { table.model.columns[$0].isFixed && !stored[$0].isNull }
  }

  private func units(of columns: Set<Int>, _ table: TrackedTable) -> [Int] {
    Set(columns.map(table.model.unit(holding:))).sorted()
  }

  private func circle(
    of key: RowKey, _ cells: [Value], in table: TrackedTable
  ) throws -> Circle {
    guard !cells.isEmpty || table.model.columns.isEmpty else { return .everyone }
    guard let circle = table.circle(key, cells, collaboration) else {
      let column = table.model.declaration.owner ?? ""
      throw unsealable(table, key, "\(column) names no member of the collaboration")
    }
    return circle
  }

  private func check(_ live: TrackedTable.LiveRow, _ table: TrackedTable, _ key: RowKey) throws {
    if live.breaksCheck {
      throw unsealable(table, key, "it breaks a CHECK of the schema: mend it and try again")
    }
    for (column, value) in zip(table.model.columns, live.cells)
    where column.isNotNull && value.isNull {
      throw unsealable(table, key, "\(column.name) is NULL and must not be: fill it and try again")
    }
  }

  private func net(
    _ kind: RowChange.Kind, _ table: TrackedTable, _ key: RowKey, units: [Int],
    _ cells: [Value], _ work: RowWork
  ) throws -> NetChange {
    var columns: [(place: Int, name: String, cell: OperationGroup.Cell)] = []
    var suggested: [(place: Int, name: String)] = []
    for unit in units {
      let model = table.model.units[unit]
      let isSuggestion = model.rule.hasSuggestions && !decides(model.rule, table, key, cells)
      for column in model.columns {
        let name = table.model.columns[column].id
        guard let cell = try cell(cells[column], unit, kind, table, key, work) else { continue }
        columns.append((column, name, cell))
        if isSuggestion { suggested.append((column, name)) }
      }
    }
    return NetChange(
      kind: kind, circle: work.circle,
      columns: columns.sorted { $0.place < $1.place }.map { ($0.name, $0.cell) },
      suggested: suggested.sorted { $0.place < $1.place }.map(\.name))
  }

  /// Whether this replica's member decides over a unit of the row.
  private func decides(
    _ rule: Rule, _ table: TrackedTable, _ key: RowKey, _ cells: [Value]
  ) -> Bool {
    if rule == .coordinator { return me == collaboration.coordinator }
    return table.owner(key, cells, collaboration) == me
  }

  private func cell(
    _ value: Value, _ unit: Int, _ kind: RowChange.Kind, _ table: TrackedTable, _ key: RowKey,
    _ work: RowWork
  ) throws -> OperationGroup.Cell? {
    let name = table.model.columns[table.model.units[unit].columns[0]].name
    switch work.state.units[unit] {
    case .register: return .value(value)
    case .elements(let set):
      guard let now = SetText.elements(of: value) else {
        if kind == .delete { return nil }
        throw unsealable(table, key, "\(name) must be a JSON array, for example [\"a\",\"b\"]")
      }
      if kind == .insert { return .elements(adding: now, removing: []) }
      let before = set.elements
      let adding = now.filter { !before.contains($0) }
      let removing = before.filter { !now.contains($0) }
      return adding.isEmpty && removing.isEmpty
        ? nil : .elements(adding: adding, removing: removing)
    case .tally(let tally):
      guard case .integer(let number) = value else {
        if kind == .delete { return nil }
        throw unsealable(table, key, "\(name) must be a whole number")
      }
      if kind == .insert { return .difference(number) }
      let difference = number &- tally.total
      return difference == 0 ? nil : .difference(difference)
    }
  }

  private func unsealable(_ table: TrackedTable, _ key: RowKey, _ reason: String) -> StoreError {
    StoreError(.unsealable, "\(table.name) \(key.readable): \(reason)")
  }
}

/// Reads the text of a `union` column.
enum SetText {
  /// The elements in canonical order; `nil` when the value is neither NULL nor a JSON array.
  static func elements(of value: Value) -> [Element]? {
    if value.isNull { return [] }
    guard case .text(let bytes) = value else { return nil }
    do {
      guard case .array(let values) = try JSONValue.parse(bytes) else { return nil }
      return Set(values.map { Element(canonical: $0.canonicalBytes) }).sorted()
    } catch {
      return nil
    }
  }
}

extension RowKey {
  /// The key as people read it: `T06`, `AP1, 4642`.
  public var readable: String {
    values.map { value in
      switch value {
      case .null: "NULL"
      case .integer(let number): String(number)
      case .real(let number): String(number)
      case .text(let bytes): String(decoding: bytes, as: UTF8.self)
      case .blob(let bytes): "x'" + bytes.map { hexadecimal($0) }.joined() + "'"
      }
    }.joined(separator: ", ")
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
