import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Who a replica is.
public struct ReplicaIdentity: Equatable, Sendable {
  /// The collaboration.
  public let collaboration: CollaborationID
  /// The member who owns it.
  public let member: MemberID
  /// Its name.
  public let replica: ReplicaID
}

/// A replica and the computer that it is on: where every use case starts.
///
/// ```swift
/// let replica = try Replica(opening: "laerdal.sqlite", workplace: workplace)
/// try replica.seal(note: "veke 38")
/// try replica.export(to: [region], into: "ut", form: .plain)
/// ```
public struct Replica: Sendable {
  /// The file.
  public let file: ReplicaFile
  /// Clock, randomness and keys.
  public private(set) var workplace: Workplace
  /// Who it is.
  public let identity: ReplicaIdentity
  let charters = CharterCache()

  /// Opens a replica file.
  ///
  /// Errors: `noSuchFile`, `notAReplica`, `storage`, `busy`.
  public init(opening path: String, workplace: Workplace) throws {
    do {
      let isThere = FileSystem.exists(path)
      guard isThere else { throw ExchangeError(.noSuchFile, path) }
      file = try ReplicaFile(opening: path, observer: workplace.progress)
      identity = try file.read { try Self.identity($0, path) }
    } catch let error as StoreError {
      throw ExchangeError(error, at: path)
    }
    self.workplace = workplace
  }

  /// The same replica, with another workplace.
  public func at(_ workplace: Workplace) -> Replica {
    var replica = self
    replica.workplace = workplace
    return replica
  }

  private static func identity(
    _ transaction: ReplicaTransaction, _ path: String
  ) throws -> ReplicaIdentity {
    guard
      let collaboration = CollaborationID(try transaction.text("collaboration")),
      let member = MemberID(try transaction.text("member")),
      let replica = ReplicaID(try transaction.text("replica"))
    else { throw ExchangeError(.notAReplica, path) }
    return ReplicaIdentity(collaboration: collaboration, member: member, replica: replica)
  }

  /// One operation in one transaction, with the charter in force loaded.
  func write<Result>(_ body: (Operation) throws -> Result) throws -> Result {
    do {
      let (result, made) = try file.write { transaction in
        let operation = try Operation(transaction, self)
        try operation.refuseAlterations()
        try transaction.checkCapture(me: identity.member)
        let result = try body(operation)
        return (result, operation.hasSigned ? operation.made : nil)
      }
      if let made, workplace.remembers, let machine = workplace.machine {
        workplace.keys.remember(
          made.numbers, charter: made.charter, of: identity.replica, on: machine,
          at: workplace.clock.now)
      }
      return result
    } catch let error as StoreError {
      throw ExchangeError(error, at: file.path)
    }
  }

  /// A look at one moment, with the charter in force loaded.
  ///
  /// What asks only for the charter looks `evenIfAltered`: when another program has altered the tables.
  func read<Result>(
    evenIfAltered: Bool = false, _ body: (Operation) throws -> Result
  ) throws -> Result {
    do {
      return try file.read { transaction in
        let operation = try Operation(transaction, self)
        if !evenIfAltered { try operation.refuseAlterations() }
        return try body(operation)
      }
    } catch let error as StoreError {
      throw ExchangeError(error, at: file.path)
    }
  }

  /// The charter in force.
  public func charter() throws -> SignedCharter { try read(evenIfAltered: true, \.charter) }

  /// The newest charter that is known here: who takes part.
  ///
  /// Another than the one in force only while something keeps its tables out of this file.
  public func newestCharter() throws -> SignedCharter { try read(evenIfAltered: true, \.newest) }
}

/// A transaction on a replica together with who it is and what its charter says.
final class Operation {
  let transaction: ReplicaTransaction
  let replica: Replica
  /// The charter in force: whose tables and rules are followed here.
  var charter: SignedCharter
  /// The newest charter that is known here: who takes part, and with which keys.
  ///
  /// Another than the one in force only while something keeps its tables out of this file.
  var newest: SignedCharter
  var collaboration: Collaboration
  /// Whether a change set or a charter was made.
  var hasSigned = false
  /// The incarnation that has begun, where one had to.
  var newLife: NewLife?
  /// Whether it was asked if one has to begin.
  var hasLookedAtLife = false
  /// How far the senders of the bundles that are taken in say that they hold our own streams.
  var wordOfSenders: [StreamID: Int64] = [:]
  /// The change sets in which the guard has found nothing that stops.
  var guardedSets: Set<Dot> = []
  /// What the guard found in the drafts so far that is worth a second look.
  var guardWarnings: [GuardedPlace] = []
  /// The terms by which change sets have been judged so far, by charter version.
  var judgedTerms: [Int64: JudgedTerms] = [:]

  var identity: ReplicaIdentity { replica.identity }
  var workplace: Workplace { replica.workplace }

  init(_ transaction: ReplicaTransaction, _ replica: Replica) throws {
    self.transaction = transaction
    self.replica = replica
    guard let kept = try transaction.newestCharter() else {
      throw ExchangeError(.notAReplica, replica.file.path)
    }
    (charter, collaboration) = try replica.charters.charter(kept.hash, kept.document)
    newest = charter
    if let version = try transaction.versionInForce(), version != charter.charter.version {
      guard let older = try transaction.charters().first(where: { $0.version == version }) else {
        throw ExchangeError(.notAReplica, replica.file.path)
      }
      charter = try SignedCharter(reading: older.document)
      collaboration = try charter.charter.forMerging()
    }
    try transaction.load(collaboration)
  }

  /// Refuses to go on with tables that another program has altered.
  func refuseAlterations() throws {
    if let alteration = transaction.alterations.first { throw ExchangeError(alteration) }
  }

  /// The name that people read of a replica's member.
  func memberName(of replica: ReplicaID) -> String {
    guard let member = newest.charter.replica(replica)?.member else { return replica.name }
    return newest.charter.member(member)?.name ?? member.name
  }
}

extension ReplicaTransaction {
  /// A remembered text; empty when there is none.
  func text(_ name: String) throws -> String { try meta(name)?.string ?? "" }
}

extension Replica {
  /// Dates the edits that wait to be sealed, for stories and simulations that set their own time.
  public func setJournalTime(_ milliseconds: Int64) throws {
    try write { try $0.transaction.setJournalTime(milliseconds) }
  }
}
