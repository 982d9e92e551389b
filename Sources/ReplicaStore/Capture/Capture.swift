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
      } else if try widen(capture) {
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

  /// Adds to a journal the columns that the table has got since it was made.
  private func widen(_ capture: CaptureTriggers) throws -> Bool {
    let present = Set(
      try session.rows("SELECT name FROM pragma_table_info(?1)", [.text(capture.journal)]) {
        $0.string(0)
      })
    let wanted =
      (0..<capture.maskCount).map { "m\($0)" } + capture.model.columns.indices.map { "o\($0)" }
    let missing = wanted.filter { !present.contains($0) }
    for name in missing {
      try session.run("ALTER TABLE \(capture.journal) ADD COLUMN \(name)")
    }
    return !missing.isEmpty
  }

  /// Finds what was edited while the triggers were away, and journals it.
  ///
  /// A row whose digest differs counts as written in every column; where the record keeps the value
  /// itself, only the columns that differ do.
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
        let shown = table.model.shownValues(of: work.state)
        let isEdited = StateDigest(of: work.state, key: key, in: table.model) != work.digest
        let columns = live.cells.indices.filter { column in
          let unit = table.model.units[table.model.unit(holding: column)]
          return shown[column] != live.cells[column]
            || (isEdited && !unit.rule.hasSuggestions && !table.model.columns[column].isFixed)
        }
        if !columns.isEmpty { try note(key, columns, journal) }
      }
      let all = Set(known)
      for row in try table.liveRows(session)
      where !all.contains(row.key) && !journaled.contains(row.key) {
        try insert(1, row.key, [], journal)
      }
    }
    rows.clear()
  }

  func isHeld(_ key: RowKey, _ table: TrackedTable) throws -> Bool {
    try session.first(
      "SELECT 1 FROM samband_held WHERE tbl = ?1 AND key = ?2",
      [.integer(table.id), .blob(key.bytes)]
    ) { _ in true } ?? false
  }

  /// Journals an update of some columns.
  func note(
    _ key: RowKey, _ columns: [Int], _ journal: JournalLayout
  ) throws {
    var masks = Array(repeating: Int64(0), count: journal.maskCount)
    for column in columns {
      masks[column / CaptureTriggers.bitsPerMask] |= 1 << (column % CaptureTriggers.bitsPerMask)
    }
    try insert(2, key, masks, journal)
  }

  /// Journals an operation.
  func insert(
    _ operation: Int64, _ key: RowKey, _ masks: [Int64], _ journal: JournalLayout
  ) throws {
    var names = ["op", "time"] + key.values.indices.map { "k\($0)" }
    names += masks.indices.map { "m\($0)" }
    let now =
      try session.first(
        "SELECT CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
      ) { $0.integer(0) } ?? 0
    let values: [Value] =
      [.integer(operation), .integer(now)] + key.values + masks.map { .integer($0) }
    let places = values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try session.run(
      "INSERT INTO \(journal.name)(\(names.joined(separator: ", "))) VALUES (\(places))", values)
  }
}
