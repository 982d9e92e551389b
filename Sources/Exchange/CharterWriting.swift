import BundleFormat
import MergeAlgebra

extension Operation {
  /// Refuses what only a replica of the coordinator that takes part may do.
  ///
  /// Errors: `notCoordinator`, `replicaEnded`.
  func checkCoordinator() throws {
    let charter = newest.charter
    guard identity.member == charter.coordinator else { throw ExchangeError(.notCoordinator) }
    if charter.replica(identity.replica)?.end != nil {
      throw ExchangeError(.replicaEnded, identity.replica.name)
    }
  }

  /// Signs the version after the newest charter and takes it into force as far as it goes.
  ///
  /// It is verified as every reader will. Errors: `charterRefused` with the reason, `charterBehind` in a
  /// file that was restored: two charters with one number would part the members for good.
  func write(
    _ charter: Charter, as signer: SignedCharter.Signer? = nil, key: SigningKey
  ) throws -> SignedCharter {
    let signedBefore = workplace.keys.record(of: identity.replica)?.charter ?? 0
    guard signedBefore <= newest.charter.version else {
      throw ExchangeError(.charterBehind, String(newest.charter.version), String(signedBefore))
    }
    var next = charter
    next.version = newest.charter.version + 1
    next.previous = newest.hash
    next.created = workplace.clock.now
    let signed: SignedCharter
    do {
      signed = try SignedCharter(
        signing: next, as: signer ?? .replica(identity.replica), key: key)
      try signed.verify(succeeding: newest)
    } catch {
      throw ExchangeError(.charterRefused, cause: error.description)
    }
    try adopt(signed)
    hasSigned = true
    return signed
  }
}
