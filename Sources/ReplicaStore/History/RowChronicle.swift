import MergeAlgebra

/// All that is known to have happened to one row, so that it can be told what anybody had before them.
///
/// The events stand in an order in which each comes after all that its author had seen.
struct RowChronicle {
  let table: TrackedTable
  let events: [RowEvent]

  init(_ table: TrackedTable, _ events: [RowEvent]) {
    self.table = table
    self.events = events
  }

  /// The row's state after the events that `isIncluded` tells; with each must be all that it had seen.
  func state(_ isIncluded: (RowEvent) -> Bool) -> RowState {
    var state = table.model.emptyRow
    for event in events where isIncluded(event) {
      guard let change = event.change else { continue }
      state.apply(change, seeing: event.seen)
    }
    return state
  }

  /// What the author of an event had before it.
  func state(before event: RowEvent) -> RowState {
    state { $0.dot != event.dot && event.seen.covers($0.dot) }
  }

  /// What the author of an event had after it.
  func state(after event: RowEvent) -> RowState {
    state { $0.dot == event.dot || event.seen.covers($0.dot) }
  }
}

/// A column of a row before and after a change, as its author had it.
public struct CellChange: Equatable, Sendable {
  /// The column.
  public let column: String
  /// What the author was shown; `nil` when there was no row, or the log does not tell.
  public let before: Value?
  /// What the author wrote; `nil` when the row was deleted.
  public let after: Value?
  /// Elements that were added to a set.
  public let adding: [Element]
  /// Elements that were removed from a set.
  public let removing: [Element]
  /// What was added to a sum.
  public let difference: Int64?
  /// Whether it was a suggestion to the one who decides.
  public let isSuggestion: Bool
  /// How many different values the author had before them and decided between; 0 or 1 when there was
  /// nothing to decide.
  public let choices: Int
}

extension ReplicaTransaction {
  /// What an event changed, column by column; `among` are the events of its row.
  ///
  /// Of an update those columns are left out that merge together with a changed one and were not
  /// changed themselves, unless that leaves none.
  public func changes(by event: RowEvent, among events: [RowEvent]) throws -> [CellChange] {
    guard event.change != nil, let table = rows.tables[event.row.table] else {
      return event.columns.map { CellChange($0, before: nil, after: $0.plainValue, choices: 0) }
    }
    let life = RowChronicle(table, events)
    let before = life.state(before: event)
    let after = life.state(after: event)
    let wasLiving = table.model.isLiving(before)
    let old = try shown(before, of: event, in: table)
    let new = try shown(after, of: event, in: table)
    if event.kind == .delete {
      return zip(table.model.columns, old).map { column, value in
        CellChange(gone: column.name, before: wasLiving ? value : nil)
      }
    }
    let changes = event.columns.map { column -> CellChange in
      guard let place = table.model.columns.firstIndex(where: { $0.name == column.name }) else {
        return CellChange(column, before: nil, after: column.plainValue, choices: 0)
      }
      return CellChange(
        column, before: wasLiving ? old[place] : nil, after: column.plainValue ?? new[place],
        choices: choices(before, at: place, in: table))
    }
    guard event.kind == .update else { return changes }
    let changed = changes.filter { $0.before != $0.after || $0.choices > 1 }
    return changed.isEmpty ? changes : changed
  }

  private func shown(
    _ state: RowState, of event: RowEvent, in table: TrackedTable
  ) throws -> [Value] {
    let content = RowContent(key: event.row.key.values, cells: table.model.shownValues(of: state))
    return try rows.numbering.shown(content, in: table).cells
  }

  private func choices(_ state: RowState, at column: Int, in table: TrackedTable) -> Int {
    guard case .register(let register) = state.units[table.model.unit(holding: column)] else {
      return 0
    }
    return Set(register.siblings.map(\.values)).count
  }
}

extension CellChange {
  fileprivate init(_ column: RowEvent.Column, before: Value?, after: Value?, choices: Int) {
    self.column = column.name
    self.before = before
    self.after = after
    isSuggestion = column.isSuggestion
    self.choices = choices
    switch column.cell {
    case .value:
      (adding, removing, difference) = ([], [], nil)
    case .elements(let adding, let removing):
      (self.adding, self.removing, difference) = (adding, removing, nil)
    case .difference(let number):
      (adding, removing, difference) = ([], [], number)
    }
  }

  fileprivate init(gone column: String, before: Value?) {
    self.column = column
    self.before = before
    after = nil
    (adding, removing, difference) = ([], [], nil)
    isSuggestion = false
    choices = 0
  }
}

extension RowEvent.Column {
  /// The value that was written, where that is what a cell holds.
  var plainValue: Value? { if case .value(let value) = cell { value } else { nil } }
}
