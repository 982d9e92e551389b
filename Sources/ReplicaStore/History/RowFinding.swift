import MergeAlgebra

extension ReplicaTransaction {
  /// The rows that people may mean by a key as they write it: `T06`, `12`, or several columns with
  /// commas between (`AP1,4642`); also as a JSON array, where a text has a comma.
  ///
  /// `values` are the key's columns as JSON had them, else the text says it. The first is the row that
  /// the key means now; after it come others that were made with the same generated number. Empty when
  /// no such row was ever sealed. Reads the table's records when the key is not found as it is.
  public func rows(
    named text: String, values: [Value]?, in table: String
  ) throws -> [RowName] {
    guard let tracked = rows.tables[table] else { return [] }
    for candidate in keys(from: text, values, in: tracked) {
      let found = try names(of: candidate, in: tracked)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The key of a row that stands in the live table and has not been sealed; `nil` when there is none.
  public func unsealedKey(
    named text: String, values: [Value]?, in table: String
  ) throws -> RowKey? {
    guard let tracked = rows.tables[table] else { return nil }
    return try keys(from: text, values, in: tracked).first {
      try tracked.liveRow($0, session) != nil
    }
  }

  private func keys(
    from text: String, _ values: [Value]?, in table: TrackedTable
  ) -> [RowKey] {
    let count = table.model.key.count
    if let values { return values.count == count ? [RowKey(values)] : [] }
    var parts = [text]
    if count > 1 {
      parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        String(part.drop { $0 == " " })
      }
    }
    guard parts.count == count else { return [] }
    var keys: [[Value]] = [[]]
    for (name, part) in zip(table.model.key, parts) {
      let affinity = table.shape.columns.first { $0.name == name }?.affinity ?? .none
      keys = keys.flatMap { key in affinity.readings(of: part).map { key + [$0] } }
    }
    return keys.map { RowKey($0) }
  }

  private func names(of key: RowKey, in table: TrackedTable) throws -> [RowName] {
    var found: [RowKey] = []
    if let row = try rows.key(ofLive: key, in: table) { found.append(row) }
    if table.isNumbered, case .integer(let number)? = key.values.first {
      let group = try rows.numbering.group(number, in: table)
      found += [group.holder()].compactMap(\.self).map { RowKey([.row($0)]) }
      found += group.rows.map { RowKey([.row($0)]) }
      if let row = try rows.numbering.derivedRow(number, in: table) {
        found.append(RowKey([.row(row)]))
      }
    }
    found = try found.filter { try isKnown($0, in: table) }
    if found.isEmpty { found = try deadKeys(shownAs: key, in: table) }
    return found.enumerated().filter { !found[..<$0].contains($1) }
      .map { RowName(table: table.name, key: $1) }
  }

  private func isKnown(_ key: RowKey, in table: TrackedTable) throws -> Bool {
    try rows.isLiving(RowRef(table: table.id, key: key), in: table) != nil
  }

  /// Rows whose key would be shown like this if they were shown.
  private func deadKeys(shownAs key: RowKey, in table: TrackedTable) throws -> [RowKey] {
    guard table.keyNumbers.contains(where: { $0 != nil }) else { return [] }
    return try session.rows(
      "SELECT key FROM samband_row WHERE tbl = ?1 ORDER BY key", [.integer(table.id)]
    ) { row in
      guard let known = RowKey(encoded: row.blob(0)) else { throw ByteReader.damage }
      return known
    }.filter { try rows.numbering.shown($0, in: table) == key }
  }
}

extension Affinity {
  /// The values that a column of this affinity may hold for a text that a person wrote.
  fileprivate func readings(of text: String) -> [Value] {
    let number = Int64(text).map { Value.integer($0) }
    let real = Double(text).flatMap { $0.isNaN ? nil : Value.real($0) }
    switch self {
    case .text: return [.text(text)]
    case .real: return [real ?? .text(text)]
    case .numeric: return [number ?? real ?? .text(text)]
    case .none: return [number, real, .text(text)].compactMap(\.self)
    }
  }
}
