import Foundation
import MergeAlgebra
import ReplicaStore

/// The statements, and what SQLite or a guard has against them.
extension RecordWriter {
  /// Writes a new row; returns its key.
  func insert(_ cells: [String: Value]) throws -> RowKey {
    let given = table.columns.compactMap { column in
      cells[column.name].map { (column: column.name, value: $0) }
    }
    return try explaining(cells) {
      let number = try desk.transaction.insertRecord(into: table.name, given)
      return RowKey(table.key.map { cells[$0] ?? .integer(number) })
    }
  }

  /// Writes the cells that are another.
  func update(_ key: RowKey, _ cells: [String: Value]) throws {
    let given = table.columns.compactMap { column in
      cells[column.name].map { (column: column.name, value: $0) }
    }
    try explaining(cells) { try desk.transaction.updateRecord(of: table, key, given) }
  }

  /// Deletes a row.
  func delete(_ key: RowKey) throws {
    try explaining([:]) { try desk.transaction.deleteRecord(of: table, key) }
  }

  /// Runs a statement, and says in findings what SQLite or a guard has against it.
  private func explaining<Result>(
    _ cells: [String: Value], _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      throw RecordRefusal([try finding(error.message, cells)])
    }
  }

  private func finding(_ message: String, _ cells: [String: Value]) throws -> RecordFinding {
    func rest(after prefix: String) -> String? {
      message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : nil
    }
    func columns(_ names: String) -> [String] {
      names.components(separatedBy: ", ").map { $0.dropping(prefix: "\(table.name).") }
    }
    if let said = rest(after: "samband: ") {
      return RecordFinding(.refused(said), in: table.name)
    }
    if let check = rest(after: "CHECK constraint failed: ") {
      return RecordFinding(.brokenCheck(check), in: table.name)
    }
    if let names = rest(after: "NOT NULL constraint failed: ") {
      return RecordFinding(.required, in: table.name, column: columns(names).first)
    }
    if let names = rest(after: "UNIQUE constraint failed: ") {
      let columns = columns(names)
      let taken = columns.map { (column: $0, value: cells[$0] ?? .null) }
      let isPlain = columns.allSatisfy { table.column($0) != nil && cells[$0] != nil }
      let key =
        isPlain
        ? try desk.transaction.records(of: table.name, table.key, where: taken).first : nil
      return RecordFinding(
        .taken(columns, key: key.map { RowKey($0) }), in: table.name, column: columns.first,
        given: taken.map(\.value.readable).joined(separator: ", "))
    }
    return RecordFinding(.refused(message), in: table.name)
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
