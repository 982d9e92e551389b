import MergeAlgebra
import ReplicaStore

/// Where records are read and written within one transaction: the tables with their words, and the
/// names of rows that were looked up.
final class RecordDesk {
  let operation: Operation
  let vocabulary: Vocabulary
  let tables: [RecordTable]
  private var keysByName: [String: [String: [Value]]] = [:]
  private var namesByKey: [String: [Value: String]] = [:]

  var transaction: ReplicaTransaction { operation.transaction }
  var members: [Member] { operation.newest.charter.members }

  init(_ operation: Operation, _ vocabulary: Vocabulary) {
    self.operation = operation
    self.vocabulary = vocabulary
    tables = operation.transaction.recordTables
  }

  // MARK: Tables and columns

  /// The table that is meant by its name or its label.
  ///
  /// Errors: `unknownTable`.
  func table(_ text: String) throws -> RecordTable {
    let folded = text.lowercased()
    let found =
      tables.first { $0.name == text } ?? tables.first { $0.name.lowercased() == folded }
      ?? tables.first { vocabulary.tables[$0.name]?.isMeant(by: text) ?? false }
      ?? Self.only(tables) { vocabulary.tables[$0.name]?.begins(with: text) ?? false }
    guard let found else {
      throw ExchangeError(.unknownTable, text, tables.map(\.name).joined(separator: ", "))
    }
    return found
  }

  /// The column that is meant by its name or its label; `nil` when there is none.
  func column(_ text: String, in table: RecordTable) -> RecordColumn? {
    let folded = text.lowercased()
    return table.columns.first { $0.name == text }
      ?? table.columns.first { $0.name.lowercased() == folded }
      ?? table.columns.first { column in
        vocabulary.columns[.init(table.name, column.name)]?.isMeant(by: text) ?? false
      }
      ?? Self.only(table.columns) { column in
        vocabulary.columns[.init(table.name, column.name)]?.begins(with: text) ?? false
      }
  }

  /// The only one for which it holds.
  private static func only<Part>(_ parts: [Part], where holds: (Part) -> Bool) -> Part? {
    let found = parts.filter(holds)
    return found.count == 1 ? found[0] : nil
  }

  /// The column that is meant.
  ///
  /// Errors: a refusal that names those that there are.
  func knownColumn(_ text: String, in table: RecordTable) throws -> RecordColumn {
    if let column = column(text, in: table) { return column }
    throw RecordRefusal([unknownColumn(text, in: table)])
  }

  func unknownColumn(_ text: String, in table: RecordTable) -> RecordFinding {
    RecordFinding(
      .unknownColumn(table.columns.map(\.name)), in: table.name, column: nil, given: text)
  }

  // MARK: Rows

  /// The row that is meant by its key, or by the name that people know it by.
  ///
  /// Errors: a refusal when there is none, or several rows have the name.
  func key(_ text: String, _ values: [Value]?, in table: RecordTable) throws -> RowKey {
    if let key = try transaction.unsealedKey(named: text, values: values, in: table.name) {
      return key
    }
    if let key = try key(ofParts: text, in: table) { return key }
    if table.key.count == 1 {
      let keys = try keys(named: text, in: table.name)
      if keys.count > 1 {
        throw RecordRefusal([
          RecordFinding(
            .severalRows(table.name, keys.map { RowKey([$0]).readable }), in: table.name,
            given: text)
        ])
      }
      if let key = keys.first { return RowKey([key]) }
      if let member = CellReader(self).member(text) {
        let key = RowKey([.text(member.ownerKey)])
        if try row(key, of: table) != nil { return key }
      }
    }
    throw noSuchRow(text, in: table)
  }

  func noSuchRow(_ text: String, in table: RecordTable) -> RecordRefusal {
    RecordRefusal([RecordFinding(.noSuchRow(table.name), in: table.name, given: text)])
  }

  /// A key of several columns whose parts are said in words: `A1,Vik`.
  private func key(ofParts text: String, in table: RecordTable) throws -> RowKey? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard table.key.count == parts.count else { return nil }
    let reader = CellReader(self)
    var values: [Value] = []
    for (name, part) in zip(table.key, parts) {
      guard let column = table.column(name) else { return nil }
      do {
        values.append(try reader.value(SetText.trimmed(String(part)), of: column, in: table))
      } catch is RecordRefusal {
        return nil
      }
    }
    let rows = try transaction.records(
      of: table.name, table.key, where: zip(table.key, values).map { ($0, $1) })
    return rows.isEmpty ? nil : RowKey(values)
  }

  /// What a row shows, by column; `nil` when it is not there.
  func row(_ key: RowKey, of table: RecordTable) throws -> [Value]? {
    try transaction.records(
      of: table.name, table.columns.map(\.name),
      where: zip(table.key, key.values).map { ($0, $1) }
    ).first
  }

  /// The keys of the rows with this name; only for tables with a key of one column.
  func keys(named text: String, in table: String) throws -> [Value] {
    try load(table)
    return keysByName[table]?[text.lowercased()] ?? []
  }

  /// The name that people know a row by.
  func name(of key: Value, in table: String) throws -> String? {
    try load(table)
    return namesByKey[table]?[key]
  }

  private func load(_ name: String) throws {
    guard keysByName[name] == nil else { return }
    var keys: [String: [Value]] = [:]
    var names: [Value: String] = [:]
    if let table = tables.first(where: { $0.name == name }), table.key.count == 1,
      let column = vocabulary.nameColumn(of: table)
    {
      try transaction.eachRecord(of: name, [table.key[0], column]) { row in
        guard let text = row[1].string, !text.isEmpty else { return }
        keys[text.lowercased(), default: []].append(row[0])
        names[row[0]] = text
      }
    }
    keysByName[name] = keys
    namesByKey[name] = names
  }
}

extension Replica {
  /// A look at the records.
  func desk<Result>(
    _ vocabulary: Vocabulary, _ body: (RecordDesk) throws -> Result
  ) throws -> Result {
    try read { try body(RecordDesk($0, vocabulary)) }
  }

  /// An edit of records by ordinary SQL, which capture and guards see; on trial nothing is kept.
  func edit<Result>(
    _ vocabulary: Vocabulary, isTrial: Bool, _ body: (RecordDesk) throws -> Result
  ) throws -> Result {
    // Puts capture back where another program has changed the schema.
    try write { _ in }
    do {
      return try file.edit(isTrial: isTrial) { transaction in
        let operation = try Operation(transaction, self)
        try operation.refuseAlterations()
        return try body(RecordDesk(operation, vocabulary))
      }
    } catch let error as StoreError {
      throw ExchangeError(error, at: file.path)
    }
  }
}
