import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("References hold, and nothing is lost by it")
struct ReferenceTests {
  static let schema = """
    CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, n);
    CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id), n);
    """

  @Test("parent and child arrive in one change set, in whatever order tables are named")
  func together() throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1); INSERT INTO c VALUES ('c', 'p', 1)", at: 1)
    try post.exchange()
    try expectAgreement([mine, theirs])
    try mine.edit(
      """
      INSERT INTO p VALUES ('q', 1); UPDATE c SET p = 'q'; DELETE FROM p WHERE id = 'p';
      """, at: 2)
    try post.exchange()
    #expect(try theirs.shown("c") == ["'c' 'q' 1"])
    try expectAgreement([mine, theirs])
    #expect(try theirs.conflicts() == [])
  }

  static let cascading = ["c": declared { $0.foreignKeys = [["p"]: .cascade] }]

  @Test("a parent that was deleted meanwhile comes back for a child, and goes with the last one")
  func revival() throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'p', 1), ('d', 'p', 2)", at: 3)
    try post.exchange()
    #expect(try mine.shown("p") == ["'p' 1"])
    #expect(try mine.shown("c") == ["'c' 'p' 1", "'d' 'p' 2"])
    #expect(try mine.conflictLines() == ["p p  revive settled: needed"])
    try expectAgreement([mine, theirs])
    try mine.edit("DELETE FROM c WHERE id = 'd'", at: 4)
    try post.exchange()
    #expect(try theirs.shown("p") == ["'p' 1"])
    try mine.edit("DELETE FROM c", at: 5)
    try post.exchange()
    #expect(try theirs.shown("p") == [])
    #expect(try mine.shown("p") == [])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test(
    "an edit of a parent that came back keeps it, or is listed where deletes win",
    arguments: DeletionRule.all)
  func revivedAndEdited(rule: DeletionRule) throws {
    let post = try TestPost(Self.schema, ["p": declared { $0.deletion = rule }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'p', 1)", at: 3)
    try post.exchange()
    try mine.edit("UPDATE p SET n = 2", at: 4)
    try post.exchange()
    let listed = rule == .keepEdited ? [] : ["p p  revive settled: needed"]
    #expect(try mine.conflictLines() == listed)
    try theirs.edit("DELETE FROM c", at: 5)
    try post.exchange()
    #expect(try mine.shown("p") == (rule == .keepEdited ? ["'p' 2"] : []))
    #expect(try theirs.conflicts().map(\.rule) == (rule == .keepEdited ? [] : ["delete-wins"]))
    try expectAgreement([mine, theirs])
  }

  @Test("a reference that may be cleared shows NULL, and shows its parent again when that is back")
  func clearing() throws {
    let post = try TestPost(
      Self.schema, ["c": declared { $0.foreignKeys = [["p"]: .clear] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'p', 1)", at: 3)
    try post.exchange()
    #expect(try mine.shown("c") == ["'c' NULL 1"])
    #expect(try mine.conflictLines() == ["c c p clear settled: 'p' of p"])
    try expectAgreement([mine, theirs])
    try mine.edit("UPDATE c SET n = 2", at: 4)
    #expect(try mine.conflictLines() == ["c c p clear settled: 'p' of p"])
    try mine.edit("INSERT INTO p VALUES ('p', 5)", at: 5)
    #expect(try mine.shown("c") == ["'c' 'p' 2"])
    #expect(try mine.conflicts() == [])
    try post.exchange()
    #expect(try theirs.shown("c") == ["'c' 'p' 2"])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("a reference that is shown as NULL is not lost by an edit of its merge unit")
  func clearedNeighbour() throws {
    let post = try TestPost(
      Self.schema,
      [
        "c": declared {
          $0.foreignKeys = [["p"]: .clear]
          $0.mergesWholeRow = true
        }
      ])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'p', 1)", at: 3)
    try post.exchange()
    try mine.edit("UPDATE c SET n = 2", at: 4)
    try post.exchange()
    try theirs.edit("INSERT INTO p VALUES ('p', 6)", at: 5)
    try post.exchange()
    #expect(try mine.shown("c") == ["'c' 'p' 2"])
    try expectAgreement([mine, theirs])
  }

  @Test("where the child goes with its parent, a child of a deleted parent is listed")
  func orphan() throws {
    let post = try TestPost(Self.schema, Self.cascading)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'p', 1)", at: 3)
    try post.exchange()
    #expect(try mine.shown("c") == [])
    #expect(try mine.conflictLines() == ["c c  parentGone settled: p"])
    try expectAgreement([mine, theirs])
    try mine.edit("INSERT INTO p VALUES ('p', 2)", at: 4)
    try post.exchange()
    #expect(try theirs.shown("c") == ["'c' 'p' 1"])
    #expect(try theirs.conflicts() == [])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("an orphan that a program left behind with foreign keys off is held back and listed")
  func ownOrphan() throws {
    let post = try TestPost(Self.schema, Self.cascading)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p', 1); INSERT INTO c VALUES ('c', 'p', 1)", at: 1)
    try Client.shell.run("DELETE FROM p; INSERT INTO c VALUES ('d', 'nobody', 1);", on: mine.path)
    try mine.seal(at: 2)
    #expect(try mine.shown("c") == [])
    #expect(
      try mine.conflictLines() == [
        "c c  parentGone settled: p", "c d  missingParent open: p",
      ])
    try post.exchange()
    try expectAgreement([mine, theirs])
  }

  @Test("children of children of a missing parent wait with them")
  func generations() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, up TEXT REFERENCES t(id), code UNIQUE);",
      ["t": declared { $0.foreignKeys = [["up"]: .cascade] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('a', NULL, 1)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM t", at: 2)
    try theirs.edit(
      "INSERT INTO t VALUES ('d', 'a', 4), ('c', 'd', 3), ('b', 'c', 2), ('e', 'e', 5)", at: 3)
    try mine.edit("INSERT INTO t VALUES ('z', NULL, 3)", at: 4)
    try post.exchange()
    #expect(try mine.shown("t") == ["'e' 'e' 5", "'z' NULL 3"])
    #expect(try mine.conflicts().map(\.key.readable) == ["b", "c", "d"])
    try expectAgreement([mine, theirs])
    try theirs.edit("INSERT INTO t VALUES ('a', NULL, 1)", at: 5)
    try post.exchange()
    #expect(try mine.conflicts().map(\.key.readable) == ["z"])
    try expectAgreement([mine, theirs])
  }

  @Test("rows that refer to each other in a circle come and go together")
  func circles() throws {
    let post = try TestPost(
      """
      CREATE TABLE a(id TEXT PRIMARY KEY NOT NULL, b TEXT REFERENCES b(id));
      CREATE TABLE b(id TEXT PRIMARY KEY NOT NULL, a TEXT REFERENCES a(id));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit(
      """
      INSERT INTO a VALUES ('a', NULL); INSERT INTO b VALUES ('b', 'a');
      UPDATE a SET b = 'b';
      """, at: 1)
    try post.exchange()
    try expectAgreement([mine, theirs])
    try Client.shell.run("DELETE FROM b;", on: mine.path)
    try mine.seal(at: 2)
    #expect(try mine.shown("b") == ["'b' 'a'"])
    try post.exchange()
    try expectAgreement([mine, theirs])
    try theirs.edit("UPDATE a SET b = NULL", at: 3)
    try post.exchange()
    #expect(try mine.shown("b") == [])
    try expectAgreement([mine, theirs])
  }

  @Test("a parent that SQLite finds by the parent's collation is missed when it goes")
  func foldedParent() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT COLLATE NOCASE PRIMARY KEY NOT NULL);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('ABC')", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'abc')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("c").count == 1)
    #expect(try mine.conflicts().map(\.rule) == ["revive"])
  }

  @Test("a parent named in other letters than its table's is missed when it goes")
  func otherLetters() throws {
    let post = try TestPost(
      """
      CREATE TABLE Node(Id TEXT PRIMARY KEY NOT NULL);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT, FOREIGN KEY(P) REFERENCES nODE(ID));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO node VALUES ('p')", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM node", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'p')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("c").count == 1)
    #expect(try mine.conflicts().map(\.rule) == ["revive"])
  }

  @Test("composite references, some of them partly NULL")
  func composite() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(a, b, n, PRIMARY KEY(a, b));
      CREATE TABLE c(id PRIMARY KEY, x, y, FOREIGN KEY(y, x) REFERENCES p);
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1, 2, 0), (3, 4, 0)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p WHERE a = 1", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 2, 1), ('d', 9, NULL), ('e', 4, 3)", at: 3)
    try post.exchange()
    #expect(try mine.shown("c") == ["'c' 2 1", "'d' 9 NULL", "'e' 4 3"])
    #expect(try mine.shown("p") == ["1 2 0", "3 4 0"])
    try expectAgreement([mine, theirs])
  }
}

extension DeletionRule {
  static let all: [DeletionRule] = [.keepEdited, .deleteWins]
}
