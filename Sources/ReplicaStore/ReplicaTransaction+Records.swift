import MergeAlgebra

/// What another replica is known to hold.
public struct Peer: Equatable, Sendable {
  /// The replica.
  public let replica: ReplicaID
  /// What it has applied, as far as is known.
  public var vector: VersionVector
  /// The newest charter it is known to have.
  public var charterVersion: Int64
  /// When it said so, in milliseconds by its own clock.
  public var heard: Int64
  /// The digest it stated for `everyone` at that vector.
  public var digest: StateDigest?

  /// Describes a peer.
  public init(
    replica: ReplicaID, vector: VersionVector, charterVersion: Int64, heard: Int64,
    digest: StateDigest? = nil
  ) {
    self.replica = replica
    self.vector = vector
    self.charterVersion = charterVersion
    self.heard = heard
    self.digest = digest
  }
}

extension ReplicaTransaction {
  /// The other replicas, by name.
  public func peers() throws -> [Peer] {
    try session.rows(
      "SELECT replica, vector, charter, heard, digest FROM samband_peer ORDER BY replica"
    ) { row in
      guard let replica = ReplicaID(row.string(0)) else { throw ByteReader.damage }
      return Peer(
        replica: replica, vector: try streams.vector(from: row.blob(1)),
        charterVersion: row.integer(2), heard: row.integer(3),
        digest: StateDigest(row.blob(4)))
    }
  }

  /// Remembers what a replica says that it holds.
  ///
  /// Its newest word counts, also when it holds less than before: it may have been restored from a
  /// backup, and then wants everything again. An older word changes nothing.
  public func note(_ peer: Peer) throws {
    try session.run(
      """
      INSERT INTO samband_peer(replica, vector, charter, heard, digest) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(replica) DO UPDATE SET vector = excluded.vector, charter = excluded.charter,
        heard = excluded.heard, digest = excluded.digest WHERE excluded.heard >= heard
      """,
      [
        .text(peer.replica.name), .blob(try streams.bytes(of: peer.vector)),
        .integer(peer.charterVersion), .integer(peer.heard),
        peer.digest.map { .blob($0.bytes) } ?? .null,
      ])
  }

  /// The charters in version order: version, hash, document.
  public func charters() throws -> [(version: Int64, hash: ContentHash, document: [UInt8])] {
    try session.rows("SELECT version, hash, document FROM samband_charter ORDER BY version") {
      guard let hash = ContentHash($0.blob(1)) else { throw ByteReader.damage }
      return ($0.integer(0), hash, $0.blob(2))
    }
  }

  /// The newest charter: its hash and document; `nil` before there is one.
  public func newestCharter() throws -> (hash: ContentHash, document: [UInt8])? {
    try session.rows("SELECT hash, document FROM samband_charter ORDER BY version DESC LIMIT 1") {
      guard let hash = ContentHash($0.blob(0)) else { throw ByteReader.damage }
      return (hash: hash, document: $0.blob(1))
    }.first
  }

  /// Keeps a charter version.
  public func keepCharter(version: Int64, hash: ContentHash, document: [UInt8]) throws {
    try session.run(
      "INSERT INTO samband_charter(version, hash, document) VALUES (?1, ?2, ?3)",
      [.integer(version), .blob(hash.bytes), .blob(document)])
  }
}

extension ReplicaTransaction {
  /// The streams of which the log has change sets, in byte order.
  public func streamsInLog() throws -> [StreamID] {
    try session.rows("SELECT DISTINCT stream FROM samband_log") {
      try streams.stream($0.integer(0))
    }
    .sorted()
  }
}
