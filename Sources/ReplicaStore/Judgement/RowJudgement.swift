import MergeAlgebra

/// What a row of a change set shows to be wrong when it is held against what its author was shown.
struct RowJudgement {
  let judge: Judge
  let group: OperationGroup
  let past: RowPast

  /// Checks a row that is written with these values, by column id, in the replicated state's words.
  func check(_ row: OperationGroup.Row, writing values: [String: Value]) throws {
    guard let table = judge.terms.tables[group.table] else { return }
    if group.kind != .insert {
      for column in table.model.columns where column.isFixed {
        guard let new = values[column.id], let old = try past.shown(column.id, table.model) else {
          continue
        }
        if !old.isNull && old != new {
          throw Flaw(.fixedColumn, in: group, row.key, column: column.id)
        }
      }
    }
    try checkOwner(of: row, values, table)
  }

  /// Whose the row was, where neither the key nor the circle says so.
  private func checkOwner(
    of row: OperationGroup.Row, _ values: [String: Value], _ table: TrackedTable
  ) throws {
    let declaration = table.model.declaration
    guard declaration.audience == .everyone,
      let owner = table.model.columns.first(where: { $0.name == declaration.owner })?.id
    else { return }
    if declaration.write == .owner, try past.isKnown(),
      try !isAuthor(past.shown(owner, table.model))
    {
      throw Flaw(.notItsRow, in: group, row.key)
    }
    if group.kind != .insert, let column = decidingColumn(in: table, of: group),
      try !isAuthor(values[owner] ?? past.shown(owner, table.model))
    {
      throw Flaw(.notDeciding, in: group, row.key, column: column)
    }
  }

  private func isAuthor(_ owner: Value?) -> Bool {
    guard let owner else { return false }
    return judge.terms.collaboration.owner(named: owner.asNumber) == judge.author
  }
}

extension Value {
  /// A row by the number that it was made with, any other value as it is.
  fileprivate var asNumber: Value {
    if case .row(let row) = self { .integer(row.number) } else { self }
  }
}
