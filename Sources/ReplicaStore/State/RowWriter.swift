import MergeAlgebra

/// Writes the records of rows after a projection: states, digests, conflicts, held rows.
struct RowWriter {
  let rows: RowStore
  let tables: [TrackedTable]
  private var session: SQLSession { rows.session }

  init(rows: RowStore, tables: [TrackedTable]) {
    self.rows = rows
    self.tables = tables
  }

  /// Writes what differs from the records, and reports it.
  func write(_ moves: [Projection.Move], held: [RowRef: HeldRow]) throws -> ProjectionReport {
    var report = ProjectionReport()
    var differences: [Circle: (added: StateDigest, removed: StateDigest)] = [:]
    for move in moves {
      guard let work = rows.works[move.ref] else { continue }
      let changesPlace = held[move.ref] != work.held
      guard work.isTouched || changesPlace else { continue }
      note(move, work, held[move.ref], &report)
      let isLiving = move.table.model.isLiving(work.state)
      let digest =
        isLiving
        ? StateDigest(of: work.state, key: move.ref.key, in: move.table.model) : nil
      try writeRecord(move, work, digest)
      if let digest { differences[work.circle, default: (.init(), .init())].added.add(digest) }
      if let old = work.digest {
        differences[work.circle, default: (.init(), .init())].removed.add(old)
      }
      if changesPlace { try writeHeld(move.ref, held[move.ref]) }
      try writeConflicts(move, work, &report)
    }
    try writeDigests(differences)
    rows.clear()
    return report
  }

  private func note(
    _ move: Projection.Move, _ work: RowWork, _ held: HeldRow?, _ report: inout ProjectionReport
  ) {
    if held != nil && work.held == nil { report.newlyHeld += 1 }
    if move.before?.cells != move.after { report.changedRows += 1 }
    guard let before = move.before?.cells, let after = move.after else {
      if (move.before == nil) != (move.after == nil) {
        report.corrections.append(.init(table: move.table.name, key: move.ref.key, column: nil))
      }
      return
    }
    for column in after.indices where before[column] != after[column] {
      let name = move.table.model.columns[column].name
      report.corrections.append(.init(table: move.table.name, key: move.ref.key, column: name))
    }
  }

  private func writeRecord(
    _ move: Projection.Move, _ work: RowWork, _ digest: StateDigest?
  ) throws {
    let codec = RowStateCodec(model: move.table.model, streams: rows.streams)
    let circle: Value = work.circle == .everyone ? .null : .text(work.circle.description)
    // A peer may have written what the column stores otherwise: the record must keep what it wrote.
    let live = try move.after.flatMap { try move.table.stored($0, move.ref.key, session) }
    try session.run(
      """
      INSERT INTO samband_row(tbl, key, circle, digest, state) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(tbl, key) DO UPDATE SET
        circle = excluded.circle, digest = excluded.digest, state = excluded.state
      """,
      [
        .integer(move.ref.table), .blob(move.ref.key.bytes), circle,
        digest.map { .blob($0.bytes) } ?? .null,
        .blob(try codec.encode(work.state, live: live)),
      ])
  }

  private func writeHeld(_ ref: RowRef, _ held: HeldRow?) throws {
    let place: [Value] = [.integer(ref.table), .blob(ref.key.bytes)]
    try session.run("DELETE FROM samband_held WHERE tbl = ?1 AND key = ?2", place)
    guard let held else { return }
    try session.run(
      "INSERT INTO samband_held(tbl, key, reason, detail) VALUES (?1, ?2, ?3, ?4)",
      place + [.text(held.reason.rawValue), .text(held.detail)])
  }

  private func writeConflicts(
    _ move: Projection.Move, _ work: RowWork, _ report: inout ProjectionReport
  ) throws {
    let place: [Value] = [.integer(move.ref.table), .blob(move.ref.key.bytes)]
    let before = try session.rows(
      "SELECT unit, state FROM samband_conflict WHERE tbl = ?1 AND key = ?2", place
    ) { (unit: $0.integer(0), state: $0.string(1)) }
    let now = move.table.model.conflicts(of: work.state).map { conflict in
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
