import MergeAlgebra
import ReplicaStore

/// A table for people: what it is called, how many rows it has, who may hold them.
public struct TableReport: Sendable {
  /// The table as the schema and the rules have it.
  public let table: RecordTable
  /// How many rows it shows.
  public let rows: Int
}

extension Replica {
  /// The tables under sync, or the one that is meant.
  ///
  /// Errors: `unknownTable`.
  public func tables(named name: String?, _ vocabulary: Vocabulary) throws -> [TableReport] {
    try desk(vocabulary) { desk in
      let tables = try name.map { [try desk.table($0)] } ?? desk.tables
      return try tables.map {
        TableReport(table: $0, rows: try desk.transaction.recordCount(of: $0.name))
      }
    }
  }
}
