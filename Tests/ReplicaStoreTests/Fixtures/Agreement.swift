import MergeAlgebra
import Testing

@testable import ReplicaStore

/// Checks what must hold of replicas that have applied the same change sets.
func expectAgreement(
  _ replicas: [TestReplica], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for replica in replicas {
    try expectSound(replica, sourceLocation: sourceLocation)
  }
  guard let first = replicas.first else { return }
  let names = try first.read { $0.trackedTables }
    .filter { $0.declaration.audience == .everyone }.map(\.name)
  for other in replicas.dropFirst() {
    for name in names {
      #expect(
        try other.shown(name) == first.shown(name), "\(name) at \(other.id) and \(first.id)",
        sourceLocation: sourceLocation)
    }
    let mine = try first.digests(), theirs = try other.digests()
    for (circle, digest) in mine where theirs[circle] != nil {
      #expect(
        theirs[circle] == digest, "digest of \(circle) at \(other.id) and \(first.id)",
        sourceLocation: sourceLocation)
    }
    if mine.keys.sorted(by: { $0.description < $1.description })
      == theirs.keys.sorted(by: { $0.description < $1.description })
    {
      #expect(
        try other.conflicts() == first.conflicts(),
        "conflicts at \(other.id) and \(first.id)", sourceLocation: sourceLocation)
    }
  }
}

/// Checks one replica's file: constraints, records, and what a replay of its log shows.
func expectSound(
  _ replica: TestReplica, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(
    try replica.query("PRAGMA foreign_key_check").isEmpty, "foreign keys at \(replica.id)",
    sourceLocation: sourceLocation)
  #expect(
    try replica.query("PRAGMA integrity_check") == ["'ok'"], "integrity at \(replica.id)",
    sourceLocation: sourceLocation)
  let broken = try replica.read { try $0.recordsThatChange() }
  #expect(broken == [], "records at \(replica.id)", sourceLocation: sourceLocation)
}

extension ReplicaTransaction {
  /// Rows whose record does not survive decoding and encoding, or whose live cells, conflicts or
  /// digest are not what the record says.
  func recordsThatChange() throws -> [String] {
    var broken: [String] = []
    var sums: [Circle: StateDigest] = [:]
    for table in tables {
      let records = try session.rows(
        "SELECT key, state FROM samband_row WHERE tbl = ?1", [.integer(table.id)]
      ) { (key: $0.blob(0), state: $0.blob(1)) }
      for record in records {
        guard let key = RowKey(encoded: record.key) else { throw ByteReader.damage }
        let work = try rows.work(key, in: table)
        let codec = RowStateCodec(model: table.model, streams: streams)
        let lives = table.model.isLiving(work.state)
        if try codec.encode(work.state, live: lives ? work.live?.cells : nil) != record.state {
          broken.append("\(table.name) \(key.readable): record")
        }
        let digest = lives ? StateDigest(of: work.state, key: key, in: table.model) : nil
        if digest != work.digest { broken.append("\(table.name) \(key.readable): digest") }
        if let digest { sums[work.circle, default: StateDigest()].add(digest) }
      }
    }
    for (circle, digest) in try digests() where digest != sums[circle] ?? StateDigest() {
      broken.append("digest of \(circle)")
    }
    rows.clear()
    broken += try projectionDifferences().map {
      "\($0.table) \($0.key.readable): \($0.kind) is not what a computation from nothing gives"
    }
    return broken
  }
}

extension TestReplica {
  /// Applies everything that this replica has applied to a new file, in the log's order.
  func replayed() throws -> TestReplica {
    let parcels = try read { tx in
      var parcels: [Parcel] = []
      try tx.eachApplied { entry in
        guard let parcel = bag.parcels[entry.dot] else { throw Surprise("\(entry.dot) is lost") }
        parcels.append(parcel)
      }
      return parcels
    }
    guard let token = ReplicaID("\(id)-copy") else { throw Surprise("no copy of \(id)") }
    let copy = try TestReplica(token, of: me, schema: schema, collaboration, bag)
    try copy.receive(parcels)
    return copy
  }

  /// What differs between this replica and a replay of its log.
  func differencesFromReplay() throws -> [ContentDifference] {
    let copy = try replayed()
    return try read { mine in try copy.read { try mine.differences(from: $0) } }
  }
}
