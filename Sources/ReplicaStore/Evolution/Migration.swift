import MergeAlgebra

/// Takes the user's tables of a replica from one schema to another, inside a running transaction.
///
/// What the user has added stays: tables, columns, indexes, views and triggers of his own. Tables are
/// made anew by the way that SQLite documents (sqlite.org/lang_altertable.html §7), with every rowid
/// that can be named. Foreign keys and triggers are off on our connection.
struct Migration {
  let session: SQLSession
  let comparison: SchemaComparison
  private var old: SchemaScratch { comparison.old }
  private var new: SchemaScratch { comparison.new }

  init(session: SQLSession, comparison: SchemaComparison) {
    self.session = session
    self.comparison = comparison
  }

  /// Changes the tables.
  ///
  /// Errors: `schema` when something of the user's is in the way; the caller rolls back.
  func run() throws {
    try dropCapture()
    try step("a column cannot be renamed") { try ColumnRename.run(comparison.renames, session) }
    let present = try SchemaScratch.objects(in: session)
    let own = present.filter { object in
      object.type != "table" && old.object(object.type, object.name) == nil
    }
    try checkRoom(present)
    for object in present where object.type == "view" || object.type == "trigger" {
      // A trigger on a view goes with it.
      try session.runScript("DROP \(object.type.uppercased()) IF EXISTS \(quoted(object.name))")
    }
    for object in present where object.type == "index" && isOutdated(object) {
      try session.runScript("DROP INDEX \(quoted(object.name))")
    }
    for table in new.objects where table.type == "table" {
      try make(table, from: present.first { $0.type == "table" && $0.name == table.name })
    }
    try putBack(own, present)
    try updateNames()
  }

  private func step(_ failure: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as StoreError where error.code == .storage {
      throw StoreError(.schema, "\(failure): \(error.message)")
    }
  }

