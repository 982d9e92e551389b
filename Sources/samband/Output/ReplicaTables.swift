import Exchange
import MergeAlgebra
import ReplicaStore

/// The tables of a replica: what their columns are called, and what they show.
struct ReplicaTables {
  private let replica: Replica

  /// The tables of a replica.
  init(_ replica: Replica) { self.replica = replica }

  /// The columns of a table, those of its key first.
  func columns(of table: String) throws -> [String] {
    try look { transaction in
      let model = transaction.trackedTables.first { $0.name == table }
      return model.map { $0.key + $0.columns.map(\.name) } ?? []
    }
  }

  /// What a row shows, in the order of ``columns(of:)``; `nil` when it is not shown.
  ///
  /// Reads the whole table.
  func row(_ key: RowKey, in table: String) throws -> [Value]? {
    try rows(of: table)[key].map { key.values + $0 }
  }

  /// The shown rows of a table.
  func rows(of table: String) throws -> [RowKey: [Value]] {
    try look { transaction in
      let rows = try transaction.shownRows(of: table).map { ($0.key, $0.cells) }
      return Dictionary(rows, uniquingKeysWith: { $1 })
    }
  }

  private func look<Result>(_ body: (ReplicaTransaction) throws -> Result) throws -> Result {
    let collaboration = try replica.charter().charter.forMerging()
    do {
      return try replica.file.read { transaction in
        try transaction.load(collaboration)
        return try body(transaction)
      }
    } catch let error as StoreError {
      let code: ExchangeError.Code = error.code == .busy ? .busy : .storage
      throw ExchangeError(code, replica.file.path, cause: error.message)
    }
  }
}
