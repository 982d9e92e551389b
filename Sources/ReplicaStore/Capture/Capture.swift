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
    let altered = try ProjectionCheck(rows: rows, tables: tables).alteredContents()
    for table in tables {
      let journal = JournalLayout(table: table)
      let journaled = Set(
        try Journal(session: session).traces(of: table).map(\.key))
      var shown: Set<RowKey> = []
      for key in try shownKeys(of: table) {
        guard let name = try rows.liveKey(of: key, in: table) else { continue }
        shown.insert(name)
        if journaled.contains(name) { continue }
        guard let live = try table.liveRow(name, session) else {
          throw StoreError(
            .unsealable,
            "\(table.name) \(key.readable): the row vanished while its triggers were away: "
              + "put it back and delete it again")
        }
        let work = try rows.work(key, in: table)
        let wanted =
          altered[RowRef(table: table.id, key: key)]?.cells
          ?? table.model.shownValues(of: work.state)
        let digest = StateDigest(of: work.state, key: key, in: table.model)
        let isEdited = work.digest != nil && work.digest != digest
        let columns = try live.cells.indices.filter { column in
          let unit = table.model.units[table.model.unit(holding: column)]
          return try plain(wanted[column], column, table, rows) != live.cells[column]
            || (isEdited && !unit.rule.hasSuggestions && !table.model.columns[column].isFixed)
        }
        if !columns.isEmpty { try note(name, columns, journal) }
      }
      for row in try table.liveRows(session)
      where !shown.contains(row.key) && !journaled.contains(row.key) {
        try insert(1, row.key, [], journal)
      }
    }
    rows.clear()
  }

  /// A cell in the live table's words.
  private func plain(
    _ value: Value, _ column: Int, _ table: TrackedTable, _ rows: RowStore
  ) throws -> Value {
    guard case .row(let row) = value, let name = table.cellNumbers[column],
      let owner = rows.numbering.table(name)
    else { return value }
    return .integer(try rows.numbering.number(of: row, in: owner))
  }

  /// The rows that the live table was last made to show.
  private func shownKeys(of table: TrackedTable) throws -> [RowKey] {
    try session.rows(
      """
      SELECT r.key FROM samband_row AS r LEFT JOIN samband_held AS h
      ON h.tbl = r.tbl AND h.key = r.key
      WHERE r.tbl = ?1 AND CASE WHEN h.reason IN ('revived', 'altered') THEN 1
        WHEN h.reason IS NULL THEN r.digest IS NOT NULL ELSE 0 END
      """, [.integer(table.id)]
    ) { row in
      guard let key = RowKey(encoded: row.blob(0)) else { throw ByteReader.damage }
      return key
    }
  }

  /// Journals an update of some columns.
  func note(
    _ key: RowKey, _ columns: [Int], _ journal: JournalLayout
  ) throws {
    try insert(2, key, journal.masks(of: columns), journal)
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
