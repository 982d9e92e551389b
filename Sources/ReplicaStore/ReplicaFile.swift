import CSQLiteControl
import Foundation
import GRDB
import GRDBSQLite
import MergeAlgebra

/// An SQLite file under sync: the user's tables, and ours beside them.
///
/// Every operation is one transaction; other programs may use the file at the same time. WAL,
/// `synchronous = FULL`. Our own connection leaves foreign keys and triggers off: what the user's
/// schema asks for is kept by the projection, the same way on every replica.
public final class ReplicaFile: Sendable {
  /// Where the file is.
  public let path: String
  private let queue: DatabaseQueue
  private let schema = SchemaCache()
  /// Hears how far operations are, and may stop them; `nil` when nobody does.
  let observer: (any ProgressObserver)?
  private let stopCheck: StopCheck?

  /// How long to wait for another program, in seconds.
  public static let patience: Double = 10

  /// Opens a replica, whose operations `observer` hears of and may stop.
  ///
  /// Errors: `notAReplica` when the file is none or has another format version; `storage`.
  public init(opening path: String, observer: (any ProgressObserver)? = nil) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError(.storage, "there is no file \(path)")
    }
    self.path = path
    self.observer = observer
    stopCheck = StopCheck(observer)
    queue = try Self.queue(path, stopCheck)
    try Self.translating {
      try queue.read { database in
        let session = SQLSession(database: database)
        let isOurs = try session.first(
          "SELECT 1 FROM sqlite_schema WHERE name = 'samband_meta'"
        ) { _ in true }
        guard isOurs != nil else {
          throw StoreError(.notAReplica, "\(path) is an SQLite file, but not a replica")
        }
        let version = try session.first(
          "SELECT value FROM samband_meta WHERE name = 'format'"
        ) { $0.integer(0) }
        guard version == InternalSchema.version else {
          throw StoreError(
            .notAReplica,
            "\(path) has format version \(version ?? 0), and this program reads "
              + "\(InternalSchema.version)")
        }
      }
    }
  }

  /// Makes a new replica file with the user's schema, not yet under capture.
  ///
  /// Errors: `exists`; `schema` when the SQL is refused by us or by SQLite; `storage`. On an error
  /// no file is left behind.
  public static func create(
    at path: String, schema: String, observer: (any ProgressObserver)? = nil
  ) throws -> ReplicaFile {
    try SchemaScript.check(schema)
    let file = try make(at: path, keptBy: schema, observer) { try SchemaScript.run(schema, $0) }
    file.schema.keepLines(of: schema)
    return file
  }

  /// Makes a new file, ours and what `fill` puts beside it; nothing is left behind on an error.
  ///
  /// `schema` is what the tables are to be like from then on.
  static func make(
    at path: String, keptBy schema: String, _ observer: (any ProgressObserver)?,
    beginningWith begin: () throws -> Void = {}, _ fill: (SQLSession) throws -> Void
  ) throws -> ReplicaFile {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StoreError(.exists, "\(path) exists already")
    }
    do {
      try begin()
      let stopCheck = StopCheck(observer)
      let queue = try queue(path, stopCheck)
      try translating {
        try queue.writeWithoutTransaction { database in
          // The file remembers it; GRDB's own setting would write at every opening.
          try SQLSession(database: database).runScript("PRAGMA journal_mode = WAL")
          try database.inTransaction(.immediate) {
            let session = SQLSession(database: database)
            try fill(session)
            try session.runScript(InternalSchema.sql)
            try session.run(
              "INSERT INTO samband_meta(name, value) VALUES ('format', ?1), ('schema', ?2)",
              [.integer(InternalSchema.version), .text(schema)])
            return .commit
          }
        }
      }
      try queue.close()
      withExtendedLifetime(stopCheck) {}
      return try ReplicaFile(opening: path, observer: observer)
    } catch {
      for suffix in ["", "-wal", "-shm"] {
        do {
          try FileManager.default.removeItem(atPath: path + suffix)
        } catch CocoaError.fileNoSuchFile {
          continue
        }
      }
      throw error
    }
  }

  /// Runs one operation in one `BEGIN IMMEDIATE` transaction; an error leaves everything as it was.
  package func write<Result>(_ body: (ReplicaTransaction) throws -> Result) throws -> Result {
    try transaction(.immediate, body)
  }

  /// Reads in one snapshot.
  ///
  /// What `body` might write is rolled back. (GRDB's `read` would set `query_only` before and after,
  /// and each time SQLite prepares all statements of the connection anew.)
  package func read<Result>(_ body: (ReplicaTransaction) throws -> Result) throws -> Result {
    try transaction(.deferred, body)
  }

  private func transaction<Result>(
    _ kind: Database.TransactionKind, _ body: (ReplicaTransaction) throws -> Result
  ) throws -> Result {
    try Self.translating {
      try queue.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(kind) {
          result = try body(
            try ReplicaTransaction(
              SQLSession(database: database), schema, ProgressMeter(observer)))
          return kind == .deferred ? .rollback : .commit
        }
        guard let result else { preconditionFailure("a finished operation has a result") }
        return result
      }
    }
  }

  /// A number that is another when another connection has written since.
  ///
  /// Costs next to nothing: `PRAGMA data_version`.
  public func dataVersion() throws -> Int64 {
    try Self.translating {
      try queue.writeWithoutTransaction { database in
        try SQLSession(database: database).first("PRAGMA data_version") { $0.integer(0) } ?? 0
      }
    }
  }

  /// Runs the user's SQL as another program would: triggers and foreign keys on.
  public func runAsUser(_ sql: String) throws {
    try Self.translating {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Self.patience)
      configuration.allowsUnsafeTransactions = true
      let other = try DatabaseQueue(path: path, configuration: configuration)
      try other.writeWithoutTransaction { database in
        let outcome = Result { try SQLSession(database: database).runScript(sql) }
        // The SQL may have begun what it did not end.
        if database.isInsideTransaction { try database.rollback() }
        try outcome.get()
      }
      try other.close()
    }
  }

  /// Brings everything into the one file, and lets it be journaled as SQLite does by default.
  ///
  /// A file that another program has open stays as it is: that is no less ordinary.
  public func leaveWAL() throws {
    try Self.translating {
      try queue.writeWithoutTransaction { database in
        let session = SQLSession(database: database)
        do {
          try session.runScript("PRAGMA journal_mode = DELETE")
        } catch let error as StoreError where error.code == .busy {
          return
        }
      }
    }
  }

  /// Writes all pages of the file, as they are at one moment, to another.
  func backup(to path: String) throws {
    try Self.translating {
      let target = try DatabaseQueue(path: path)
      try queue.backup(to: target)
      try target.close()
    }
  }

  private static func queue(_ path: String, _ stopCheck: StopCheck?) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { database in
      stopCheck?.watch(database)
      let session = SQLSession(database: database)
      try session.runScript("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")
      let encoding = try session.first("PRAGMA encoding") { $0.string(0) }
      guard encoding == "UTF-8" else {
        throw StoreError(.schema, "the database is stored as \(encoding ?? "?"), not as UTF-8")
      }
      try session.runScript("ATTACH DATABASE ':memory:' AS \(Shadow.database)")
      guard samband_enable_triggers(database.sqliteConnection, 0) == SQLITE_OK else {
        throw StoreError(.storage, "SQLite does not let triggers be switched off")
      }
    }
    return try translating { try DatabaseQueue(path: path, configuration: configuration) }
  }

  private static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw SQLSession.failure(
        error.extendedResultCode.rawValue, error.message ?? "", sql: error.sql)
    }
  }
}
