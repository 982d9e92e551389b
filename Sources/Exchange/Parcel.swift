import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What one member is not known to hold.
struct Parcel {
  var entries: [LogEntry] = []
  var charters: [[UInt8]] = []
  var withheld = 0
  /// What the recipient may know of: vectors and digests of these circles go along.
  var circles: (Circle) -> Bool = { $0 == .everyone }
}

extension Operation {
  /// Collects the change sets and charters that some replica of a member is not known to hold.
  func parcel(
    for member: MemberID, _ replicas: [ReplicaID], _ form: BundleForm
  ) throws -> Parcel {
    let peers = try transaction.peers(byOwnWord: true)
    let known = replicas.map { id in peers.first { $0.replica == id } }
    var parcel = Parcel()
    let coordinator = newest.charter.coordinator
    if form == .encrypted {
      parcel.circles = { $0.isOpen(to: member, coordinator: coordinator) }
    }
    for stream in try transaction.streamsInLog()
    where stream.circle.isOpen(to: member, coordinator: coordinator) {
      let held = known.map { $0?.vector.number(of: stream) ?? 0 }.min() ?? 0
      let entries = try transaction.entries(of: stream, after: held)
      if parcel.circles(stream.circle) {
        parcel.entries += entries
      } else {
        parcel.withheld += entries.count
      }
    }
    let has = known.map { $0?.charterVersion ?? 0 }.min() ?? 0
    let first = min(has + 1, oldestCharter(of: parcel.entries, unknownTo: replicas) ?? .max)
    let charters = try transaction.charters()
    let needed = charters.filter { $0.version >= first }
    parcel.charters = (needed.isEmpty ? charters.suffix(1) : needed[...]).map(\.document)
    return parcel
  }

  /// The oldest charter by which change sets have to be judged and that was before some replica joined.
  private func oldestCharter(of entries: [LogEntry], unknownTo replicas: [ReplicaID]) -> Int64? {
    let joined = replicas.compactMap { newest.charter.replica($0)?.sinceVersion }.max() ?? 1
    return entries.lazy.map(\.charterVersion).filter { $0 < joined }.min()
  }

  private func digests(of circles: (Circle) -> Bool) throws -> [Circle: StateDigest] {
    let known = try transaction.digests().filter { circles($0.circle) }
    return Dictionary(uniqueKeysWithValues: known.map { ($0.circle, $0.digest) })
  }

  /// Signs a bundle for a member: all change sets of a parcel, or some of them as a part.
  func bundle(
    _ parcel: Parcel, _ entries: [LogEntry], _ part: Manifest.Part, to member: MemberID,
    keys: ReplicaKeys
  ) throws -> BundleWriter {
    var matrix: [ReplicaID: Manifest.Acknowledgement] = [:]
    for peer in try transaction.peers(byOwnWord: true)
    where peer.heard > 0 && !hasEnded(peer.replica) {
      matrix[peer.replica] = Manifest.Acknowledgement(
        charter: max(1, peer.charterVersion), heard: peer.heard,
        vector: peer.vector.restricted(to: parcel.circles))
    }
    guard let id = BundleID(random: workplace.random.bytes(10)) else {
      preconditionFailure("a bundle id is made of 10 bytes")
    }
    let manifest = Manifest(
      bundle: id, collaboration: identity.collaboration, from: identity.replica, to: [member],
      created: workplace.clock.now,
      charter: .init(version: newest.charter.version, hash: newest.hash),
      vector: transaction.vector.restricted(to: parcel.circles), matrix: matrix,
      digests: newest.hash == charter.hash
        ? try digests(of: parcel.circles) : [:],
      heads: entries.map(\.hash), part: part)
    return try BundleWriter(
      manifest: manifest, key: keys.signing, charters: parcel.charters,
      bodies: entries.map(\.body))
  }
}
