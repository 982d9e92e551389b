import MergeAlgebra

/// Which living rows the live tables cannot show, computed from nothing (protocol §7, 2–3).
///
/// SQLite itself decides what collides: living rows are inserted in birth order, and one that a
/// unique key refuses is held back as a duplicate. Rows whose parent is not there are then *away*;
/// if any are, the duplicates are forgotten and the pass starts again without the away rows. The
/// away set only grows, so this ends. Everything is rolled back: only the answer remains.
struct HeldRows {
  let rows: RowStore
  let tables: [TrackedTable]
  private var session: SQLSession { rows.session }

  private struct Candidate {
    let ref: RowRef
    let rank: BirthRank
    let cells: [Value]
  }

  /// The held rows with the reason of each.
  func compute() throws -> [RowRef: HeldRow] {
    let ordered = tables.map { (table: $0, candidates: candidates(of: $0)) }
    try session.run("SAVEPOINT samband_held_rows")
    var away: [RowRef: HeldRow] = [:]
    var held: [RowRef: HeldRow] = [:]
    while true {
      held = away
      for (table, candidates) in ordered {
        try session.run("DELETE FROM \(quoted(table.name))")
        for candidate in candidates where away[candidate.ref] == nil {
          held[candidate.ref] = try place(candidate, in: table)
        }
      }
      let orphans = try removeOrphans()
      if orphans.isEmpty { break }
      away.merge(orphans) { first, _ in first }
    }
    try session.run("ROLLBACK TO samband_held_rows")
    try session.run("RELEASE samband_held_rows")
    return held
  }

  private func candidates(of table: TrackedTable) -> [Candidate] {
    let living = rows.works.filter { ref, work in
      ref.table == table.id && table.model.isLiving(work.state)
    }
    return living.compactMap { ref, work in
      guard let birth = work.state.birth else { return nil }
      return Candidate(
        ref: ref, rank: BirthRank(birth, ref.key), cells: table.model.shownValues(of: work.state))
    }.sorted { $0.rank < $1.rank }
  }

  private func place(_ candidate: Candidate, in table: TrackedTable) throws -> HeldRow? {
    do {
      try table.insert(candidate.ref.key, candidate.cells, rowID: nil, session)
      return nil
    } catch let error as StoreError where error.code == .collision {
      let detail = error.message.replacing("UNIQUE constraint failed: ", with: "")
      return HeldRow(reason: .duplicate, detail: detail)
    } catch let error as StoreError where error.code == .constraint {
      return HeldRow(reason: .invalid, detail: error.message)
    }
  }

  /// Takes away rows without parents, and in turn the rows that need those.
  private func removeOrphans() throws -> [RowRef: HeldRow] {
    var orphans: [RowRef: HeldRow] = [:]
    while true {
      let before = orphans.count
      for table in tables {
        for key in table.shape.foreignKeys {
          for orphan in try self.orphans(of: table, key) {
            let ref = RowRef(table: table.id, key: orphan)
            orphans[ref] = HeldRow(reason: .missingParent, detail: key.parent)
            try table.delete(orphan, session)
          }
        }
      }
      if orphans.count == before { return orphans }
    }
  }

  private func orphans(
    of table: TrackedTable, _ key: TableShape.ForeignKey
  ) throws -> [RowKey] {
    let names = table.model.key.map { "c.\(quoted($0))" }.joined(separator: ", ")
    let given = key.columns.map { "c.\(quoted($0)) IS NOT NULL" }.joined(separator: " AND ")
    let match = zip(key.parentColumns, key.columns).map { parent, column in
      "p.\(quoted(parent)) = c.\(quoted(column))"
    }
    return try session.rows(
      """
      SELECT \(names) FROM \(quoted(table.name)) AS c WHERE \(given) AND NOT EXISTS
        (SELECT 1 FROM \(quoted(key.parent)) AS p WHERE \(match.joined(separator: " AND ")))
      """
    ) { RowKey($0.values(from: 0, count: table.model.key.count)) }
  }
}
