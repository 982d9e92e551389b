import BundleFormat
import Crypto
import MergeAlgebra
import StrictJSON
import Testing

/// Small documents that the tests build on; everything in them is fixed.
enum Samples {
  static let laerdal = seeded(1)
  static let region = seeded(2)
  static let stranger = seeded(3)
  static let secret = [UInt8](0..<32)
  static let time: Int64 = 1_700_000_000_000

  static func seeded(_ byte: UInt8) -> Result<ReplicaKeys, FormatError> {
    Result { () throws(FormatError) in
      try ReplicaKeys(
        signingSeed: [UInt8](repeating: byte, count: 32),
        receivingSeed: [UInt8](repeating: byte + 100, count: 32))
    }
  }

  static func collaboration() throws -> CollaborationID { try #require(CollaborationID("sogn-x7")) }
  static func member(_ name: String) throws -> MemberID { try #require(MemberID(name)) }
  static func replica(_ name: String) throws -> ReplicaID { try #require(ReplicaID(name)) }
  static func stream(_ name: String = "laerdal-7q2k9f3m.4f1c.everyone") throws -> StreamID {
    try #require(StreamID(name))
  }
  static func hash(_ text: String) throws -> ContentHash {
    try #require(ContentHash(Array(SHA256.hash(data: Array(text.utf8)))))
  }

  static func head(_ number: Int64 = 1, previous: ContentHash? = nil) throws -> ChangeSetHead {
    ChangeSetHead(
      dot: Dot(try stream(), number), previous: previous, contextDifference: VersionVector(),
      charterVersion: 1, time: time, note: "")
  }

  /// Rows of one column, with keys `a`, `b`, `c`….
  static func group(_ cells: [OperationGroup.Cell], time: Int64 = time) -> OperationGroup {
    let rows = cells.enumerated().map { index, cell in
      OperationGroup.Row(
        key: RowKey([.text([UInt8(0x61 + index)])]), time: time + Int64(index), cells: [cell])
    }
    return OperationGroup(table: "t", kind: .insert, columns: ["c"], rows: rows)
  }

  static func sealed(
    _ groups: [OperationGroup], head: ChangeSetHead? = nil
  ) throws -> SignedChangeSet {
    try SignedChangeSet(
      sealing: head ?? Self.head(), groups: groups, collaboration: collaboration(),
      secret: secret, key: laerdal.get().signing)
  }

  static func charter(version: Int64 = 1, previous: ContentHash? = nil) throws -> Charter {
    Charter(
      collaboration: try collaboration(), version: version, previous: previous, created: time,
      name: "Sogn", language: "nn", coordinator: try member("region"),
      members: [
        Member(id: try member("region"), name: "Region", ownerKey: "46"),
        Member(id: try member("laerdal"), name: "Lærdal", ownerKey: "4642"),
      ],
      replicas: [
        try replica("region-aaaaaaaa", of: "region", region.get()),
        try replica("laerdal-7q2k9f3m", of: "laerdal", laerdal.get()),
      ],
      recoveryKey: try stranger.get().verifyingKey, schema: "CREATE TABLE t(k TEXT PRIMARY KEY, c)",
      rules: .object([JSONMember(name: "tables", value: .object([]))]))
  }

  static func replica(
    _ id: String, of owner: String, _ keys: ReplicaKeys
  ) throws -> Charter.Replica {
    Charter.Replica(
      id: try replica(id), member: try member(owner), receivingKey: keys.receivingKey,
      signingKey: keys.verifyingKey, sinceVersion: 1)
  }

  static func signedCharter() throws -> SignedCharter {
    try SignedCharter(
      signing: charter(), as: .replica(replica("region-aaaaaaaa")), key: region.get().signing)
  }

  /// Two small change sets of one stream.
  static func changeSets() throws -> [SignedChangeSet] {
    let first = try sealed([group([.value(.text("x")), .value(.real(0.5))])])
    var head = try head(2, previous: first.hash)
    head.contextDifference = VersionVector([
      try stream("region-aaaaaaaa.0001.everyone"): .init(number: 3, head: try hash("3"))
    ])
    let elements = OperationGroup.Cell.elements(
      adding: [Element(canonical: Array("\"n\"".utf8))], removing: [])
    return [first, try sealed([group([elements, .difference(7)])], head: head)]
  }

  static func manifest(
    _ heads: [ContentHash], charter: SignedCharter
  ) throws -> Manifest {
    Manifest(
      bundle: try #require(BundleID("abcdefghijklmnop")), collaboration: try collaboration(),
      from: try replica("laerdal-7q2k9f3m"), to: [try member("region")], created: time,
      charter: .init(version: charter.charter.version, hash: charter.hash),
      vector: VersionVector(
        try heads.last.map { [try stream(): .init(number: Int64(heads.count), head: $0)] } ?? [:]),
      matrix: [
        try replica("region-aaaaaaaa"): .init(charter: 1, heard: time, vector: VersionVector())
      ],
      digests: [.everyone: try #require(StateDigest([UInt8](0..<16)))], heads: heads)
  }

  static func writer(_ changeSets: [SignedChangeSet]) throws -> BundleWriter {
    let charter = try signedCharter()
    return try BundleWriter(
      manifest: manifest(changeSets.map(\.hash), charter: charter), key: laerdal.get().signing,
      charters: [charter.document], bodies: changeSets.map { Gzip.member(of: $0.document) })
  }
}

/// Everything that an import verifies of a bundle, without a store.
func verified(_ file: [UInt8]) throws(FormatError) -> SignedBundle {
  let bundle = try SignedBundle(reading: file)
  guard let founding = bundle.charters.first else { return bundle }
  try founding.verifyFounding()
  let charter = founding.charter
  try bundle.verifyManifest(by: charter.verifyingKey(of: bundle.manifest.from))
  for index in bundle.changeSets.indices {
    let set = try bundle.changeSet(at: index)
    try set.verify(by: charter.verifyingKey(of: set.head.dot.stream.replica))
  }
  return bundle
}

extension FormatError {
  /// The code of the error that the body throws; `nil` when it throws none.
  static func code(_ body: () throws -> Void) throws -> Code? {
    do {
      try body()
      return nil
    } catch let error as FormatError {
      return error.code
    }
  }
}

extension String {
  var bytes: [UInt8] { Array(utf8) }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }

  /// The bytes with one text in place of another, which must be there.
  func replacing(_ old: String, with new: String) throws -> [UInt8] {
    let range = try #require(firstRange(of: old.utf8), "no \(old)")
    return Array(self[..<range.lowerBound]) + Array(new.utf8) + Array(self[range.upperBound...])
  }
}
