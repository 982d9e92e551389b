import MergeAlgebra

/// Finds a number for a row of a table with generated keys that no row there has or was made with, and
/// that no reference names: those to a row which is not there would come to mean the new one.
struct UnusedNumber {
  let rows: RowStore
  let table: TrackedTable
  private var session: SQLSession { rows.session }

  /// The number after the greatest one; when there is none after it, the greatest that is free.
  func find() throws -> Int64 {
    var greatest = try max(greatestShown(), greatestKnown(), greatestNamed(), 0)
    while greatest < .max {
      if try !isNamedByHeld(greatest + 1) { return greatest + 1 }
      greatest += 1
    }
    // Ends, since no file holds 2^63 rows.
    var number = greatest - 1
    while try isUsed(number) { number -= 1 }
    return number
  }

  private var key: String { quoted(table.model.key[0]) }

  private func greatestShown() throws -> Int64 {
    try session.first("SELECT max(\(key)) FROM \(quoted(table.name))") { $0.integer(0) } ?? 0
  }

  private func greatestKnown() throws -> Int64 {
    let known = try session.first(
      "SELECT key FROM samband_row WHERE tbl = ?1 ORDER BY key DESC LIMIT 1", [.integer(table.id)]
    ) { RowKey(encoded: $0.blob(0))?.values.first }
    guard case .row(let last)?? = known else { return 0 }
    return last.number
  }

  private func greatestNamed() throws -> Int64 {
    try references.reduce(0) { greatest, column in
      // What is not stored as a whole number does not name a row.
      let named = try session.first(
        """
        SELECT max(\(column.name)) FROM \(column.table) WHERE typeof(\(column.name)) = 'integer'
        """
      ) { $0.integer(0) }
      return max(greatest, named ?? 0)
    }
  }

  /// The columns that refer to the table's numbers, as SQL.
  private var references: [(table: String, name: String)] {
    rows.tables.values.flatMap { child in
      child.links.filter { $0.parent == table.name }.flatMap { link in
        zip(child.columns(of: link), link.target.columns)
          .filter { $0.1 == table.model.key[0] }
          .map { (quoted(child.name), quoted($0.0)) }
      }
    }
  }

  /// Whether a row that is held back waits for a row with this number.
  private func isNamedByHeld(_ number: Int64) throws -> Bool {
    try rows.tables.values.flatMap(\.links).contains { link in
      guard link.parent == table.name, link.parentPlaces == [.key(0)] else { return false }
      let target = link.target.bytes([.integer(number)])
      return try !rows.irregular.children(of: link.target, target).isEmpty
    }
  }

  private func isUsed(_ number: Int64) throws -> Bool {
    let isShown = try session.hasRow(
      "SELECT 1 FROM \(quoted(table.name)) WHERE \(key) = ?1", [.integer(number)])
    if isShown { return true }
    let isNamed = try references.contains { column in
      try session.hasRow(
        "SELECT 1 FROM \(column.table) WHERE \(column.name) = ?1", [.integer(number)])
    }
    if try isNamed || isNamedByHeld(number) { return true }
    return try !rows.numbering.group(number, in: table).rows.isEmpty
      || rows.numbering.derivedRow(number, in: table) != nil
  }
}