  private func dropCapture() throws {
    let names = try session.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'samband\\_%' ESCAPE '\\'"
    ) { $0.string(0) }
    for name in names { try session.runScript("DROP TRIGGER main.\(quoted(name))") }
    // The connection's own triggers would speak of tables as they were.
    let temporary = try session.rows(
      "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"
    ) { $0.string(0) }
    for name in temporary { try session.runScript("DROP TRIGGER temp.\(quoted(name))") }
  }

  // MARK: The user's own

  /// Refuses what the new schema would have to overwrite.
  private func checkRoom(_ present: [SchemaScratch.Object]) throws {
    for object in new.objects where old.object(object.type, object.name) == nil {
      guard let twin = present.first(where: { $0.name.lowercased() == object.name.lowercased() }),
        twin.type != object.type || twin.form != object.form
      else { continue }
      throw StoreError(
        .schema,
        "this file has a \(twin.type) \"\(twin.name)\" of its own, and the charter has another "
          + "\(object.type) with that name: rename yours")
    }
    for shape in new.shapes {
      guard let before = old.shape(shape.name),
        let theirs = new.definition(of: shape.name),
        let mine = present.first(where: { $0.type == "table" && $0.name == shape.name })
          .flatMap({ TableDefinition($0.sql) })
      else { continue }
      for column in shape.columns where !before.columns.contains(where: { $0.name == column.name })
      {
        guard
          let twin = mine.columns.first(where: { $0.name.lowercased() == column.name.lowercased() }
          ),
          twin.form != theirs.column(column.name)?.form
        else { continue }
        throw StoreError(
          .schema,
          "this file has a column \"\(twin.name)\" of its own in \"\(shape.name)\", and the charter "
            + "has another column with that name: rename yours")
      }
    }
  }

  /// Whether an index of the charter is gone or another in the new one.
  private func isOutdated(_ index: SchemaScratch.Object) -> Bool {
    guard let before = old.object("index", index.name) else { return false }
    return new.object("index", index.name)?.form != before.form
  }

  /// Makes the charter's indexes, views and triggers that are not there, then the user's own.
  ///
  /// What the charter does not change stays as the user has it, also when he has made it otherwise
  /// or taken it away.
  private func putBack(
    _ own: [SchemaScratch.Object], _ present: [SchemaScratch.Object]
  ) throws {
    for type in ["index", "view", "trigger"] {
      for object in new.objects where object.type == type {
        guard old.object(type, object.name)?.form == object.form else {
          try putBack(object)
          continue
        }
        let mine = present.first { $0.type == type && $0.name == object.name }
        if let mine { try putBack(mine) }
      }
      for object in own where object.type == type && new.object(type, object.name) == nil {
        try putBack(object)
      }
    }
  }

  private func putBack(_ object: SchemaScratch.Object) throws {
    let isThere = try session.first(
      "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2",
      [.text(object.type), .text(object.name)]
    ) { _ in true }
    if isThere == true { return }
    try step("the \(object.type) \"\(object.name)\" cannot be made") {
      try session.runScript(object.sql)
    }
  }

  // MARK: Tables

  private func make(
    _ table: SchemaScratch.Object, from present: SchemaScratch.Object?
  ) throws {
    guard let present else {
      guard old.object("table", table.name) == nil else {
        throw StoreError(
          .schema, "the table \"\(table.name)\" is not in this file any more: put it back")
      }
      return try step("the table \"\(table.name)\" cannot be made") {
        try session.runScript(table.sql)
      }
    }
    guard let before = old.definition(of: table.name), let now = TableDefinition(table.sql),
      let mine = TableDefinition(present.sql), before.form != now.form
    else { return }
    let own = mine.columns.filter { column in
      !before.columns.contains { $0.name == column.name }
        && !now.columns.contains { $0.name == column.name }
    }
    try step("the table \"\(table.name)\" cannot be changed") {
      try rebuild(table.name, as: now.sql(named: Self.scratchName, adding: own))
    }
  }

  private static let scratchName = "samband_new"

  /// Makes a table anew with its rows, and with the indexes that are the user's or still wanted.
  private func rebuild(_ name: String, as sql: String) throws {
    let indexes = try SchemaScratch.objects(in: session)
      .filter { $0.type == "index" && $0.table == name }
    let reader = SchemaReader(session: session)
    guard let shape = try reader.tables().first(where: { $0.name == name }) else { return }
    let sequence = try sequence(of: name)
    try session.runScript(sql)
    let made = try session.rows(
      "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0", [.text(Self.scratchName)]
    ) { $0.string(0) }
    var columns = shape.columns.filter { !$0.isGenerated && made.contains($0.name) }
      .map { quoted($0.name) }
    if let rowID = shape.rowIDName, !made.contains(where: { $0.lowercased() == rowID }) {
      columns.append(rowID)
    }
    let list = columns.joined(separator: ", ")
    try session.runScript(
      """
      INSERT OR ABORT INTO \(quoted(Self.scratchName))(\(list))
      SELECT \(list) FROM \(quoted(name));
      DROP TABLE \(quoted(name));
      PRAGMA legacy_alter_table = ON;
      ALTER TABLE \(quoted(Self.scratchName)) RENAME TO \(quoted(name));
      PRAGMA legacy_alter_table = OFF;
      """)
    if let sequence {
      try session.run(
        "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", [.text(name), sequence])
    }
    for index in indexes { try putBack(index) }
  }

  /// The last number that AUTOINCREMENT gave; `nil` where it gives none.
  private func sequence(of table: String) throws -> Value? {
    let exists = try session.first(
      "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'"
    ) { _ in true }
    guard exists == true else { return nil }
    return try session.first("SELECT seq FROM sqlite_sequence WHERE name = ?1", [.text(table)]) {
      $0.value(0)
    }
  }

  // MARK: Our records

  /// Brings the list of tables and columns under sync up to date, and takes away outdated journals.
  private func updateNames() throws {
    for (name, model) in comparison.newModels.sorted(by: { $0.key < $1.key }) {
      if comparison.oldModels[name] == nil {
        try session.run("INSERT INTO samband_table(name) VALUES (?1)", [.text(name)])
      }
      guard
        let id = try session.first(
          "SELECT id FROM samband_table WHERE name = ?1", [.text(name)], { $0.integer(0) })
      else { throw ByteReader.damage }
      try session.run("DELETE FROM samband_column WHERE tbl = ?1", [.integer(id)])
      for column in model.columns {
        try session.run(
          "INSERT INTO samband_column(tbl, name) VALUES (?1, ?2)",
          [.integer(id), .text(column.name)])
      }
      // Its columns stand by their places; the caller has emptied it.
      try session.runScript("DROP TABLE IF EXISTS samband_journal_\(id)")
    }
  }
}
