import BundleFormat
import MergeAlgebra
import ReplicaStore

/// How a replica stands.
public struct StatusReport: Sendable {
  /// Another replica, as far as is known.
  public struct PeerStatus: Equatable, Sendable {
    /// The replica.
    public let replica: ReplicaID
    /// Its member.
    public let member: MemberID
    /// When it was last heard of, in milliseconds by its own clock; `nil` when never.
    public let lastHeard: Int64?
    /// How many of our own change sets it is known to have.
    public let has: Int64
    /// How many of our own change sets it may hold.
    public let ours: Int64
    /// How many of the change sets that we hold, and it may hold, it is not known to have.
    public let lacks: Int64
    /// Whether it stated our vector with another digest.
    public let differs: Bool
    /// Whether it is known to hold just the change sets for everyone that we hold, and to show the same
    /// data.
    public let agrees: Bool
  }

  /// Who the replica is.
  public let identity: ReplicaIdentity
  /// The collaboration's name.
  public let collaborationName: String
  /// The member's name.
  public let memberName: String
  /// The charter in force.
  public let charterVersion: Int64
  /// A newer charter that is known here and cannot come into force; `nil` when there is none.
  public let waitingCharter: WaitingCharter?
  /// Whether the newest charter names this replica.
  public let isAdmitted: Bool
  /// Whether this replica has ended: nobody takes what it signs from now on.
  public let hasEnded: Bool
  /// The other replicas that have ended.
  public let ended: [Charter.Replica]
  /// Change sets of those that were refused here.
  public let refused: [RefusedRange]
  /// The incarnation in which it makes change sets.
  public let incarnation: String
  /// What has been applied.
  public let vector: VersionVector
  /// Edits that wait to be sealed.
  public let unsealed: Int64
  /// Change sets that are set aside, and why.
  public let setAside: [SetAside]
  /// Change sets that wait for others.
  public let parked: Int
  /// What they wait for.
  public let missing: [MissingRange]
  /// Conflicts that a person must decide.
  public let openConflicts: Int64
  /// Conflicts that a rule decided.
  public let settledConflicts: Int64
  /// Rows that are held back.
  public let heldRows: Int64
  /// The digest of `everyone`.
  public let digest: StateDigest
  /// The other replicas that take part, in charter order.
  public let peers: [PeerStatus]
}

extension Replica {
  /// Tells how this replica stands; changes nothing.
  public func status() throws -> StatusReport {
    try read { operation in
      let transaction = operation.transaction
      let charter = operation.newest.charter
      let counts = try transaction.conflictCounts()
      let known = try transaction.peers(byOwnWord: true)
      let hearsay = try transaction.peers(byOwnWord: false)
      let digest = try transaction.digest(of: .everyone)
      let others = charter.replicas.filter { $0.id != identity.replica }
      let peers = others.filter { $0.end == nil }.map { replica in
        operation.peerStatus(
          of: replica.id, replica.member, known.first { $0.replica == replica.id },
          hearsay.first { $0.replica == replica.id }, digest)
      }
      return StatusReport(
        identity: identity, collaborationName: charter.name,
        memberName: charter.member(identity.member)?.name ?? identity.member.name,
        charterVersion: operation.charter.charter.version,
        waitingCharter: try operation.waitingCharter(),
        isAdmitted: charter.replica(identity.replica) != nil,
        hasEnded: operation.hasEnded(identity.replica), ended: others.filter { $0.end != nil },
        refused: try operation.refusedRanges(), incarnation: try operation.incarnation,
        vector: transaction.vector, unsealed: try transaction.unsealedCount(),
        setAside: try transaction.setsAside(),
        parked: try transaction.waitingCount(), missing: try operation.missingRanges(),
        openConflicts: counts.open, settledConflicts: counts.settled, heldRows: counts.held,
        digest: digest, peers: peers)
    }
  }

  /// A number that is another after another program, or another connection, has written to the file.
  ///
  /// Next to free, so that it can be asked for often. Errors: `busy`, `storage`.
  public func dataVersion() throws -> Int64 {
    do {
      return try file.dataVersion()
    } catch let error as StoreError {
      throw ExchangeError(error, at: file.path)
    }
  }

  /// How many rows the tables under sync show.
  public func shownRowCount() throws -> Int64 {
    try read { operation in
      try operation.transaction.trackedTables.reduce(0) {
        try $0 + operation.transaction.rowCount(of: $1.name)
      }
    }
  }

  /// The digest of a circle as 32 hexadecimal digits.
  public func digest(of circle: Circle = .everyone) throws -> StateDigest {
    try read { try $0.transaction.digest(of: circle) }
  }
}

extension Operation {
  fileprivate func peerStatus(
    of replica: ReplicaID, _ member: MemberID, _ known: Peer?, _ hearsay: Peer?,
    _ digest: StateDigest
  ) -> StatusReport.PeerStatus {
    let mine = transaction.vector.visible(to: member, coordinator: charter.charter.coordinator)
    let word = known?.vector ?? VersionVector()
    var theirs = word
    if let hearsay, hearsay.heard > known?.heard ?? 0 { theirs.merge(hearsay.vector) }
    let heard = max(known?.heard ?? 0, hearsay?.heard ?? 0)
    let own = mine.entries.filter { $0.stream.replica == identity.replica }
    let has = own.reduce(0) { $0 + min($1.position.number, theirs.number(of: $1.stream)) }
    let lacks = mine.entries.reduce(0) {
      $0 + max(0, $1.position.number - theirs.number(of: $1.stream))
    }
    let everyone: (Circle) -> Bool = { $0 == .everyone }
    let isLevel = theirs.restricted(to: everyone) == mine.restricted(to: everyone)
    let isEqual = word.restricted { $0 == .everyone } == mine.restricted { $0 == .everyone }
    // A digest covers what its charter knows of.
    let isComparable = known?.charterVersion == charter.charter.version
    let stated = isComparable ? known?.digest : nil
    let differs = isEqual && stated != nil && stated != digest
    return StatusReport.PeerStatus(
      replica: replica, member: member, lastHeard: heard > 0 ? heard : nil,
      has: has, ours: own.reduce(0) { $0 + $1.position.number }, lacks: lacks, differs: differs,
      agrees: isLevel && heard > 0 && !differs)
  }
}
