import MergeAlgebra

/// One row as the replicated state knows it, under whatever key the live tables show it.
public struct RowName: Hashable, Sendable {
  /// The table.
  public let table: String
  let key: RowKey
}

/// What one change set did to one row.
public struct RowEvent: Sendable {
  /// A column that was written.
  public struct Column: Equatable, Sendable {
    /// The name that the column has now.
    public let name: String
    /// What was written; numbers that SQLite gave are those under which the rows are shown now.
    public let cell: OperationGroup.Cell
    /// Whether it was a suggestion to the one who decides.
    public let isSuggestion: Bool
  }

  /// The change set.
  public let dot: Dot
  /// The row.
  public let row: RowName
  /// The row's key, in numbers as they are shown now.
  public let key: RowKey
  /// Insert, update or delete.
  public let kind: RowChange.Kind
  /// When the row was edited: milliseconds since 1970-01-01T00:00Z by the author's clock.
  public let time: Int64
  /// The columns that were written, in schema order.
  public let columns: [Column]
  /// What the author had seen.
  public let seen: VersionVector
  /// What it does to the row's state; `nil` where this replica does not know the table, or the change
  /// set waits for others.
  let change: RowChange?
}

extension ReplicaTransaction {
  /// What the groups of a change set did to each row, in the order of the groups.
  ///
  /// `seen` is what the author had seen; everything of it must have been applied, else `isApplied` is
  /// to be false, and keys and numbers are left as they were written. `table` and `row` leave out
  /// everything else. Errors: `invalid`.
  public func events(
    in groups: [OperationGroup], of dot: Dot, seeing seen: VersionVector, isApplied: Bool = true,
    table: String? = nil, row: RowName? = nil
  ) throws -> [RowEvent] {
    var events: [RowEvent] = []
    let reading = EventReading(rows: rows, tables: rows.tables, seen: seen, dot: dot)
    for group in groups where table == nil || group.table == table {
      if let row, row.table != group.table { continue }
      guard isApplied, let tracked = rows.tables[group.table] else {
        events += reading.unread(group)
        continue
      }
      events += try reading.events(of: group, in: tracked, only: row?.key)
    }
    return events
  }
}

/// Reads the rows of applied change sets again.
struct EventReading {
  let rows: RowStore
  let tables: [String: TrackedTable]
  let seen: VersionVector
  let dot: Dot
  private var numbering: Numbering { rows.numbering }

  /// The events of a group whose table this replica does not know.
  func unread(_ group: OperationGroup) -> [RowEvent] {
    group.rows.map { row in
      RowEvent(
        dot: dot, row: RowName(table: group.table, key: row.key), key: row.key, kind: group.kind,
        time: row.time,
        columns: zip(group.columns, row.cells).map { name, cell in
          RowEvent.Column(
            name: name, cell: cell, isSuggestion: group.suggested.contains(name))
        },
        seen: seen, change: nil)
    }
  }

  /// The events of a group; of one row only when `key` is given.
  func events(
    of group: OperationGroup, in table: TrackedTable, only key: RowKey?
  ) throws -> [RowEvent] {
    let ids = Dictionary(
      uniqueKeysWithValues: table.model.columns.enumerated().map { ($1.id, $0) })
    let known = group.keeping { ids[$0] != nil }
    let application = ChangeApplication(rows: rows, tables: tables)
    let plan = try application.plan(for: known, table, dot)
    let reading = NumberReading(numbering: numbering, seen: seen, dot: dot)
    return try zip(group.rows, known.rows).compactMap { whole, row -> RowEvent? in
      let name = try reading.key(row.key, of: group.kind, in: table)
      if let key, key != name { return nil }
      let edits = try plan.map { unit, places in
        UnitEdit(
          unit: unit, try application.content(of: row, places, unit, known, table, reading))
      }
      return RowEvent(
        dot: dot, row: RowName(table: table.name, key: name),
        key: try numbering.shown(name, in: table), kind: group.kind, time: row.time,
        columns: try columns(of: whole, group, ids, table, reading), seen: seen,
        change: RowChange(group.kind, Stamp(dot, time: row.time), edits))
    }
  }

  private func columns(
    of row: OperationGroup.Row, _ group: OperationGroup, _ ids: [String: Int],
    _ table: TrackedTable, _ reading: NumberReading
  ) throws -> [RowEvent.Column] {
    try zip(group.columns, row.cells).map { id, cell in
      let place = ids[id]
      var shown = cell
      if let place, case .value(let value) = cell {
        let owner = table.cellNumbers[place]
        shown = .value(
          try numbering.shown(try reading.value(value, of: owner), of: owner))
      }
      return RowEvent.Column(
        name: place.map { table.model.columns[$0].name } ?? id, cell: shown,
        isSuggestion: group.suggested.contains(id))
    }
  }
}
