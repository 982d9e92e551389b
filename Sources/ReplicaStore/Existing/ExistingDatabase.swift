import GRDB
import GRDBSQLite
import MergeAlgebra

/// An ordinary SQLite database that is to be taken under sync.
///
/// It is only read, in one snapshot; other programs may have it open and go on writing to it.
package struct ExistingDatabase {
  /// Where the file is.
  public let path: String
  let session: SQLSession
  let observer: (any ProgressObserver)?

  /// Calls `body` with the database as it is at one moment.
  ///
  /// Errors: `schema` when it cannot be taken under sync whatever the rules are: a replica, a file
  /// that is no database, UTF-16; `busy`; `storage`.
  public static func read<Result>(
    _ path: String, observer: (any ProgressObserver)? = nil,
    _ body: (ExistingDatabase) throws -> Result
  ) throws -> Result {
    let stopCheck = StopCheck(observer)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(ReplicaFile.patience)
    configuration.prepareDatabase { stopCheck?.watch($0) }
    defer { withExtendedLifetime(stopCheck) {} }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.read { database in
        let existing = ExistingDatabase(
          path: path, session: SQLSession(database: database), observer: observer)
        try existing.checkForm()
        return try body(existing)
      }
    } catch let error as DatabaseError {
      let failure = SQLSession.failure(
        error.extendedResultCode.rawValue, error.message ?? "", sql: error.sql)
      guard failure.code == .notAReplica else { throw failure }
      throw StoreError(.schema, "\(path) is not an SQLite database")
    }
  }

  private func checkForm() throws {
    let encoding = try session.first("PRAGMA encoding") { $0.string(0) } ?? "?"
    guard encoding == "UTF-8" else {
      throw StoreError(
        .schema,
        "the database stores its texts as \(encoding): make one that stores them as UTF-8, with "
          + "sqlite3 \(path) .dump | sqlite3 new.sqlite, and take that")
    }
    let ours = try session.rows(
      """
      SELECT name FROM sqlite_schema WHERE name LIKE 'samband\\_%' ESCAPE '\\' ORDER BY name
      """
    ) { $0.string(0) }
    if ours.contains("samband_meta") {
      throw StoreError(
        .schema,
        "the database is a replica already: use it as it is, or take the file that it "
          + "was made from")
    }
    if let name = ours.first {
      throw StoreError(
        .schema, "the name \"\(name)\" is taken: names with samband_ are our own; rename it")
    }
  }

  private static let pagesAtOnce: Int32 = 1_024

  /// Writes the database to a new file, page by page, so that hidden rowids stay.
  func copy(to path: String) throws {
    var target: OpaquePointer?
    let opened = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    defer { sqlite3_close(target) }
    guard opened == SQLITE_OK,
      let backup = sqlite3_backup_init(target, "main", session.database.sqliteConnection, "main")
    else { throw Self.failure(target, opened) }
    let progress = ProgressMeter(observer)
    var stepped = SQLITE_OK
    do {
      try progress.begin(.copying, of: nil)
      while stepped == SQLITE_OK {
        stepped = sqlite3_backup_step(backup, Self.pagesAtOnce)
        let total = Int64(sqlite3_backup_pagecount(backup))
        try progress.begin(
          .copying, of: total, done: total - Int64(sqlite3_backup_remaining(backup)))
      }
    } catch {
      sqlite3_backup_finish(backup)
      throw error
    }
    let finished = sqlite3_backup_finish(backup)
    guard stepped == SQLITE_DONE, finished == SQLITE_OK else { throw Self.failure(target, stepped) }
  }

  private static func failure(_ connection: OpaquePointer?, _ code: Int32) -> StoreError {
    let message = connection.map { String(cString: sqlite3_errmsg($0)) } ?? "cannot open"
    return SQLSession.failure(code, message, sql: nil)
  }
}

extension ReplicaFile {
  /// Makes a new replica file that begins as a copy of an ordinary database, not yet under capture.
  ///
  /// Errors: `exists`, `storage`. On an error no file is left behind.
  package static func create(
    at path: String, copying existing: ExistingDatabase
  ) throws -> ReplicaFile {
    try make(
      at: path, keptBy: try ExistingSchema(existing.session).text,
      existing.observer, beginningWith: { try existing.copy(to: path) }, { _ in })
  }
}

extension ReplicaTransaction {
  /// Journals every row of every table under sync as if it had just been inserted.
  ///
  /// `time` is in milliseconds. Nothing may have been journaled or sealed before. Errors:
  /// `unsealable` when a row is for another member's eyes only.
  public func journalEveryRow(at time: Int64) throws {
    for table in tables {
      try checkThatWeMayHold(table)
      let names = table.model.key.indices.map { "k\($0)" }.joined(separator: ", ")
      let keys = table.model.key.map(quoted).joined(separator: ", ")
      try session.run(
        """
        INSERT INTO \(JournalLayout(table: table).name)(op, time, \(names))
        SELECT 1, ?1, \(keys) FROM \(quoted(table.name))
        """, [.integer(time)])
    }
  }

  private func checkThatWeMayHold(_ table: TrackedTable) throws {
    guard table.model.declaration.audience == .member, let collaboration,
      let owner = table.model.declaration.owner,
      let me = collaboration.members.first(where: { $0.id == collaboration.coordinator })
    else { return }
    let keys = table.model.key.map(quoted).joined(separator: ", ")
    let stranger = try session.first(
      "SELECT \(keys) FROM \(quoted(table.name)) WHERE CAST(\(quoted(owner)) AS TEXT) <> ?1 LIMIT 1",
      [.text(me.ownerKey)]
    ) { RowKey($0.values(from: 0, count: table.model.key.count)) }
    guard let stranger else { return }
    throw StoreError(
      .unsealable,
      "\(table.name) \(stranger.readable): only its owner may hold it (audience member), and this "
        + "is the coordinator's replica: give the table another audience, or let the owner add the "
        + "row later")
  }
}
