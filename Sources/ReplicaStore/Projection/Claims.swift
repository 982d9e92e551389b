import MergeAlgebra

/// The places in unique keys that rows take: the same bytes for rows that SQLite finds equal.
struct Claims {
  let rows: RowStore
  private var session: SQLSession { rows.session }

  /// A place, and the values by which the live table finds who has it.
  struct Place {
    let claim: Claim
    let index: TableShape.UniqueIndex
    let values: [Value]
  }

  /// The places of a row with this content, in the order of the table's unique keys.
  func places(of content: RowContent, in table: TrackedTable) throws -> [Place] {
    let shown = try rows.numbering.shown(content, in: table)
    let isOdd = table.hasOddIndexes || !table.keeps(shown)
    let reading = isOdd ? try reading(of: shown, in: table) : nil
    return table.shape.uniqueIndexes.enumerated().compactMap { position, index in
      let values: [Value]
      if let reading {
        guard let terms = reading.terms[position] else { return nil }
        values = terms
      } else {
        values = index.terms.compactMap { term in
          term.column.flatMap { ColumnPlace($0, in: table.model) }.map { shown[$0] }
        }
      }
      if values.contains(where: \.isNull) { return nil }
      let bytes = RowKey(zip(values, index.terms).map { $0.comparable(under: $1.collation) }).bytes
      return Place(
        claim: Claim(table: table.id, index: index.name, bytes: bytes), index: index,
        values: values)
    }
  }

  /// A row that the table does not take takes no place.
  private func reading(of shown: RowContent, in table: TrackedTable) throws -> Shadow.Reading {
    do {
      return try Shadow(session: session).read(shown, in: table)
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      return Shadow.Reading(
        stored: shown, terms: table.shape.uniqueIndexes.map { _ in nil })
    }
  }

  /// The rows of the live table that have the place.
  func holders(of place: Place, in table: TrackedTable) throws -> [RowRef] {
    var conditions = place.index.terms.enumerated().map { position, term in
      "\(term.sql) = ?\(position + 1) COLLATE \(quoted(term.collation))"
    }
    if let condition = place.index.condition { conditions.append("(\(condition))") }
    let keys = table.model.key.map(quoted).joined(separator: ", ")
    let live = try session.rows(
      """
      SELECT \(keys) FROM \(quoted(table.name)) WHERE \(conditions.joined(separator: " AND "))
      """, place.values
    ) { RowKey($0.values(from: 0, count: table.model.key.count)) }
    return try live.compactMap { live in
      try rows.key(ofLive: live, in: table).map { RowRef(table: table.id, key: $0) }
    }
  }
}

extension TrackedTable {
  /// Whether some unique key is over expressions, generated columns or a part of the rows.
  var hasOddIndexes: Bool {
    shape.uniqueIndexes.contains { index in
      index.condition != nil
        || index.terms.contains { term in
          term.column.flatMap { ColumnPlace($0, in: model) } == nil
        }
    }
  }

  /// Whether the columns store these values as they are.
  func keeps(_ content: RowContent) -> Bool {
    keeps(cells: content.cells) && keeps(RowKey(content.key))
  }
}
