import MergeAlgebra
import ReplicaStore

/// What is listed of a table.
public struct RecordQuery: Sendable {
  /// The table, by name or label.
  public var table: String
  /// All of these must hold.
  public var filters: [RecordFilter] = []
  /// By which columns, the first before all others; with a `-` in front the greatest first.
  public var sorting: [String] = []
  /// Only these columns; empty means all.
  public var columns: [String] = []

  /// Asks for all rows of a table.
  public init(table: String) { self.table = table }
}

/// Rows of a table.
public struct RecordListing: Sendable {
  /// A column that is listed.
  public struct Column: Sendable {
    /// Its name.
    public let name: String
    /// What it is called.
    public let heading: String
    /// Whether it is part of the key.
    public let isKey: Bool
    /// Whether its cells are numbers.
    public let isNumber: Bool
  }

  /// The table.
  public let table: String
  /// The columns.
  public let columns: [Column]
  /// The rows: as they are stored.
  public let rows: [[Value]]
  /// The rows in words.
  public let texts: [[String]]
}

/// The order of texts for people.
public typealias TextOrder = (String, String) -> Bool

extension Replica {
  /// Lists rows of a table; without an order by key.
  ///
  /// `limit` cuts the list; `total` of the result says how many rows there are. Errors: `unknownTable`;
  /// a refusal about a column or a value.
  public func records(
    _ query: RecordQuery, limit: Int?, _ vocabulary: Vocabulary, _ words: RecordWords,
    namingRows: Bool = false, order: TextOrder
  ) throws -> (listing: RecordListing, total: Int) {
    try desk(vocabulary) { desk in
      let table = try desk.table(query.table)
      let reader = CellReader(desk)
      let filters = try query.filters.map { try KnownFilter($0, reader, table) }
      var writer = CellWriter(desk: desk, words: words)
      writer.namesRows = namingRows
      var rows: [[Value]] = []
      try desk.transaction.eachRecord(of: table.name, table.columns.map(\.name)) { row in
        if try filters.allSatisfy({ try $0.holds(row[$0.place], writer) }) { rows.append(row) }
      }
      try desk.sort(&rows, of: table, query.sorting, writer, order)
      let total = rows.count
      if let limit { rows = Array(rows.prefix(limit)) }
      let chosen =
        query.columns.isEmpty
        ? table.columns : try query.columns.map { try desk.knownColumn($0, in: table) }
      let places = chosen.map { table.place(of: $0.name) ?? 0 }
      let texts = try rows.map { row in
        try zip(chosen, places).map { try writer.text(row[$1], of: $0, in: table) }
      }
      let columns = chosen.map { column in
        RecordListing.Column(
          name: column.name, heading: writer.heading(column, in: table), isKey: column.isKey,
          isNumber: column.kind == .integer || column.kind == .real || column.kind == .numeric)
      }
      let listing = RecordListing(
        table: table.name, columns: columns, rows: rows.map { row in places.map { row[$0] } },
        texts: texts)
      return (listing, total)
    }
  }
}

extension RecordDesk {
  /// What one column is sorted by.
  private struct SortKey {
    let place: Int
    let column: RecordColumn
    let isDescending: Bool
  }

  /// Sorts rows; what is equal stays in the order of the keys.
  fileprivate func sort(
    _ rows: inout [[Value]], of table: RecordTable, _ sorting: [String], _ writer: CellWriter,
    _ order: TextOrder
  ) throws {
    var keys: [SortKey] = try sorting.map { text in
      let isDescending = text.hasPrefix("-")
      let column = try knownColumn(isDescending ? String(text.dropFirst()) : text, in: table)
      return SortKey(
        place: table.place(of: column.name) ?? 0, column: column, isDescending: isDescending)
    }
    keys += table.key.indices.map {
      SortKey(place: $0, column: table.columns[$0], isDescending: false)
    }
    rows.sort { one, other in
      for key in keys {
        if isBefore(one[key.place], other[key.place], key.column, order) {
          return !key.isDescending
        }
        if isBefore(other[key.place], one[key.place], key.column, order) {
          return key.isDescending
        }
      }
      return false
    }
  }

  private func isBefore(
    _ one: Value, _ other: Value, _ column: RecordColumn, _ order: TextOrder
  ) -> Bool {
    if one == other { return false }
    let choices = column.restriction.choices
    if let first = choices.firstIndex(of: one), let second = choices.firstIndex(of: other) {
      return first < second
    }
    if let first = one.string, let second = other.string { return order(first, second) }
    return one.precedes(other)
  }
}
