import BundleFormat
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// An ordinary database as it would be taken under sync.
public struct Takeover: Equatable, Sendable {
  /// Where the database is.
  public let path: String
  /// What will be done with each table, and why.
  public let plan: TakeoverPlan
  /// The rules document that the charter will carry.
  public let rules: JSONValue
  /// The rows that the database's own schema refuses, one line each; none must be left.
  public let brokenRows: [String]

  /// Looks at a database and changes nothing.
  ///
  /// The rules are proposed from the schema unless a document is given. Errors: `noSuchFile`,
  /// `schemaRefused` with everything that cannot be kept, `busy`, `storage`.
  public init(of path: String, rules: [UInt8]? = nil) throws {
    self = try Self.reading(path, nil) { try Takeover($0, rules: rules) }
  }

  init(_ database: ExistingDatabase, rules given: [UInt8]?) throws {
    path = database.path
    let declared = try given.map { try Replica.rules($0, of: database.path) }
    plan = try database.plan(declared?.declarations)
    rules = declared?.document ?? JSONValue(plan.declarations)
    brokenRows = try database.brokenRows(plan)
  }

  static func reading<Result>(
    _ path: String, _ observer: (any ProgressObserver)?,
    _ body: (ExistingDatabase) throws -> Result
  ) throws -> Result {
    guard FileSystem.exists(path) else { throw ExchangeError(.noSuchFile, path) }
    guard !FileSystem.isFolder(path) else { throw ExchangeError(.cannotRead, path) }
    do {
      return try ExistingDatabase.read(path, observer: observer, body)
    } catch let error as StoreError {
      throw ExchangeError(error, at: path)
    }
  }

  /// Refuses rows that the schema refuses.
  ///
  /// Errors: `rowsRefused` with all of them.
  public func checkRows() throws {
    guard brokenRows.isEmpty else {
      throw ExchangeError(.rowsRefused, path, cause: brokenRows.joined(separator: "\n"))
    }
  }
}

extension Replica {
  /// Founds a collaboration on an ordinary database: its tables as they are, its rows as the
  /// coordinator's first change sets.
  ///
  /// `plan` says everything but schema and rules, which the database and `rules` give. The database
  /// is only read. `announce` hears what will be done before anything is. Errors: those of
  /// ``Takeover/init(of:rules:)``, ``Takeover/checkRows()`` and founding, `unsealable`. On an error
  /// nothing is left behind.
  public static func found(
    _ plan: FoundingPlan, from existing: String, rules: [UInt8]? = nil, at path: String,
    workplace: Workplace, announce: (Takeover) throws -> Void = { _ in }
  ) throws -> (replica: Replica, report: SealReport) {
    let replica = try Takeover.reading(existing, workplace.progress) { database in
      let takeover = try Takeover(database, rules: rules)
      try announce(takeover)
      try takeover.checkRows()
      var plan = plan
      plan.schema = takeover.plan.schema
      plan.rules = takeover.rules.canonicalBytes
      return try begin(plan, at: path, workplace: workplace) {
        try ReplicaFile.create(at: $0, copying: database)
      }
    }
    // From here on nothing is read of the other file, and its programs can write again.
    do {
      return (replica, try replica.sealEveryRow())
    } catch {
      try replica.discard()
      throw error
    }
  }

  private func sealEveryRow() throws -> SealReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      try operation.transaction.journalEveryRow(at: workplace.clock.now)
      return try operation.seal(note: "", keys: keys)
    }
  }

  /// Removes a replica that has just been made and could not be finished, with its keys.
  func discard() throws {
    for suffix in ["", "-wal", "-shm"] { try FileSystem.remove(file.path + suffix) }
    try workplace.keys.removeKeys(of: identity.replica)
  }
}
