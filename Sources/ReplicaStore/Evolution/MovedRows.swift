import MergeAlgebra

/// A row that has got another key since the last seal.
package struct MovedRow: Equatable, Sendable {
  /// The table.
  public let table: String
  /// The key that it had, in the words of change sets.
  public let key: RowKey
  /// Whether numbers in the key may stand for other rows elsewhere, so that the key does not tell
  /// which row is meant.
  public let holdsNumbers: Bool
}

extension ReplicaTransaction {
  /// The rows of the journals that have another key now; none unless some change set has tables or
  /// columns that are not known here.
  ///
  /// Such a row is sealed as a delete and an insert, and takes with it what is known of it.
  public func movedRows() throws -> [MovedRow] {
    guard try log.hasPartial() else { return [] }
    return try tables.flatMap { table -> [MovedRow] in
      let layout = JournalLayout(table: table)
      let names = (0..<layout.keyCount).map { "k\($0)" }.joined(separator: ", ")
      let former = try session.rows(
        "SELECT \(names) FROM \(layout.name) WHERE op = ?1 AND m0 = \(CaptureTriggers.movedMark)",
        [.integer(JournalTrace.Operation.delete.rawValue)]
      ) { RowKey($0.values(from: 0, count: layout.keyCount)) }
      return try Set(former).sorted().compactMap { live in
        guard try table.liveRow(live, session) == nil else { return nil }
        return try moved(live, in: table)
      }
    }
  }

  /// The rows that a person's decision makes anew under another key.
  public func movedRows(in drafts: [Draft]) -> [MovedRow] {
    let groups = drafts.flatMap(\.groups)
    return tables.flatMap { table -> [MovedRow] in
      let mine = groups.filter { $0.table == table.name }
      guard mine.contains(where: { $0.kind == .insert }) else { return [] }
      return mine.filter { $0.kind == .delete }.flatMap(\.rows).map { row in
        MovedRow(table: table.name, key: row.key, holdsNumbers: table.holdsNumbersInKey)
      }
    }
  }

  private func moved(_ live: RowKey, in table: TrackedTable) throws -> MovedRow {
    let key = try rows.key(ofLive: live, in: table) ?? live
    return MovedRow(
      table: table.name, key: try rows.numbering.shown(key, in: table),
      holdsNumbers: table.holdsNumbersInKey)
  }
}

extension TrackedTable {
  fileprivate var holdsNumbersInKey: Bool { keyNumbers.contains { $0 != nil } }
}
