import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A decision writes nothing that its author may not write")
struct DecisionRightsTests {
  @Test("seed 2268: where a value is set once, the one that is not shown cannot be taken")
  func setOnce() throws {
    let post = try TestPost(
      "CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, n TEXT);",
      ["p": declared { $0.columns = ["n": ColumnDeclaration(isFixed: true)] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('a', 'first')", at: 1)
    try theirs.edit("INSERT INTO p VALUES ('a', 'second')", at: 2)
    try post.exchange()
    try mine.write { tx in
      let conflict = try #require(try tx.conflicts().first)
      let first = Value.text(Array("first".utf8)), second = Value.text(Array("second".utf8))
      _ = try tx.draft(writing: [first], conflict, by: mine.me, at: 3)
      #expect(throws: StoreError(.constraint, "n is set once")) {
        try tx.draft(writing: [second], conflict, by: mine.me, at: 3)
      }
    }
  }
}
