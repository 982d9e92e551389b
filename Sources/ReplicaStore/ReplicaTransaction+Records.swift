import MergeAlgebra

/// What another replica is known to hold.
package struct Peer: Equatable, Sendable {
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
  /// The other replicas by name, as they describe themselves, or as others do.
  public func peers(byOwnWord: Bool) throws -> [Peer] {
    try session.rows(
      """
      SELECT replica, vector, charter, heard, digest FROM samband_peer WHERE own = ?1
      ORDER BY replica
      """, [.integer(byOwnWord ? 1 : 0)]
    ) { row in
      guard let replica = ReplicaID(row.string(0)) else { throw ByteReader.damage }
      return Peer(
        replica: replica, vector: try streams.vector(from: row.blob(1)),
        charterVersion: row.integer(2), heard: row.integer(3), digest: StateDigest(row.blob(4)))
    }
  }

  /// Remembers what a replica holds, by its own word or by another's.
  ///
  /// A later word counts, also when it says less than before: the replica may have been restored
  /// from a backup, and then wants everything again. An earlier one counts only if it says something
  /// more, as it does when a clock has been put back.
  public func note(_ peer: Peer, isOwnWord: Bool) throws {
    let old = try peers(byOwnWord: isOwnWord).first { $0.replica == peer.replica }
    if let old, old.heard > peer.heard, old.vector.covers(peer.vector) { return }
    try session.run(
      """
      INSERT INTO samband_peer(replica, own, vector, charter, heard, digest)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT(replica, own) DO UPDATE SET vector = excluded.vector,
        charter = excluded.charter, heard = excluded.heard, digest = excluded.digest
      """,
      [
        .text(peer.replica.name), .integer(isOwnWord ? 1 : 0),
        .blob(try streams.bytes(of: peer.vector)), .integer(peer.charterVersion),
        .integer(peer.heard), peer.digest.map { .blob($0.bytes) } ?? .null,
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

  /// The version of the charter in force; `nil` before there is one.
  public func versionInForce() throws -> Int64? {
    guard case .integer(let version)? = try meta("charterInForce") else { return nil }
    return version
  }

  /// Remembers which of the kept charters is in force.
  public func putInForce(_ version: Int64) throws {
    try setMeta("charterInForce", .integer(version))
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
