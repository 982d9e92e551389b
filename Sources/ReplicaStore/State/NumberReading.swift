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
    let known = try numbering.rows(number, in: table)
    if let row = known.first(where: { seen.covers($0.birth.dot) }) { return row }
    let derived = try numbering.derivedRow(number, in: table)
    if let derived, seen.covers(derived.birth.dot) { return derived }
    return known.first { $0.birth.dot == dot }
  }

  /// The key of a row in the replicated state.
  func key(_ key: RowKey, in table: TrackedTable) throws -> RowKey {
    guard table.keyNumbers.contains(where: { $0 != nil }) else { return key }
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
  func begin(_ group: OperationGroup, in table: TrackedTable) throws -> [RowIdentity] {
    guard group.kind == .insert, table.isNumbered else { return [] }
    return try group.rows.compactMap { made in
      guard case .integer(let number)? = made.key.values.first,
        try row(number, in: table) == nil
      else { return nil }
      let new = RowIdentity(number: number, birth: Stamp(dot, time: made.time))
      try numbering.add(new, in: table)
      return new
    }
  }
}
