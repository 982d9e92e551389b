import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Identifiers are what they say, and nothing else is taken for one")
struct IdentifierTests {
  @Test(
    "member ids that are accepted",
    arguments: ["a", "laerdal", "sogn-og-fjordane", "a1-b2-3c", String(repeating: "a", count: 40)])
  func memberAccepted(name: String) {
    #expect(MemberID(name)?.name == name)
    #expect(CollaborationID(name)?.description == name)
  }

  @Test(
    "member ids that are refused",
    arguments: [
      "", "-", "-a", "a-", "a--b", "1a", "Laerdal", "lærdal", "a b", "a.b", "a/b", "a_b", "a\0",
      "a\n", "a\u{301}", "\u{212A}", "а", String(repeating: "a", count: 41),
    ])
  func memberRefused(name: String) {
    #expect(MemberID(name) == nil)
    #expect(Circle("between-\(name)") == nil)
    #expect(Circle("within-\(name)") == nil)
  }

  @Test(
    "replica ids that are refused",
    arguments: [
      "", "laerdal", "laerdal-", "-7q", "laerdal--7q", "1-7q", "Laerdal-7q", "laerdal-7Q",
    ])
  func replicaRefused(name: String) {
    #expect(ReplicaID(name) == nil)
  }

  @Test("a replica made for a member belongs to that member, so its token has no hyphen")
  func token() throws {
    let member = try #require(MemberID("sogn"))
    #expect(ReplicaID(member: member, token: "og-7q2k") == nil, "it would be a replica of sogn-og")
    #expect(ReplicaID(member: member, token: "7q2k")?.name == "sogn-7q2k")
  }

  @Test("a collaboration id has at most 80 bytes, a replica id 60")
  func lengths() {
    #expect(CollaborationID(String(repeating: "a", count: 80)) != nil)
    #expect(CollaborationID(String(repeating: "a", count: 81)) == nil)
    let token = String(repeating: "b", count: 20)
    #expect(ReplicaID(String(repeating: "a", count: 39) + "-" + token) != nil)
    #expect(ReplicaID(String(repeating: "a", count: 40) + "-" + token) == nil)
  }

  @Test(
    "a stream's name reads back as its parts",
    arguments: ["everyone", "between-vik", "within-sogn-og-fjordane"])
  func stream(circle: String) throws {
    let stream = try #require(StreamID("laerdal-7q2k9f3m.4f1c.\(circle)"))
    #expect(stream.replica.name == "laerdal-7q2k9f3m")
    #expect(stream.incarnation == "4f1c")
    #expect(stream.circle.description == circle)
    let again = StreamID(
      replica: stream.replica, incarnation: stream.incarnation, circle: stream.circle)
    #expect(again == stream)
    #expect(again?.name == "laerdal-7q2k9f3m.4f1c.\(circle)")
  }

  @Test(
    "names that are no streams are refused",
    arguments: [
      "", "..", "laerdal-7q.4f1c", "laerdal-7q.4f1c.everyone.", ".4f1c.everyone",
      "laerdal-7q..everyone", "laerdal-7q.4f1.everyone", "laerdal-7q.4F1C.everyone",
      "laerdal-7q.4f1c4f1c4f1c4f1c4.everyone", "laerdal-7q.4f-c.everyone",
      "laerdal-7q.4f1c.Everyone", "laerdal-7q.4f1c.between", "laerdal-7q.4f1c.between-",
      "laerdal-7q.4f1c.within-Vik", "laerdal-7q.4f1c.everyone ", "laerdal.4f1c.everyone",
      "laerdal-7q.4f1c.between-\u{301}vik", "laerdal-7q\u{2024}4f1c.everyone",
    ])
  func streamRefused(name: String) {
    #expect(StreamID(name) == nil)
  }

  @Test("streams, dots and stamps are in strict total orders, by bytes")
  func orders() throws {
    try requireStrictTotalOrder(Samples.streams, "streams", isBefore: <)
    let dots = Samples.streams.flatMap { stream in [1, 2, 10].map { Dot(stream, $0) } }
    try requireStrictTotalOrder(dots, "dots", isBefore: <)
    let stamps = dots.flatMap { dot in [Int64.min, -1, 0, .max].map { Stamp(dot, time: $0) } }
    for first in stamps {
      for second in stamps {
        try requireEqual(first < second, Rank.isLower(first, second), "\(first) < \(second)")
      }
    }
  }

  @Test("a content hash is exactly 32 bytes and sorts and prints by them")
  func contentHash() throws {
    #expect(ContentHash([UInt8](repeating: 0, count: 31)) == nil)
    #expect(ContentHash([UInt8](repeating: 0, count: 33)) == nil)
    let low = try #require(ContentHash([UInt8](repeating: 0x0F, count: 32)))
    let high = try #require(ContentHash([0xF0] + [UInt8](repeating: 0, count: 31)))
    #expect(low < high)
    #expect(low.description == String(repeating: "0f", count: 32))
    try requireStrictTotalOrder([low, high], "hashes", isBefore: <)
  }
}
