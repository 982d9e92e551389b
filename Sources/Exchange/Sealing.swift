import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What sealing did.
public struct SealReport: Equatable, Sendable {
  /// The change sets that were made, with their rows.
  public var changeSets: [(dot: Dot, rows: Int)] = []
  /// The incarnation that began with them; `nil` when the one before goes on.
  public var newLife: NewLife?
  /// What is worth a second look before it is sent, where the template has a guard.
  public var warnings: [GuardedPlace] = []
  /// What the projection changed, and the conflicts it found.
  public var projection = ProjectionReport()

  /// Counts what another sealing did as well.
  mutating func add(_ other: SealReport) {
    changeSets += other.changeSets
    newLife = other.newLife ?? newLife
    warnings += other.warnings
    projection.changedRows += other.projection.changedRows
    projection.newlyHeld += other.projection.newlyHeld
    projection.opened += other.projection.opened
    projection.settled += other.projection.settled
    projection.corrections += other.projection.corrections
    projection.rekeyed += other.projection.rekeyed
  }

  /// Whether both are the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.projection == right.projection && left.newLife == right.newLife
      && left.warnings == right.warnings
      && left.changeSets.map(\.dot) == right.changeSets.map(\.dot)
      && left.changeSets.map(\.rows) == right.changeSets.map(\.rows)
  }
}

extension Replica {
  /// Makes change sets of what other programs have edited: one per circle, widest first.
  ///
  /// Errors: `unsealable` with table and row, `nationalID`, `nationalIDInNote`, `unknownValues`, `noKey`, `busy`.
  @discardableResult
  public func seal(note: String = "") throws -> SealReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { try $0.seal(note: note, keys: keys) }
  }
}

extension Operation {
  /// Seals what the journals hold and shows the result.
  func seal(note: String, keys: ReplicaKeys) throws -> SealReport {
    var report = SealReport()
    // Each row is looked at twice: when its change set is made, and when that is applied.
    try transaction.progress.begin(.sealing, of: 2 * transaction.unsealedCount())
    try keepUnknownValues(of: transaction.movedRows())
    for draft in try transaction.drainJournals(me: identity.member) {
      let sealed = try seal(draft, note: note, keys: keys)
      report.changeSets.append((sealed.head.dot, sealed.rowCount))
    }
    report.newLife = newLife
    report.warnings = guardWarnings
    report.projection = try transaction.project()
    // Something may have kept a newer charter out that is gone by now.
    if newest.charter.version > charter.charter.version { try followCharters() }
    return report
  }

  /// Makes a change set of a draft, keeps it and applies it.
  func seal(_ draft: Draft, note: String, keys: ReplicaKeys) throws -> SignedChangeSet {
    guardWarnings += try guardDraft(draft, note: note)
    try beginNewLifeIfNeeded()
    guard
      let stream = StreamID(
        replica: identity.replica, incarnation: try incarnation, circle: draft.circle)
    else { throw ExchangeError(.notAReplica, replica.file.path) }
    let vector = transaction.vector
    var context = vector.visible(in: draft.circle)
    context[stream] = nil
    let last = vector[stream]
    let head = ChangeSetHead(
      dot: Dot(stream, (last?.number ?? 0) + 1), previous: last?.head,
      contextDifference: context.difference(from: transaction.context(of: stream)),
      charterVersion: charter.charter.version, time: workplace.clock.now, note: note)
    let signed = try SignedChangeSet(
      sealing: head, groups: draft.groups, collaboration: identity.collaboration,
      secret: workplace.random.bytes(32), key: keys.signing)
    try transaction.keep(
      head, hash: signed.hash, rowCount: Int64(signed.rowCount),
      body: Gzip.member(of: signed.document), received: workplace.clock.now)
    do {
      try transaction.apply(
        head, hash: signed.hash, draft.groups, judge: try judge(of: identity.member, head))
    } catch let error as StoreError where error.code == .invalid {
      // Something has got past the triggers that nobody else would apply.
      throw StoreError(.unsealable, error.flaw?.summary ?? error.message)
    }
    try noteMachine()
    return signed
  }
}
