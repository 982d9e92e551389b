import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Rows go to those who may hold them, in change sets of their own")
struct AudienceTests {
  static let schema = """
    CREATE TABLE open(id TEXT PRIMARY KEY NOT NULL, n);
    CREATE TABLE ours(who TEXT NOT NULL, id TEXT NOT NULL, n, open TEXT REFERENCES open(id),
      PRIMARY KEY(who, id));
    CREATE TABLE own(id TEXT PRIMARY KEY NOT NULL, who TEXT NOT NULL, n);
    CREATE TABLE here(id TEXT PRIMARY KEY NOT NULL, n);
    """

  static let declarations: [String: TableDeclaration] = [
    "ours": declared {
      $0.audience = .coordinator
      $0.owner = "who"
    },
    "own": declared {
      $0.audience = .member
      $0.owner = "who"
      $0.columns["who"] = ColumnDeclaration(isFixed: true)
    },
    "here": declared { $0.audience = .local },
  ]

  static let edits = """
    INSERT INTO here VALUES ('h', 1); INSERT INTO own VALUES ('w', 'laerdal', 1);
    INSERT INTO open VALUES ('p', 1);
    INSERT INTO ours VALUES ('laerdal', 'o', 1, 'p');
    """

  @Test("each circle gets its own change set, widest first, and a narrower one saw the wider")
  func circles() throws {
    let post = try TestPost(Self.schema, Self.declarations)
    let mine = try post.replica("laerdal")
    try mine.edit(Self.edits)
    let parcels = try mine.seal(at: 1)
    #expect(
      parcels.map { $0.head.dot.stream.circle.description } == [
        "everyone", "between-laerdal", "within-laerdal",
      ])
    #expect(
      parcels.map(\.lines) == [
        ["insert open 'p': n=1"], ["insert ours 'laerdal','o': n=1 open='p'"],
        ["insert own 'w': who='laerdal' n=1"],
      ])
    #expect(parcels[1].head.contextDifference.covers(parcels[0].head.dot))
    #expect(parcels[2].head.contextDifference.covers(parcels[1].head.dot))
    #expect(parcels[0].head.contextDifference.isEmpty)
  }

  @Test("every replica shows what it may hold, the digests of shared circles agree")
  func delivery() throws {
    let post = try TestPost(Self.schema, Self.declarations)
    let (mine, vik) = try post.pair()
    let region = try post.replica("region")
    let second = try post.replica("laerdal")
    try mine.edit(Self.edits, at: 1)
    try vik.edit("INSERT INTO ours VALUES ('vik', 'o', 2, NULL)", at: 2)
    try post.exchange()
    #expect(try vik.shown("ours") == ["'vik' 'o' 2 NULL"])
    #expect(try region.shown("ours") == ["'laerdal' 'o' 1 'p'", "'vik' 'o' 2 NULL"])
    #expect(try region.shown("own") == [])
    #expect(try second.shown("own") == ["'w' 'laerdal' 1"])
    #expect(try second.shown("here") == [])
    try region.edit("UPDATE ours SET n = 9", at: 3)
    try post.exchange()
    #expect(try vik.shown("ours") == ["'vik' 'o' 9 NULL"])
    #expect(try second.shown("ours") == ["'laerdal' 'o' 9 'p'"])
    try expectAgreement([mine, vik, region, second])
    #expect(try region.digests().count == 3)
    #expect(try vik.digests().count == 2)
  }

  @Test("a context names no stream of a circle that the reader may not hold")
  func contexts() throws {
    let post = try TestPost(Self.schema, Self.declarations)
    _ = try post.pair()
    _ = try post.replica("region")
    let edit = "INSERT INTO open VALUES (hex(randomblob(8)), 1)"
    for round in 1...3 {
      for replica in post.replicas {
        let who = replica.me == post.collaboration.coordinator ? "vik" : replica.me.name
        try replica.edit(edit)
        try replica.edit("INSERT INTO ours VALUES ('\(who)', hex(randomblob(8)), 1, NULL)")
        if who == replica.me.name {
          try replica.edit("INSERT INTO own VALUES (hex(randomblob(8)), '\(who)', 1)")
        }
        try replica.seal(at: Int64(round))
      }
      try post.exchange()
    }
    for parcel in post.parcels.values {
      let circle = parcel.head.dot.stream.circle
      for entry in parcel.head.contextDifference.entries {
        #expect(entry.stream.circle.isAtLeastAsWide(as: circle))
        #expect(entry.stream != parcel.head.dot.stream)
      }
    }
    try expectAgreement(post.replicas)
  }

  @Test("a narrow row waits for the wide row that it refers to")
  func narrowWaits() throws {
    let post = try TestPost(Self.schema, Self.declarations)
    let mine = try post.replica("laerdal"), region = try post.replica("region")
    try mine.edit(Self.edits)
    let parcels = try mine.seal(at: 1)
    try region.receive([parcels[1]])
    #expect(try region.shown("ours") == [])
    #expect(try region.read { try $0.parked().map(\.dot) } == [parcels[1].head.dot])
    try region.receive([parcels[0]])
    #expect(try region.shown("ours") == ["'laerdal' 'o' 1 'p'"])
    #expect(try region.read { try $0.parked().isEmpty })
  }

  @Test("a change set for another circle than its table's is refused")
  func wrongCircle() throws {
    let post = try TestPost(Self.schema, Self.declarations)
    let mine = try post.replica("laerdal"), region = try post.replica("region")
    try mine.edit("INSERT INTO open VALUES ('p', 1)")
    let parcel = try #require(try mine.seal(at: 1).first)
    let group = OperationGroup(
      table: "ours", kind: .insert, columns: ["n", "open"],
      rows: [
        .init(
          key: RowKey([.text("vik"), .text("o")]), time: 1, cells: [.value(.null), .value(.null)])
      ])
    let failure = #expect(throws: StoreError.self) {
      try region.write { tx in try tx.apply(parcel.head, hash: parcel.hash, [group]) }
    }
    #expect(failure?.code == .invalid)
    #expect(failure?.message.contains("ours") == true)
  }
}
