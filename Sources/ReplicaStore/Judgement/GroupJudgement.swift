import MergeAlgebra

/// What the rows of one table in a change set show by themselves to be wrong.
struct GroupJudgement {
  let judge: Judge
  let table: TrackedTable
  let group: OperationGroup
  let circle: Circle
  /// Whether it was made by the coordinator under the first charter, who brings in everybody's rows.
  let isFounding: Bool
  private var collaboration: Collaboration { judge.terms.collaboration }
  private var declaration: TableDeclaration { table.model.declaration }

  func check() throws(Flaw) {
    guard isForTheCircle else { throw Flaw(.wrongCircle, in: group) }
    if declaration.write == .coordinator && !judge.isCoordinator {
      throw Flaw(.notItsTable, in: group)
    }
    let columns = try columns()
    try checkSuggestions(columns)
    try checkWholeness(columns)
    for row in group.rows {
      guard Judge.times.contains(row.time) else { throw Flaw(.badTime, in: group, row.key) }
      try checkShape(row, columns)
      try checkOwner(of: row)
    }
  }

  private var isForTheCircle: Bool {
    switch (circle, declaration.audience) {
    case (.everyone, .everyone), (.between, .coordinator), (.within, .member): true
    default: false
    }
  }

  /// The columns of the table that are written, as indices, in the group's order.
  private func columns() throws(Flaw) -> [Int] {
    var found: [Int] = []
    for id in group.columns {
      guard let column = table.model.columns.firstIndex(where: { $0.id == id }) else {
        throw Flaw(.unknownColumn, in: group, column: id)
      }
      guard !found.contains(column) else { throw Flaw(.unfit, in: group, column: id) }
      found.append(column)
    }
    return found
  }

  private func rule(of column: Int) -> Rule {
    table.model.units[table.model.unit(holding: column)].rule
  }

  private func checkSuggestions(_ columns: [Int]) throws(Flaw) {
    for id in group.suggested {
      let column = columns.first { table.model.columns[$0].id == id }
      guard let column, rule(of: column).hasSuggestions else {
        throw Flaw(.unfit, in: group, column: id)
      }
    }
    for column in columns where rule(of: column) == .coordinator && !judge.isCoordinator {
      let id = table.model.columns[column].id
      guard group.suggested.contains(id) else { throw Flaw(.notDeciding, in: group, column: id) }
    }
  }

  /// A row that is made has something in every column that must not be empty.
  private func checkWholeness(_ columns: [Int]) throws(Flaw) {
    guard group.kind == .insert else { return }
    for (place, column) in table.model.columns.enumerated()
    where column.isNotNull && column.defaultValue.isNull && !columns.contains(place) {
      if rule(of: place) == .union || rule(of: place) == .sum { continue }
      throw Flaw(.unfit, in: group, column: column.id)
    }
  }

  // MARK: Keys and cells

  private func checkShape(_ row: OperationGroup.Row, _ columns: [Int]) throws(Flaw) {
    guard row.key.values.count == table.model.key.count, row.cells.count == columns.count else {
      throw Flaw(.unfit, in: group, row.key)
    }
    guard table.keeps(row.key), holdsAsRowID(row.key) else {
      throw Flaw(.badValue, in: group, row.key)
    }
    for (column, cell) in zip(columns, row.cells) where !holds(column, cell) {
      throw Flaw(.badValue, in: group, row.key, column: table.model.columns[column].id)
    }
  }

  /// A key that is the rowid is a whole number.
  private func holdsAsRowID(_ key: RowKey) -> Bool {
    guard table.shape.hasRowIDKey else { return true }
    if case .integer = key.values[0] { return true }
    return false
  }

  /// Whether a column can hold what is written to it, as it is.
  private func holds(_ column: Int, _ cell: OperationGroup.Cell) -> Bool {
    switch (rule(of: column), cell) {
    case (.union, .elements(_, let removing)): group.kind != .insert || removing.isEmpty
    case (.sum, .difference): true
    case (.union, _), (.sum, _): false
    case (_, .value(let value)):
      table.affinities[column].keeps(value)
        && !(value.isNull && table.model.columns[column].isNotNull)
    default: false
    }
  }

  // MARK: Owners

  /// What a row says of its owner by itself; `nil` when only its past does.
  private func ownerValue(_ row: OperationGroup.Row) -> Value? {
    guard let name = declaration.owner else { return nil }
    if let place = table.model.key.firstIndex(of: name) { return row.key.values[place] }
    guard let column = table.model.columns.first(where: { $0.name == name }) else { return nil }
    if let place = group.columns.firstIndex(of: column.id),
      case .value(let value) = row.cells[place]
    {
      return value
    }
    return group.kind == .insert ? column.defaultValue : nil
  }

  private func checkOwner(of row: OperationGroup.Row) throws(Flaw) {
    let isTold = ownerValue(row) != nil
    var owner = ownerValue(row).flatMap { collaboration.owner(named: $0) }
    if let member = circle.member {
      guard !isTold || owner == member else { throw Flaw(.wrongCircle, in: group, row.key) }
      owner = member
    } else if !isTold {
      return
    }
    let isOwn = owner == judge.author
    if declaration.write == .owner && !isOwn && isDecidedHere
      && !(isFounding && group.kind == .insert)
    {
      throw Flaw(.notItsRow, in: group, row.key)
    }
    if !isOwn, let column = decidingColumn(in: table, of: group) {
      throw Flaw(.notDeciding, in: group, row.key, column: column)
    }
  }

  /// Whether whose row it is cannot be another thing before the change set than it says.
  private var isDecidedHere: Bool {
    circle != .everyone || group.kind == .insert
      || table.model.key.contains(declaration.owner ?? "")
  }
}

/// The first column that the group writes as the row's owner does.
func decidingColumn(in table: TrackedTable, of group: OperationGroup) -> String? {
  group.columns.first { id in
    guard let column = table.model.columns.firstIndex(where: { $0.id == id }) else { return false }
    return table.model.units[table.model.unit(holding: column)].rule == .owner
      && !group.suggested.contains(id)
  }
}

extension Circle {
  /// The member whose rows a narrow circle holds.
  var member: MemberID? {
    switch self {
    case .everyone: nil
    case .between(let member), .within(let member): member
    }
  }
}
