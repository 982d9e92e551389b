import MergeAlgebra

/// Writes the records of rows after a projection: states, digests, conflicts, held rows.
struct RowWriter {
  let rows: RowStore
  private var session: SQLSession { rows.session }

  /// Writes what differs from the records, and reports it.
  func write(_ showings: [Showing]) throws -> ProjectionReport {
    var report = ProjectionReport()
    var differences: [Circle: (added: StateDigest, removed: StateDigest)] = [:]
    for showing in showings {
      try rows.progress.step()
      guard let work = rows.works[showing.ref] else { continue }
      let changesPlace = showing.irregularity != work.irregularity
      if showing.irregularity != nil || work.irregularity != nil {
        try rows.irregular.write(
          showing.ref, showing.irregularity, claims: showing.claims, links: showing.links,
          alias: showing.alias)
      }
      let changesCells = showing.before?.cells != showing.after?.cells
      guard work.isTouched || changesPlace || changesCells else { continue }
      note(showing, work, &report)
      let isLiving = showing.table.model.isLiving(work.state)
      let digest =
        isLiving
        ? StateDigest(of: work.state, key: showing.ref.key, in: showing.table.model) : nil
      try writeRecord(showing, work, digest)
      if let digest { differences[work.circle, default: (.init(), .init())].added.add(digest) }
      if let old = work.digest {
        differences[work.circle, default: (.init(), .init())].removed.add(old)
      }
      try writeConflicts(showing, work, &report)
    }
    try writeDigests(differences)
    return report
  }

  private func note(_ showing: Showing, _ work: RowWork, _ report: inout ProjectionReport) {
    let table = showing.table.name
    if showing.irregularity?.isOfHiddenLiving == true && work.irregularity?.isHidden != true {
      switch showing.irregularity?.kind {
      case .duplicate: report.opened += 1
      case .merged, .parentGone: report.settled += 1
      default: report.newlyHeld += 1
      }
    }
    report.settled += settled(showing, work)
    if showing.before?.cells != showing.after?.cells { report.changedRows += 1 }
    guard let before = showing.before, let after = showing.after else {
      if (showing.before == nil) != (showing.after == nil) {
        report.corrections.append(
          .init(
            table: table, key: showing.before?.key ?? RowKey(showing.after?.key ?? []), column: nil)
        )
      }
      return
    }
    for column in after.cells.indices where before.cells[column] != after.cells[column] {
      let name = showing.table.model.columns[column].name
      report.corrections.append(.init(table: table, key: RowKey(after.key), column: name))
    }
  }

  /// How many references are cleared now that were not before, and whether the row is newly there
  /// although it is dead, which is listed where its life is no conflict.
  private func settled(_ showing: Showing, _ work: RowWork) -> Int {
    let before = work.irregularity?.cleared ?? []
    let cleared = showing.irregularity?.cleared.count { !before.contains($0) } ?? 0
    let isRevived = showing.irregularity?.kind == .revived && work.irregularity?.kind != .revived
    let isListed = showing.table.model.conflicts(of: work.state).contains { $0.unitNumber == -1 }
    return cleared + (isRevived && !isListed ? 1 : 0)
  }

  private func writeRecord(
    _ showing: Showing, _ work: RowWork, _ digest: StateDigest?
  ) throws {
    let codec = RowStateCodec(model: showing.table.model, streams: rows.streams)
    let circle: Value = work.circle == .everyone ? .null : .text(work.circle.description)
    // A peer may have written what the column stores otherwise: the record must keep what it wrote.
    // So must the record of a dead row, which is shown only as long as somebody needs it.
    let live =
      try digest == nil
      ? nil
      : showing.after.flatMap { after in
        try showing.table.stored(after.cells, RowKey(after.key), session)
      }
    try session.run(
      """
      INSERT INTO samband_row(tbl, key, circle, digest, state) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(tbl, key) DO UPDATE SET
        circle = excluded.circle, digest = excluded.digest, state = excluded.state
      """,
      [
        .integer(showing.ref.table), .blob(showing.ref.key.bytes), circle,
        digest.map { .blob($0.bytes) } ?? .null,
        .blob(try codec.encode(work.state, live: live)),
      ])
    if !showing.table.targets.isEmpty {
      let targets = showing.table.targetBytes(of: showing.ref.key, work.state)
      try rows.irregular.write(showing.ref, targets: targets)
    }
  }

  private func writeConflicts(
    _ showing: Showing, _ work: RowWork, _ report: inout ProjectionReport
  ) throws {
    let place: [Value] = [.integer(showing.ref.table), .blob(showing.ref.key.bytes)]
    let before = try session.rows(
      "SELECT unit, state FROM samband_conflict WHERE tbl = ?1 AND key = ?2", place
    ) { (unit: $0.integer(0), state: $0.string(1)) }
    let now = showing.table.model.conflicts(of: work.state).map { conflict in
      (unit: conflict.unitNumber, state: conflict.state)
    }
    for old in before where !now.contains(where: { $0.unit == old.unit }) {
      try session.run(
        "DELETE FROM samband_conflict WHERE tbl = ?1 AND key = ?2 AND unit = ?3",
        place + [.integer(old.unit)])
    }
    for new in now {
      let old = before.first { $0.unit == new.unit }
      if old?.state == new.state.rawValue { continue }
      if new.state == .open { report.opened += 1 } else { report.settled += 1 }
      try session.run(
        """
        INSERT INTO samband_conflict(tbl, key, unit, state) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT(tbl, key, unit) DO UPDATE SET state = excluded.state
        """, place + [.integer(new.unit), .text(new.state.rawValue)])
    }
  }

  private func writeDigests(
    _ differences: [Circle: (added: StateDigest, removed: StateDigest)]
  ) throws {
    for (circle, difference) in differences {
      let name = Value.text(circle.description)
      let stored = try session.first(
        "SELECT digest FROM samband_digest WHERE circle = ?1", [name]
      ) { $0.blob(0) }
      var digest = stored.flatMap { StateDigest($0) } ?? StateDigest()
      digest.add(difference.added)
      digest.subtract(difference.removed)
      try session.run(
        """
        INSERT INTO samband_digest(circle, digest) VALUES (?1, ?2)
        ON CONFLICT(circle) DO UPDATE SET digest = excluded.digest
        """, [name, .blob(digest.bytes)])
    }
  }
}

extension Conflict {
  /// The unit's index, or -1 for the row's life.
  var unitNumber: Int64 {
    switch subject {
    case .unit(let unit, _, _): Int64(unit)
    case .life: -1
    }
  }
}
