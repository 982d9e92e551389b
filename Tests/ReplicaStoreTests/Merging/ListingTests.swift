import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What is not shown is listed")
struct ListingTests {
  private static let schema = """
    CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, n);
    CREATE TABLE c(
      id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id), q TEXT REFERENCES p(id), n);
    """
  private static let clearing = ["c": declared { $0.foreignKeys = [["p"]: .clear, ["q"]: .clear] }]

  @Test("each reference that is cleared is listed with who wrote it, counted, and only while it is")
  func clearedReferences() throws {
    let post = try TestPost(Self.schema, Self.clearing)
    let (mine, theirs) = try post.pair()
    try mine.edit(
      "INSERT INTO p VALUES ('a', 1), ('b', 2); INSERT INTO c VALUES ('c', NULL, NULL, 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("UPDATE c SET p = 'a', q = 'b'", at: 3)
    try post.exchange()
    #expect(try mine.shown("c") == ["'c' NULL NULL 1"])
    #expect(
      try mine.conflictLines() == [
        "c c p clear settled: 'a' of p", "c c q clear settled: 'b' of p",
      ]
    )
    #expect(try mine.read { try $0.conflictCounts() }.settled == 2)
    #expect(try mine.conflicts() == theirs.conflicts())
    let listed = try #require(try mine.conflicts().first)
    guard case .cleared(let written, _) = listed.subject else { throw Surprise("\(listed)") }
    #expect(written.stamp.dot.stream.replica == theirs.id && written.stamp.time == 3)
    try mine.edit("INSERT INTO p VALUES ('d', 3); UPDATE c SET p = 'd'", at: 4)
    #expect(try mine.conflictLines() == ["c c q clear settled: 'b' of p"])
    try mine.edit("INSERT INTO p VALUES ('b', 9)", at: 5)
    try post.exchange()
    #expect(try theirs.shown("c") == ["'c' 'd' 'b' 1"])
    #expect(try theirs.conflicts() == [] && mine.conflicts() == [])
    try expectAgreement([mine, theirs])
  }

  @Test("a redirected reference is not listed as cleared")
  func redirected() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, n UNIQUE);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id));
      """, ["c": declared { $0.foreignKeys = [["p"]: .clear] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('a', 1)", at: 1)
    try theirs.edit("INSERT INTO p VALUES ('b', 1); INSERT INTO c VALUES ('c', 'b')", at: 2)
    try post.exchange()
    #expect(try mine.shown("c") == ["'c' 'a'"])
    #expect(try mine.conflicts().map(\.rule) == ["setAside"])
  }

  @Test("a cleared reference is written anew by a decision that names a row, and by no other")
  func rewritten() throws {
    let post = try TestPost(Self.schema, Self.clearing)
    let (mine, theirs) = try post.pair()
    try mine.edit(
      "INSERT INTO p VALUES ('a', 1), ('b', 2); INSERT INTO c VALUES ('c', NULL, NULL, 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p WHERE id = 'a'", at: 2)
    try theirs.edit("UPDATE c SET p = 'a'", at: 3)
    try post.exchange()
    let listed = try #require(try mine.conflicts().first)
    func draft(_ value: Value) throws -> Draft? {
      try mine.read { try $0.draft(rewriting: [value], listed, by: mine.me, at: 9) }
    }
    #expect(throws: StoreError.self) { try draft(.text("a")) }
    #expect(throws: StoreError.self) { try draft(.text("nobody")) }
    for value in [Value.text("b"), .null] {
      let group = try #require(try draft(value)?.groups.first)
      #expect(group.kind == .update && group.columns == ["p"])
      #expect(group.rows.map(\.cells) == [[.value(value)]])
    }
  }

  @Test("a row that is shown although it was deleted is listed once, with who deleted it")
  func needed() throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c(id, p) VALUES ('c', 'p'), ('d', 'p')", at: 3)
    try post.exchange()
    let listed = try mine.conflicts()
    #expect(try listed == theirs.conflicts() && listed.count == 1)
    guard case .life(let life)? = listed.first?.subject else { throw Surprise("\(listed)") }
    #expect(life.isKept && !life.isLiving && life.deletes.map(\.time) == [2])
    #expect(life.deletes.map(\.dot.stream.replica) == [mine.id] && life.cells == [.integer(1)])
    #expect(try mine.read { try $0.conflictCounts() }.settled == 1)
    let child = try mine.read { try $0.child(needing: listed[0]) }
    #expect(child?.table == "c" && child?.key.readable == "c")
  }

  @Test("a dead row is listed with every value that stands in it", arguments: [true, false])
  func deadValues(isNeeded: Bool) throws {
    let post = try TestPost(Self.schema, ["p": declared { $0.deletion = .deleteWins }])
    let (mine, theirs) = try post.pair()
    let third = try post.replica("region")
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("UPDATE p SET n = 'early'", at: 3)
    try third.edit(
      "UPDATE p SET n = 'late';" + (isNeeded ? "INSERT INTO c(id, p) VALUES ('c', 'p')" : ""),
      at: 4)
    try post.exchange()
    let listed = try mine.conflicts()
    #expect(listed.map(\.rule) == [isNeeded ? "revive" : "delete-wins"])
    guard case .life(let life)? = listed.first?.subject else { throw Surprise("\(listed)") }
    #expect(life.isKept == isNeeded && life.cells == [.text("late")])
    #expect(life.others.map(\.columns) == [["n"]])
    #expect(life.others.map(\.sibling.values) == [[.text("early")]])
    #expect(try theirs.conflicts() == listed && third.conflicts() == listed)
    #expect(try mine.read { try $0.conflictCounts() }.settled == 1)
  }
}
