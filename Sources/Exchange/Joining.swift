import BundleFormat
import MergeAlgebra
import ReplicaStore

extension Replica {
  /// Makes a member's replica from a charter file, and the request that asks to be admitted.
  ///
  /// The charter's fingerprint must be compared by people. Errors: `notACharter`, `unknownMember`,
  /// `memberLeft`, `exists`.
  public static func join(
    charter bytes: [UInt8], from source: String, member: MemberID, at path: String,
    workplace: Workplace
  ) throws -> (replica: Replica, request: JoinRequest) {
    let signed: SignedCharter
    do {
      signed = try SignedCharter(reading: bytes, subject: source)
      try signed.verifyItself(in: source)
    } catch let error as FormatError {
      throw ExchangeError(.notACharter, source, cause: error.description)
    }
    guard let known = signed.charter.member(member) else {
      throw ExchangeError(.unknownMember, member.name)
    }
    if known.left != nil { throw ExchangeError(.memberLeft, known.name) }
    let replica = try begin(
      member: member, at: path, workplace: workplace,
      create: {
        try ReplicaFile.create(
          at: $0, schema: signed.charter.schema, observer: workplace.progress)
      },
      charter: { _, _ in signed })
    return (replica, try replica.request())
  }

  /// The request that asks the coordinator to admit this replica.
  public func request() throws -> JoinRequest {
    let charter = try charter()
    return try JoinRequest(
      collaboration: identity.collaboration, charterHash: charter.hash,
      member: identity.member, replica: identity.replica, created: workplace.clock.now,
      keys: try workplace.keys.keys(of: identity.replica))
  }

  /// Reads a request and says whether it can be admitted here.
  ///
  /// Errors: `notARequest`, `wrongCollaboration`, `unknownMember`, `notCoordinator`, `memberLeft`,
  /// `replicaEnded`.
  public func examine(request bytes: [UInt8], from source: String) throws -> JoinRequest {
    let request: JoinRequest
    do {
      request = try JoinRequest(reading: bytes)
    } catch {
      throw ExchangeError(.notARequest, source, cause: error.description)
    }
    let charter = try newestCharter().charter
    guard request.collaboration == identity.collaboration else {
      throw ExchangeError(
        .wrongCollaboration, source, identity.collaboration.name, request.collaboration.name)
    }
    guard let member = charter.member(request.member) else {
      throw ExchangeError(.unknownMember, request.member.name)
    }
    guard identity.member == charter.coordinator else { throw ExchangeError(.notCoordinator) }
    if member.left != nil { throw ExchangeError(.memberLeft, member.name) }
    if charter.replica(request.replica)?.end != nil {
      throw ExchangeError(.replicaEnded, request.replica.name)
    }
    return request
  }

  /// Admits replicas: one new charter version that names them all.
  ///
  /// A replica that is admitted already with the same keys is passed over; when nothing is left,
  /// the charter stays as it is. Errors: `notCoordinator`, `replicaEnded`; `alreadyAdmitted` when the
  /// replica is known by other keys, or its keys by another name.
  public func admit(_ requests: [JoinRequest]) throws -> SignedCharter {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      var charter = operation.newest.charter
      try operation.checkCoordinator()
      let known = try operation.transaction.charters()
      for request in requests {
        if let present = charter.replica(request.replica) {
          if present.end != nil { throw ExchangeError(.replicaEnded, request.replica.name) }
          guard present.signingKey == request.signingKey else {
            throw ExchangeError(.alreadyAdmitted, request.replica.name)
          }
          continue
        }
        let isKnown = charter.replicas.contains {
          $0.signingKey == request.signingKey || $0.receivingKey == request.receivingKey
        }
        if isKnown { throw ExchangeError(.alreadyAdmitted, request.replica.name) }
        charter.replicas.append(
          Charter.Replica(
            id: request.replica, member: request.member, receivingKey: request.receivingKey,
            signingKey: request.signingKey, sinceVersion: charter.version + 1))
        let version = known.first { $0.hash == request.charterHash }?.version
        try operation.transaction.note(
          Peer(
            replica: request.replica, vector: VersionVector(), charterVersion: version ?? 0,
            heard: 0), isOwnWord: true)
      }
      guard charter.replicas.count > operation.newest.charter.replicas.count else {
        return operation.newest
      }
      return try operation.write(charter, key: keys.signing)
    }
  }
}

extension SignedCharter {
  /// Refuses the charter unless a replica that it names itself, or its recovery key, signed it.
  ///
  /// That says who wrote it, not that it is the right one: people compare fingerprints. The first
  /// version is signed by its own coordinator, a later one perhaps by the one who handed over.
  func verifyItself(in source: String) throws {
    switch signer {
    case .replica(let id):
      let isCoordinator = charter.replica(id)?.member == charter.coordinator
      guard isCoordinator || charter.version > 1 else {
        throw ExchangeError(.notACharter, source, cause: "its signer is not the coordinator")
      }
      try verify(by: charter.verifyingKey(of: id))
    case .recovery:
      guard let key = charter.recoveryKey else {
        throw ExchangeError(.notACharter, source, cause: "it names no recovery key")
      }
      try verify(by: key)
    }
  }
}
