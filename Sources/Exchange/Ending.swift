import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What ending replicas made.
public struct EndingReport: Sendable {
  /// The new charter.
  public let charter: SignedCharter
  /// The replicas that it ended.
  public let ended: [Charter.Replica]
}

extension Replica {
  /// Ends a replica whose computer was lost, at the change sets of it that are held here.
  ///
  /// What it signed up to there stays and is relayed. Later change sets are refused by everyone who
  /// has the new charter, unless a replica that takes part had applied them before it heard of the
  /// end (see `Latecomers`). Its bundles are refused, and nothing is encrypted to it any more; what was
  /// before, whoever has its key can still read. Errors: `notCoordinator`, `unknownReplica`,
  /// `replicaEnded`, `endsItself`.
  public func end(_ lost: ReplicaID) throws -> EndingReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      try operation.checkCoordinator()
      _ = try operation.seal(note: "", keys: keys)
      let charter = operation.newest.charter
      guard let known = charter.replica(lost) else {
        let names = charter.activeReplicas.map(\.id.name).joined(separator: ", ")
        throw ExchangeError(.unknownReplica, lost.name, names)
      }
      if known.end != nil { throw ExchangeError(.replicaEnded, lost.name) }
      if lost == identity.replica { throw ExchangeError(.endsItself, lost.name) }
      return try operation.write(charter, ending: [lost], keys)
    }
  }

  /// A member leaves: its replicas end, its rows stay, and the charter says when.
  ///
  /// Errors: `notCoordinator`, `unknownMember`, `memberLeft`, `coordinatorLeaves`.
  public func leave(_ member: MemberID) throws -> EndingReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      try operation.checkCoordinator()
      _ = try operation.seal(note: "", keys: keys)
      var charter = operation.newest.charter
      guard let place = charter.members.firstIndex(where: { $0.id == member }) else {
        throw ExchangeError(.unknownMember, member.name)
      }
      let known = charter.members[place]
      if known.left != nil { throw ExchangeError(.memberLeft, known.name) }
      if member == charter.coordinator { throw ExchangeError(.coordinatorLeaves, known.name) }
      charter.members[place] = Member(
        id: member, name: known.name, ownerKey: known.ownerKey, left: workplace.clock.now)
      let replicas = charter.activeReplicas.filter { $0.member == member }.map(\.id)
      return try operation.write(charter, ending: replicas, keys)
    }
  }

  /// Makes this replica the coordinator's, by the recovery key, when the coordinator's keys are lost.
  ///
  /// It must have been made by `join` from the newest charter: a version that somebody else has made
  /// meanwhile is another than this one, and whoever has it refuses this. The coordinator's other
  /// replicas end. Errors: `badRecoveryFile`, `wrongCollaboration`, `wrongRecoveryKey`,
  /// `notCoordinator`, `recoveryNotNeeded`.
  public func recover(with document: [UInt8], from path: String) throws -> EndingReport {
    let recovery = try RecoveryKey(reading: document, from: path)
    let keys = try workplace.keys.keys(of: identity.replica)
    guard recovery.collaboration == identity.collaboration else {
      throw ExchangeError(
        .wrongCollaboration, path, identity.collaboration.name, recovery.collaboration.name)
    }
    return try write { operation in
      var charter = operation.newest.charter
      guard charter.recoveryKey == recovery.signing.verifyingKey else {
        throw ExchangeError(.wrongRecoveryKey, path)
      }
      guard identity.member == charter.coordinator else { throw ExchangeError(.notCoordinator) }
      guard charter.replica(identity.replica) == nil else {
        throw ExchangeError(.recoveryNotNeeded, identity.replica.name)
      }
      let lost = charter.activeReplicas.filter { $0.member == identity.member }.map(\.id)
      charter.replicas.append(
        Charter.Replica(
          id: identity.replica, member: identity.member, receivingKey: keys.receivingKey,
          signingKey: keys.verifyingKey, sinceVersion: charter.version + 1))
      return try operation.write(
        charter, ending: lost, keys, as: .recovery, by: recovery.signing)
    }
  }
}

extension Operation {
  /// Signs a charter in which replicas have ended where they are held here.
  ///
  /// What is held of them in narrower circles is vouched for there, as the charter says nothing of it.
  fileprivate func write(
    _ charter: Charter, ending lost: [ReplicaID], _ keys: ReplicaKeys,
    as signer: SignedCharter.Signer? = nil, by key: SigningKey? = nil
  ) throws -> EndingReport {
    var charter = charter
    for place in charter.replicas.indices where lost.contains(charter.replicas[place].id) {
      var vector = VersionVector()
      for (stream, position) in transaction.vector.entries
      where stream.replica == charter.replicas[place].id && stream.circle == .everyone {
        vector[stream] = position
      }
      charter.replicas[place].end = ReplicaEnd(sinceVersion: charter.version + 1, vector: vector)
    }
    let signed = try write(charter, as: signer, key: key ?? keys.signing)
    // What was judged by a spoilt change set of theirs is judged anew without it.
    try transaction.reexamine()
    _ = try admit([])
    var application = Application(self)
    try application.applyWaiting()
    try transaction.project()
    try vouch()
    return EndingReport(
      charter: signed, ended: signed.charter.replicas.filter { lost.contains($0.id) })
  }
}
