import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore
import Testing

/// A bundle that an honest program reads and none of ours writes: with just these change sets, this word
/// of its sender, this signature.
struct HandMadeBundle {
  /// Who is said to have sent it.
  let sender: Replica
  /// The charters that go along; the last is the newest.
  let charters: [SignedCharter]
  /// The sender's own key, unless another signs.
  var key: SigningKey?
  /// What the sender says that it holds.
  var vector = VersionVector()
  /// The change sets: their hashes and their gzip members.
  private(set) var sets: [(hash: ContentHash, body: [UInt8])] = []

  init(from sender: Replica, _ charters: [SignedCharter]? = nil) throws {
    self.sender = sender
    self.charters = try charters ?? [sender.newestCharter()]
  }

  mutating func add(_ set: SignedChangeSet) {
    sets.append((set.hash, Gzip.member(of: set.document)))
  }

  mutating func add(_ entry: LogEntry) { sets.append((entry.hash, entry.body)) }

  /// Writes it, readable, for a receiver; returns the path.
  func write(for receiver: Replica, in town: TestCollaboration) throws -> String {
    let newest = try #require(charters.last)
    let id = try #require(BundleID(random: (0..<10).map { _ in UInt8.random(in: 0...255) }))
    let manifest = Manifest(
      bundle: id, collaboration: sender.identity.collaboration, from: sender.identity.replica,
      to: [receiver.identity.member], created: town.clock.now,
      charter: .init(version: newest.charter.version, hash: newest.hash), vector: vector,
      heads: sets.map(\.hash))
    let writer = try BundleWriter(
      manifest: manifest, key: key ?? sender.signingKey, charters: charters.map(\.document),
      bodies: sets.map(\.body))
    let path = town.path("\(id).samband.json")
    try FileSystem.write(try writer.plain(), to: path)
    return path
  }
}
