import MergeAlgebra

extension NetEffect {
  var allColumns: Set<Int> { Set(table.model.columns.indices) }

  /// Whether a unit was set once and may not be written again, whatever got past the trigger.
  func isFixed(_ unit: Int, _ work: RowWork) -> Bool {
    let unit = table.model.units[unit]
    let stored = table.model.shownValues(of: work.state)
    return unit.columns.allSatisfy { table.model.columns[$0].isFixed && !stored[$0].isNull }
  }

  /// Whether the row has another value where it was set once: then it is not the same row.
  func setsAnew(_ live: TrackedTable.LiveRow, _ work: RowWork) -> Bool {
    let stored = table.model.shownValues(of: work.state)
    return table.model.columns.indices.contains { column in
      // A number is compared where its row is known.
      if case .row = stored[column] { return false }
      return table.model.columns[column].isFixed && !stored[column].isNull
        && stored[column] != live.cells[column]
    }
  }

  /// Whether a cell holds the number of a row that is not there and that nobody has met, as one that was
  /// made and deleted since the last seal: others would take it for a row of theirs.
  func namesNobody(_ column: Int, in cells: [Value]) throws -> Bool {
    guard let name = table.cellNumbers[column], let owner = rows.numbering.table(name),
      case .integer(let number) = cells[column]
    else { return false }
    return try owner.liveRow(RowKey([.integer(number)]), rows.session) == nil
      && rows.numbering.liveRow(number, in: owner) == nil
  }

  func units(of columns: Set<Int>) -> [Int] {
    Set(columns.map(table.model.unit(holding:))).sorted()
  }

  /// Whether this replica's member decides over a unit of the row.
  func decides(_ rule: Rule, _ key: RowKey, _ cells: [Value]) -> Bool {
    if rule == .coordinator { return me == collaboration.coordinator }
    return table.owner(key, cells, collaboration) == me
  }

  /// The cells by which it is told whose row it is: what is stored and written, not what is shown.
  ///
  /// So every replica tells the same by what the author had seen.
  func ownerCells(
    _ stored: [Value], _ units: some Sequence<Int>, _ writing: Writing
  ) -> [Value] {
    var cells = stored
    for unit in units {
      for column in model.units[unit].columns where writing.changed.contains(column) {
        if writing.live.indices.contains(column) { cells[column] = writing.live[column] }
      }
    }
    return cells
  }

  /// Who may hold a row with these cells.
  func circle(of key: RowKey, _ cells: [Value]) throws -> Circle {
    guard !cells.isEmpty || table.model.columns.isEmpty else { return .everyone }
    guard let circle = table.circle(key, cells, collaboration) else {
      let column = table.model.declaration.owner ?? ""
      throw unsealable(key, "\(column) names no member of the collaboration")
    }
    return circle
  }

  /// Refuses to seal what the schema itself forbids.
  func check(_ live: TrackedTable.LiveRow, _ key: RowKey) throws {
    try table.check(live, key)
  }

  /// Refuses a key that refers to a generated number which no row has.
  func checkParents(of key: RowKey, _ live: RowKey) throws {
    try table.checkParents(of: key, live, rows)
  }

  func unsealable(_ key: RowKey, _ reason: String) -> StoreError {
    StoreError(.unsealable, "\(table.name) \(key.readable): \(reason)")
  }
}

extension TrackedTable {
  /// Refuses to seal what the schema itself forbids.
  func check(_ live: LiveRow, _ key: RowKey) throws {
    func unsealable(_ reason: String) -> StoreError {
      StoreError(.unsealable, "\(name) \(key.readable): \(reason)")
    }
    if live.breaksCheck {
      throw unsealable("it breaks a CHECK of the schema: mend it and try again")
    }
    for (column, value) in zip(model.columns, live.cells) where column.isNotNull && value.isNull {
      throw unsealable("\(column.name) is NULL and must not be: fill it and try again")
    }
  }

  /// Refuses a key that refers to a generated number which no row has.
  ///
  /// It could never be told which row is meant. `live` is the key as its author knows it.
  func checkParents(of key: RowKey, _ live: RowKey, _ rows: RowStore) throws {
    for (value, name) in zip(key.values, keyNumbers) {
      guard case .integer(let number) = value, let name, let owner = rows.numbering.table(name),
        try owner.liveKeys(where: owner.model.key[0], .integer(number), rows.session).isEmpty
      else { continue }
      throw StoreError(
        .unsealable,
        "\(self.name) \(live.readable): its key refers to \(name) \(number), which is not there: "
          + "put that in first")
    }
  }
}
