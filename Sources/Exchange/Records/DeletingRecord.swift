import MergeAlgebra
import ReplicaStore

/// A row that was deleted, or would be.
public struct DeletionReport: Sendable {
  /// The table.
  public let table: String
  /// The row.
  public let key: RowKey
  /// How many rows of other tables went with it.
  public let taken: [(table: String, rows: Int)]
  /// Who may hold the row.
  public let audience: Audience
}

extension Replica {
  /// Deletes a row.
  ///
  /// Rows that the schema deletes with it are only taken where `withRows` says so: they may be somebody
  /// else's work. Errors: ``RecordRefusal``, `unknownTable`, `busy`.
  public func deleteRecord(
    in name: String, _ key: String, values: [Value]?, withRows: Bool, _ vocabulary: Vocabulary,
    isTrial: Bool = false
  ) throws -> DeletionReport {
    try edit(vocabulary, isTrial: isTrial) { desk in
      let table = try desk.table(name)
      let key = try desk.key(key, values, in: table)
      guard let cells = try desk.row(key, of: table) else {
        throw desk.noSuchRow(key.readable, in: table)
      }
      var findings: [RecordFinding] = []
      var taken: [(table: String, rows: Int)] = []
      for (child, reference) in desk.referring(to: table) {
        let values = reference.parentColumns.map { cells[table.place(of: $0) ?? 0] }
        let rows = try desk.transaction.records(
          of: child.name, child.key, where: zip(reference.columns, values).map { ($0, $1) })
        if rows.isEmpty || (child.name == table.name && rows == [key.values]) { continue }
        if !reference.cascades {
          findings.append(
            RecordFinding(.stillReferred(child.name, rows.count), in: table.name))
        } else if withRows {
          taken.append((child.name, rows.count))
        } else {
          findings.append(RecordFinding(.cascades(child.name, rows.count), in: table.name))
        }
      }
      if !findings.isEmpty { throw RecordRefusal(findings) }
      try RecordWriter(desk, table).delete(key)
      return DeletionReport(
        table: table.name, key: key, taken: taken, audience: table.declaration.audience)
    }
  }
}

extension RecordDesk {
  /// The references of all tables to one.
  func referring(to table: RecordTable) -> [(child: RecordTable, reference: RecordReference)] {
    tables.flatMap { child in
      child.references.filter { $0.parent == table.name }.map { (child, $0) }
    }
  }
}
