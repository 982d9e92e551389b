import MergeAlgebra
import ReplicaStore

/// One row whole: what it holds, what belongs to it, and its history.
public struct RecordDetails: Sendable {
  /// A cell.
  public struct Cell: Sendable {
    /// The column.
    public let column: String
    /// What it is called.
    public let heading: String
    /// What it holds.
    public let value: Value
    /// The same in words.
    public let text: String
  }

  /// Another row, to which it refers or which refers to it.
  public struct Related: Sendable {
    /// The columns that refer.
    public let columns: [String]
    /// The other row's table.
    public let table: String
    /// The other row.
    public let key: RowKey
    /// What people know it by; `nil` when that is the key.
    public let name: String?
  }

  /// The table.
  public let table: String
  /// The row.
  public let key: RowKey
  /// Its cells in schema order.
  public let cells: [Cell]
  /// The rows that it refers to.
  public let refersTo: [Related]
  /// The rows that refer to it, by table.
  public let referredBy: [Related]
  /// Its life.
  public let history: HistoryReport
}

extension Replica {
  /// Shows a row with the rows around it, its conflicts and its history.
  ///
  /// Errors: `unknownTable`, a refusal when the name means several rows.
  public func record(
    _ name: String, _ key: String, values: [Value]?, _ vocabulary: Vocabulary,
    _ words: RecordWords
  ) throws -> RecordDetails {
    let (table, found, cells, refersTo, referredBy) = try desk(vocabulary) { desk in
      let table = try desk.table(name)
      let found = try desk.key(key, values, in: table)
      guard let row = try desk.row(found, of: table) else {
        throw desk.noSuchRow(found.readable, in: table)
      }
      return (
        table.name, found, try desk.cells(row, of: table, words),
        try desk.refersTo(row, of: table), try desk.referredBy(row, of: table)
      )
    }
    let history = try history(of: found.readable, values: found.values, in: table)
    return RecordDetails(
      table: table, key: found, cells: cells, refersTo: refersTo, referredBy: referredBy,
      history: history)
  }
}

extension RecordDesk {
  fileprivate func cells(
    _ row: [Value], of table: RecordTable, _ words: RecordWords
  ) throws -> [RecordDetails.Cell] {
    var writer = CellWriter(desk: self, words: words)
    writer.namesRows = true
    return try zip(table.columns, row).map { column, value in
      RecordDetails.Cell(
        column: column.name, heading: writer.heading(column, in: table), value: value,
        text: try writer.text(value, of: column, in: table))
    }
  }

  fileprivate func refersTo(
    _ row: [Value], of table: RecordTable
  ) throws -> [RecordDetails.Related] {
    var related = try table.references.flatMap { reference in
      let values = reference.columns.map { row[table.place(of: $0) ?? 0] }
      return try self.related(
        reference.columns, reference.parent,
        where: zip(reference.parentColumns, values).map { ($0, $1) })
    }
    for (place, column) in table.columns.enumerated() {
      guard let parent = vocabulary.sets[.init(table.name, column.name)],
        let key = tables.first(where: { $0.name == parent })?.key, key.count == 1
      else { continue }
      for case .string(let text) in SetText.elements(of: row[place]) ?? [] {
        related += try self.related([column.name], parent, where: [(key[0], .text(text))])
      }
    }
    return related
  }

  fileprivate func referredBy(
    _ row: [Value], of table: RecordTable
  ) throws -> [RecordDetails.Related] {
    var related = try referring(to: table).flatMap { child, reference in
      let values = reference.parentColumns.map { row[table.place(of: $0) ?? 0] }
      return try self.related(
        reference.columns, child.name, where: zip(reference.columns, values).map { ($0, $1) })
    }
    for (place, parent) in vocabulary.sets where parent == table.name && table.key.count == 1 {
      guard let child = tables.first(where: { $0.name == place.table }) else { continue }
      try transaction.eachRecord(of: child.name, [place.column] + child.key) { cells in
        guard let elements = SetText.elements(of: cells[0]),
          elements.contains(where: { $0 == .string(row[0].readable) })
        else { return }
        let key = RowKey(Array(cells.dropFirst()))
        related.append(try self.related(key, of: child, by: [place.column]))
      }
    }
    return related.sorted { ($0.table, $0.columns[0], $0.key) < ($1.table, $1.columns[0], $1.key) }
  }

  private func related(
    _ columns: [String], _ name: String, where matching: [(column: String, value: Value)]
  ) throws -> [RecordDetails.Related] {
    guard let table = tables.first(where: { $0.name == name }),
      !matching.contains(where: { $0.value.isNull })
    else { return [] }
    return try transaction.records(of: name, table.key, where: matching)
      .map { try related(RowKey($0), of: table, by: columns) }
  }

  private func related(
    _ key: RowKey, of table: RecordTable, by columns: [String]
  ) throws -> RecordDetails.Related {
    var name = key.values.count == 1 ? try self.name(of: key.values[0], in: table.name) : nil
    if name == nil, let owner = table.declaration.owner {
      // Rows without a name of their own are told apart by whose they are.
      let cells = try transaction.records(
        of: table.name, [owner], where: zip(table.key, key.values).map { ($0, $1) })
      let member = cells.first.flatMap { operation.collaboration.owner(named: $0[0]) }
      name = member.flatMap { id in members.first { $0.id == id }?.name }
    }
    return RecordDetails.Related(columns: columns, table: table.name, key: key, name: name)
  }
}
