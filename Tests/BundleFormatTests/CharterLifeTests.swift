import BundleFormat
import MergeAlgebra
import StrictJSON
import Testing

@Suite("What a charter says of replicas that have ended and members that have left")
struct CharterLifeTests {
  private func end(of stream: String = "laerdal-7q2k9f3m.4f1c.everyone") throws -> ReplicaEnd {
    ReplicaEnd(
      sinceVersion: 2,
      vector: VersionVector([
        try #require(StreamID(stream)): .init(number: 3, head: try Samples.hash("3"))
      ]))
  }

  private func second(_ change: (inout Charter) throws -> Void) throws -> Charter {
    var charter = try Samples.charter(version: 2, previous: Samples.signedCharter().hash)
    try change(&charter)
    return charter
  }

  private func sign(_ charter: Charter) throws -> SignedCharter {
    try SignedCharter(
      signing: charter, as: .replica(Samples.replica("region-aaaaaaaa")),
      key: Samples.region.get().signing)
  }

  @Test("It comes back, and charters without it are as they always were")
  func roundTrip() throws {
    let ended = try sign(
      second {
        $0.replicas[1].end = try end()
        let known = $0.members[1]
        $0.members[1] = Member(
          id: known.id, name: known.name, ownerKey: known.ownerKey, left: Samples.time)
      })
    let read = try SignedCharter(reading: ended.document)
    try read.verify(succeeding: Samples.signedCharter())
    #expect(try read.charter.replicas[1].end == end())
    #expect(read.charter.members[1].left == Samples.time)
    #expect(read.charter.activeReplicas.map(\.id.name) == ["region-aaaaaaaa"])
    #expect(read.hash == ended.hash)
    let plain = try Samples.signedCharter().document.text
    #expect(!plain.contains("\"ended\"") && !plain.contains("\"left\""))
  }

  @Test("What cannot be is not signed")
  func unwritable() throws {
    let changes: [(inout Charter) throws -> Void] = [
      // Ended before it was there, and in a version to come.
      { $0.replicas[1].end = ReplicaEnd(sinceVersion: 1, vector: VersionVector()) },
      { $0.replicas[1].end = ReplicaEnd(sinceVersion: 3, vector: VersionVector()) },
      // Streams of somebody else, and of a circle that not everyone may hear of.
      { $0.replicas[1].end = try end(of: "region-aaaaaaaa.4f1c.everyone") },
      { $0.replicas[1].end = try end(of: "laerdal-7q2k9f3m.4f1c.between-laerdal") },
      // A member that has left with a replica that takes part, and the coordinator.
      {
        let known = $0.members[1]
        $0.members[1] = Member(id: known.id, name: known.name, ownerKey: known.ownerKey, left: 1)
      },
      {
        let known = $0.members[0]
        $0.members[0] = Member(id: known.id, name: known.name, ownerKey: known.ownerKey, left: 1)
        $0.replicas[0].end = ReplicaEnd(sinceVersion: 2, vector: VersionVector())
      },
    ]
    for (index, change) in changes.enumerated() {
      let charter = try second(change)
      #expect(try FormatError.code { _ = try sign(charter) } == .unwritable, "change \(index)")
    }
  }

  @Test("A replica that has ended signs no charter more, and does not come back")
  func succession() throws {
    let ended = try sign(
      second { $0.replicas[0].end = ReplicaEnd(sinceVersion: 2, vector: VersionVector()) })
    var third = ended.charter
    third.version = 3
    third.previous = ended.hash
    #expect(try FormatError.code { try sign(third).verify(succeeding: ended) } == .badSignature)
    third.replicas[0].end = nil
    let back = try SignedCharter(
      signing: third, as: .recovery, key: Samples.stranger.get().signing)
    #expect(try FormatError.code { try back.verify(succeeding: ended) } == .malformed)
  }

  @Test("Keys that keep nothing enter by no door: replica, recovery key, request", arguments: 0..<8)
  func doors(index: Int) throws {
    let low = (KeyTests.low + KeyTests.unreduced)[index]
    let lowReceiving = (KeyTests.lowReceiving + KeyTests.unreduced)[index]
    let (verifying, receiving) = (
      Base64URL.encode(try KeyTests.bytes(low)), Base64URL.encode(try KeyTests.bytes(lowReceiving))
    )
    let charter = try Samples.signedCharter().document
    let keys = try Samples.laerdal.get()
    let recovery = Base64URL.encode(try Samples.stranger.get().verifyingKey.bytes)
    let request = try JoinRequest(
      collaboration: Samples.collaboration(), charterHash: Samples.hash("charter"),
      member: Samples.member("laerdal"), replica: Samples.replica("laerdal-7q2k9f3m"),
      created: Samples.time, keys: keys
    ).document
    let signing = Base64URL.encode(keys.verifyingKey.bytes)
    let own = Base64URL.encode(keys.receivingKey.bytes)
    for (good, bad) in [(signing, verifying), (own, receiving), (recovery, verifying)] {
      let document = try charter.replacing(good, with: bad)
      let error = #expect(throws: FormatError.self) { try SignedCharter(reading: document) }
      #expect(error?.code == .malformed && error?.message.contains("key") == true)
    }
    for (good, bad) in [(signing, verifying), (own, receiving)] {
      let document = try request.replacing(good, with: bad)
      #expect(try FormatError.code { _ = try JoinRequest(reading: document) } == .malformed)
    }
  }
}
