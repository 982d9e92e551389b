import MergeAlgebra
import SambandTestKit
import Testing

@testable import ReplicaStore

@Suite("Change sets may come in any order")
struct ParkingTests {
  static let schema = "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, m);"

  /// A chain of change sets by two authors that saw each other.
  private func chain(_ post: TestPost) throws -> [Parcel] {
    let (mine, theirs) = try post.pair()
    var parcels = try mine.edit("INSERT INTO t VALUES ('a', 1, 1), ('b', 1, 1)", at: 1)
    for round in 2...4 {
      try theirs.receive(parcels)
      parcels += try theirs.edit("UPDATE t SET n = n * \(round)", at: Int64(round * 10))
      try mine.receive(parcels)
      parcels += try mine.edit("UPDATE t SET m = n + \(round)", at: Int64(round * 10 + 1))
    }
    try theirs.receive(parcels)
    return parcels
  }

  @Test("the last first: everything waits, and all is applied when the first comes")
  func backwards() throws {
    let post = try TestPost(Self.schema)
    let parcels = try chain(post)
    let late = try post.replica("region")
    for parcel in parcels.dropFirst().reversed() { try late.receive([parcel]) }
    #expect(try late.shown("t") == [])
    #expect(try late.read { try $0.parked().count } == parcels.count - 1)
    try late.reopen()
    #expect(try late.read { try $0.parked().count } == parcels.count - 1)
    #expect(try late.read { $0.vector.isEmpty })
    try late.receive([parcels[0]])
    #expect(try late.read { try $0.parked().isEmpty })
    try expectAgreement(post.replicas)
    #expect(try late.differencesFromReplay() == [])
  }

  @Test("what is missing is named")
  func missing() throws {
    let post = try TestPost(Self.schema)
    let parcels = try chain(post)
    let late = try post.replica("region")
    let missing = try late.read { tx in tx.missing(for: parcels[1].head) }
    #expect(missing == [parcels[0].head.dot])
    let further = try late.read { tx in tx.missing(for: parcels[3].head) }
    #expect(further == [parcels[1].head.dot])
  }

  @Test("every order, one at a time or in pairs, ends the same")
  func everyOrder() throws {
    try SeededRuns(12, filter: "everyOrder").run { generator in
      let post = try TestPost(Self.schema)
      let parcels = try chain(post)
      let late = try post.replica("region")
      var rest = (parcels + parcels.prefix(2)).shuffled(using: &generator)
      while !rest.isEmpty {
        let count = min(rest.count, 1 + generator.number(below: 3))
        try late.receive(Array(rest.prefix(count)))
        rest.removeFirst(count)
        if generator.once(in: 4) { try late.reopen() }
      }
      try expectAgreement(post.replicas)
    }
  }

  @Test("the log survives reopening, in the order of application")
  func logSurvives() throws {
    let post = try TestPost(Self.schema)
    _ = try chain(post)
    let mine = post.replicas[0]
    let before = try mine.read { tx in
      var dots: [Dot] = []
      try tx.eachApplied { dots.append($0.dot) }
      return dots
    }
    let vector = try mine.read { $0.vector }
    try mine.reopen()
    let after = try mine.read { tx in
      var dots: [Dot] = []
      try tx.eachApplied { dots.append($0.dot) }
      return dots
    }
    #expect(before == after && before.count == 7)
    #expect(try mine.read { $0.vector } == vector)
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("looking for a change set of an unknown stream finds nothing and writes nothing")
  func unknownStream() throws {
    let post = try TestPost(Self.schema)
    let parcels = try chain(post)
    let late = try post.replica("region")
    let dot = parcels[0].head.dot
    #expect(try late.read { try $0.knownHash(of: dot) } == nil)
    #expect(try late.read { try $0.entry(dot) } == nil)
    #expect(try late.read { try $0.entries(of: dot.stream, after: 0).isEmpty })
    #expect(try late.query("SELECT name FROM samband_stream") == [])
  }

  @Test("a failed operation leaves everything as it was")
  func rollback() throws {
    let post = try TestPost(Self.schema)
    _ = try chain(post)
    let mine = post.replicas[0]
    let before = try mine.digests()
    try mine.edit("UPDATE t SET n = 0")
    #expect(throws: Surprise.self) {
      try mine.write { tx in
        _ = try tx.drainJournals(me: mine.me)
        throw Surprise("stop")
      }
    }
    #expect(try mine.digests() == before)
    #expect(try mine.read { try $0.unsealedCount() } == 2)
    #expect(try mine.seal().count == 1)
  }
}
