import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What a constraint asks of a generated column it asks of those that it is computed from")
struct GeneratedColumnTests {
  @Test(
    "columns that a CHECK looks at through a generated one merge together",
    arguments: [
      "a INT, b INT, s INT AS (a + b) CHECK(s < 10)",
      "a INT, b INT, t INT AS (\"a\" + [b]), s INT GENERATED ALWAYS AS (abs(t)) STORED, CHECK(s < 10)",
    ])
  func units(columns: String) throws {
    let post = try TestPost("CREATE TABLE p(id TEXT PRIMARY KEY, \(columns));")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p(id, a, b) VALUES ('x', 1, 1)", at: 1)
    try post.exchange()
    try mine.edit("UPDATE p SET a = 8", at: 2)
    try theirs.edit("UPDATE p SET b = 8", at: 3)
    try post.exchange()
    #expect(try mine.shown("p") == ["'x' 1 8"])
    #expect(try mine.conflictLines() == ["p x a+b latest settled: 8+1 [1+8]"])
    try expectAgreement([mine, theirs])
  }

  @Test("both rows of a duplicate can stay where a generated column is UNIQUE")
  func keepBoth() throws {
    let post = try TestPost(
      "CREATE TABLE p(id TEXT PRIMARY KEY, a TEXT, g TEXT AS (lower(a)), UNIQUE(g));")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p(id, a) VALUES ('b', 'jo')", at: 1)
    try theirs.edit("INSERT INTO p(id, a) VALUES ('c', 'JO')", at: 2)
    try post.exchange()
    let conflict = try #require(try mine.conflicts().first)
    #expect(try mine.read { $0.freeColumns(of: conflict) } == ["a"])
    let drafts = try mine.read {
      try $0.drafts(keeping: .both, newKey: nil, conflict, by: mine.me, at: 3)
    }
    #expect(drafts.flatMap(\.groups).map(\.columns) == [["a"]])
    #expect(drafts.flatMap(\.groups).flatMap(\.rows).map(\.cells) == [[.value(.text("JO-2"))]])
  }
}
