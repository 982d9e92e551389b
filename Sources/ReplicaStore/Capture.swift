import MergeAlgebra

/// Puts the journals and triggers in place, and puts them back when another program removed them.
struct Capture {
  let session: SQLSession
  let tables: [TrackedTable]
  let me: MemberID
  let collaboration: Collaboration

  /// Makes what is missing or different; returns whether anything was.
  @discardableResult
  func install() throws -> Bool {
    var changed = false
    var wanted: [String: String] = [:]
    for table in tables {
      let capture = CaptureTriggers(
        number: table.id, shape: table.shape, model: table.model, me: me,
        collaboration: collaboration)
      let exists = try session.first(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", [.text(capture.journal)]
      ) { _ in true }
      if exists == nil {
        try session.run(capture.createJournal)
        changed = true
      }
      for trigger in capture.triggers { wanted[trigger.name] = trigger.sql }
    }
    let present = try session.rows(
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'trigger' AND name LIKE 'samband\\_%' ESCAPE '\\'
      """
    ) { (name: $0.string(0), sql: $0.string(1)) }
    for trigger in present where wanted[trigger.name] != trigger.sql {
      try session.run("DROP TRIGGER \(quoted(trigger.name))")
      changed = true
    }
    let kept = Set(present.filter { wanted[$0.name] == $0.sql }.map(\.name))
    for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) where !kept.contains(name) {
      try session.runScript(sql)
      changed = true
    }
    return changed
  }

  /// Finds what was edited while the triggers were away, and journals it.
  ///
  /// Rows are compared with their digests; a row that differs counts as written in every column.
  func reconcile(_ rows: RowStore) throws {
    for table in tables {
      let journal = JournalLayout(table: table)
      let journaled = Set(
        try Journal(session: session).traces(of: table).map(\.key))
      let known = try session.rows(
        "SELECT key FROM samband_row WHERE tbl = ?1 AND digest IS NOT NULL", [.integer(table.id)]
      ) { RowKey(encoded: $0.blob(0)) }.compactMap { $0 }
      for key in known where !journaled.contains(key) {
        guard let live = try table.liveRow(key, session) else {
          if try isHeld(key, table) { continue }
          throw StoreError(
            .unsealable,
            "\(table.name) \(key.readable): the row vanished while its triggers were away: "
              + "put it back and delete it again")
        }
        let work = try rows.work(key, in: table)
        let digest = StateDigest(of: work.state, key: key, in: table.model)
        if digest == work.digest { continue }
        guard table.model.units.allSatisfy({ !$0.rule.hasSuggestions }) else {
          // What the owner had decided stood only in the live row, and is not known here any more.
          throw StoreError(
            .unsealable,
            "\(table.name) \(key.readable): the row was edited while its triggers were away: "
              + "put back what it was and edit it again")
        }
        try note(key, live, journal, table)
      }
      let all = Set(known)
      for row in try table.liveRows(session)
      where !all.contains(row.key) && !journaled.contains(row.key) {
        try insert(1, row.key, [], [], journal)
      }
    }
    rows.clear()
  }

  private func isHeld(_ key: RowKey, _ table: TrackedTable) throws -> Bool {
    try session.first(
      "SELECT 1 FROM samband_held WHERE tbl = ?1 AND key = ?2",
      [.integer(table.id), .blob(key.bytes)]
    ) { _ in true } ?? false
  }

  private func note(
    _ key: RowKey, _ live: TrackedTable.LiveRow, _ journal: JournalLayout, _ table: TrackedTable
  ) throws {
    var masks = Array(repeating: Int64(0), count: journal.maskCount)
    for column in live.cells.indices {
      masks[column / CaptureTriggers.bitsPerMask] |= 1 << (column % CaptureTriggers.bitsPerMask)
    }
    try insert(2, key, masks, live.cells, journal)
  }

  private func insert(
    _ operation: Int64, _ key: RowKey, _ masks: [Int64], _ old: [Value], _ journal: JournalLayout
  ) throws {
    var names = ["op", "time"] + key.values.indices.map { "k\($0)" }
    names += masks.indices.map { "m\($0)" } + old.indices.map { "o\($0)" }
    let now =
      try session.first(
        "SELECT CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
      ) { $0.integer(0) } ?? 0
    let values: [Value] =
      [.integer(operation), .integer(now)] + key.values + masks.map { .integer($0) } + old
    let places = values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try session.run(
      "INSERT INTO \(journal.name)(\(names.joined(separator: ", "))) VALUES (\(places))", values)
  }
}
