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

extension Replica {
  /// Lists rows of a table; without an order by key.
  ///
  /// `limit` cuts the list; `total` of the result says how many rows there are. Errors: `unknownTable`;
  /// a refusal about a column or a value. `order` gives each text its place among others.
  public func records<Place: Comparable>(
    _ query: RecordQuery, limit: Int?, _ vocabulary: Vocabulary, _ words: RecordWords,
    namingRows: Bool = false, order: (String) -> Place
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
      rows = try desk.sorted(rows, of: table, query.sorting, order)
      let total = rows.count
      if let limit { rows = Array(rows.prefix(limit)) }
      let chosen =
        query.columns.isEmpty
        ? table.columns : try query.columns.map { try desk.knownColumn($0, in: table) }
      let places = chosen.map { table.place(of: $0.name) ?? 0 }
      // What few words are chosen from is looked up once for each.
      var known: [[Value: String]] = chosen.map { _ in [:] }
      let texts = try rows.map { row in
        try chosen.indices.map { index in
          let (column, value) = (chosen[index], row[places[index]])
          if column.restriction.choices.isEmpty && table.reference(column.name) == nil {
            return try writer.text(value, of: column, in: table)
          }
          if let text = known[index][value] { return text }
          let text = try writer.text(value, of: column, in: table)
          known[index][value] = text
          return text
        }
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
