import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What people decide about two rows is a write that others may see or not see")
struct DecidedDuplicateTests {
  static let schema = """
    CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, u TEXT UNIQUE, phone TEXT, tags TEXT);
    CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id), n INTEGER);
    """

  private func twice(
    _ rule: CollisionRule, _ child: TableDeclaration = TableDeclaration()
  ) throws -> (post: TestPost, laerdal: TestReplica, vik: TestReplica) {
    let parent = declared {
      $0.columns = ["tags": ColumnDeclaration(rule: .union)]
      $0.unique = [["u"]: rule]
    }
    let post = try TestPost(Self.schema, ["p": parent, "c": child])
    let (mine, theirs) = try post.pair()
    try mine.edit(#"INSERT INTO p VALUES ('a', 'one', NULL, '["x"]')"#, at: 1)
    try theirs.edit(#"INSERT INTO p VALUES ('b', 'one', '57', '["y"]')"#, at: 2)
    try post.exchange()
    return (post, mine, theirs)
  }

  @Test("kept here and there at once: both rows live, and wait for a person again")
  func contrary() throws {
    let (post, mine, theirs) = try twice(.setAside)
    try mine.keep(.shown, in: "p", at: 3)
    try theirs.keep(.hidden, in: "p", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("p") == [#"'a' 'one' NULL '["x"]'"#])
    let twins = try mine.conflicts().filter { $0.rule == "setAside" }
    #expect(twins.map(\.state) == [.open])
  }

  @Test("kept here and deleted there: the row lives")
  func keptAndDeleted() throws {
    let (post, mine, theirs) = try twice(.setAside)
    try mine.keep(.shown, in: "p", at: 3)
    try theirs.edit("DELETE FROM p", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("p") == [#"'a' 'one' NULL '["x"]'"#])
  }

  @Test("the kept row of two merged ones has all that it was shown with")
  func absorbing() throws {
    let (post, mine, theirs) = try twice(.merge)
    #expect(try mine.shown("p") == [#"'a' 'one' '57' '["x","y"]'"#])
    try mine.keep(.shown, in: "p", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == [#"'a' 'one' '57' '["x","y"]'"#])
    #expect(try theirs.conflicts() == [])
  }

  @Test("a unit that one of two makers of the keeper left empty is not filled")
  func contestedUnit() throws {
    let (post, mine, theirs) = try twice(.merge)
    try mine.edit("INSERT INTO p VALUES ('k', 'two', '11', NULL)", at: 3)
    try theirs.edit("INSERT INTO p VALUES ('k', 'two', NULL, NULL)", at: 4)
    try mine.edit("INSERT INTO p VALUES ('l', 'three', '22', NULL)", at: 5)
    try post.exchange()
    try theirs.edit("UPDATE OR IGNORE p SET u = 'four' WHERE id = 'l'", at: 6)
    try mine.edit("UPDATE p SET u = 'four' WHERE id = 'k'", at: 7)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.conflicts().contains { $0.columns == ["phone"] })
    #expect(try mine.shown("p").contains("'k' 'four' NULL NULL"))
  }

  @Test("a merged row that is deleted here and edited there comes back whole")
  func whole() throws {
    let (post, mine, theirs) = try twice(.merge)
    try mine.edit("DELETE FROM p", at: 3)
    try theirs.edit(#"UPDATE p SET tags = '["x","y","z"]'"#, at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("p") == [#"'a' 'one' '57' '["x","y","z"]'"#])
  }

  @Test("what others wrote to a row that refers to the one that goes waits on")
  func undecidedChild() throws {
    let (post, mine, theirs) = try twice(.setAside, declared { $0.mergesWholeRow = true })
    try theirs.edit("PRAGMA foreign_keys = OFF; INSERT INTO c VALUES ('k', 'b', 1)", at: 3)
    try mine.edit("INSERT INTO c VALUES ('k', NULL, 2)", at: 2)
    try post.exchange()
    try mine.keep(.shown, in: "p", at: 5)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'k' 'a' 1"])
    #expect(try theirs.conflicts().filter { $0.table == "c" }.count == 1)
  }

  @Test("where such a row cannot wait, the decision is refused with its name")
  func undecidedCascade() throws {
    let child = declared {
      $0.mergesWholeRow = true
      $0.foreignKeys = [["p"]: .cascade]
    }
    let (post, mine, theirs) = try twice(.setAside, child)
    try theirs.edit("PRAGMA foreign_keys = OFF; INSERT INTO c VALUES ('k', 'b', 1)", at: 3)
    try mine.edit("INSERT INTO c VALUES ('k', NULL, 2)", at: 2)
    try post.exchange()
    #expect(throws: StoreError(.undecided, "c k")) { try mine.keep(.shown, in: "p", at: 5) }
  }

  @Test("a child that names its parent by another case follows the one it names")
  func byCase() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL COLLATE NOCASE, n TEXT);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('abc', 'na'); INSERT INTO c VALUES ('c1', 'abc')", at: 1)
    try theirs.edit(
      "INSERT INTO p VALUES ('ABC', 'nb'); INSERT INTO c VALUES ('c2', 'ABC')", at: 2)
    try post.exchange()
    try mine.keep(.both, in: "p", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["'ABC-2' 'nb'", "'abc' 'na'"])
    #expect(try theirs.shown("c") == ["'c1' 'abc'", "'c2' 'ABC-2'"])
  }
}
