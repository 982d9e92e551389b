import MergeAlgebra

/// What the numbers in one change set mean: the rows that its author was shown under them.
///
/// It depends on nothing but the change set and what its author had seen, so that every replica reads
/// the same.
struct NumberReading {
  let numbering: Numbering
  let seen: VersionVector
  let dot: Dot

  /// The row that the author means by a number; `nil` when there is none.
  func row(_ number: Int64, in table: TrackedTable) throws -> RowIdentity? {
    if let row = try numbering.group(number, in: table).holder(knowing: isKnown) { return row }
    return try numbering.derivedRow(number, in: table).flatMap { isKnown($0) ? $0 : nil }
  }

  /// Whether the author knows a row: had seen it, or made it in this change set.
  private func isKnown(_ row: RowIdentity) -> Bool {
    seen.covers(row.birth.dot) || row.birth.dot == dot
  }

  /// The key of a row in the replicated state.
  func key(_ key: RowKey, of kind: RowChange.Kind, in table: TrackedTable) throws -> RowKey {
    guard table.keyNumbers.contains(where: { $0 != nil }) else { return key }
    if table.isNumbered, kind == .insert, case .integer(let number)? = key.values.first,
      let old = try numbering.rowDeriving(number, in: table), seen.covers(old.birth.dot)
    {
      return RowKey([.row(old)])
    }
    return RowKey(try zip(key.values, table.keyNumbers).map { try value($0, of: $1) })
  }

  /// A value of the column that holds the numbers of the table with this name.
  func value(_ value: Value, of name: String?) throws -> Value {
    guard case .integer(let number) = value, let name, let table = numbering.table(name),
      let row = try row(number, in: table)
    else { return value }
    return .row(row)
  }

  /// Names the rows that the change set makes; returns them.
  ///
  /// A number makes a new row, also when a dead row had it. Only by its derived number is a row that
  /// there was made anew.
  func begin(_ group: OperationGroup, in table: TrackedTable) throws -> [RowIdentity] {
    guard group.kind == .insert, table.isNumbered else { return [] }
    return try group.rows.compactMap { made in
      guard case .integer(let number)? = made.key.values.first else { return nil }
      let old = try numbering.rowDeriving(number, in: table)
      if let old, seen.covers(old.birth.dot) { return nil }
      let new = RowIdentity(number: number, birth: Stamp(dot, time: made.time))
      try numbering.add(new, in: table) { seen.covers($0.birth.dot) }
      return new
    }
  }
}
