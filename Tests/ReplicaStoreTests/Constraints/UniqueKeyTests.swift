import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Unique keys hold, and nothing is lost by it")
struct UniqueKeyTests {
  static let schemas = [
    "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE, n);",
    "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE ON CONFLICT REPLACE, n);",
    "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE ON CONFLICT IGNORE, n);",
    "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE ON CONFLICT ROLLBACK, n);",
    "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE ON CONFLICT FAIL, n);",
    "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE, n) WITHOUT ROWID;",
    """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT, n, low AS (lower(code)) UNIQUE);
    """,
    """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT, n);
    CREATE UNIQUE INDEX i ON t(lower(code)) WHERE code IS NOT NULL;
    """,
    """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT COLLATE NOCASE, n);
    CREATE UNIQUE INDEX i ON t(code);
    """,
  ]

  @Test("two rows swap their codes in one change set", arguments: schemas)
  func swapped(schema: String) throws {
    let post = try TestPost(schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, code) VALUES ('a', 'A'), ('b', 'B'), ('c', 'C')", at: 1)
    try post.exchange()
    try mine.edit(
      """
      UPDATE t SET code = 'x' WHERE id = 'a'; UPDATE t SET code = 'A' WHERE id = 'b';
      UPDATE t SET code = 'B' WHERE id = 'a';
      """, at: 2)
    try post.exchange()
    #expect(try theirs.shown("t").map { $0.prefix(7) } == ["'a' 'B'", "'b' 'A'", "'c' 'C'"])
    try expectAgreement([mine, theirs])
    #expect(try theirs.conflicts() == [])
  }

  @Test("the codes of two rows go around between three rows and a new one", arguments: schemas)
  func passedOn(schema: String) throws {
    let post = try TestPost(schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, code) VALUES ('m', 'A'), ('n', 'B'), ('o', 'C')", at: 1)
    try post.exchange()
    try mine.edit(
      """
      DELETE FROM t WHERE id = 'm'; UPDATE t SET code = 'A' WHERE id = 'o';
      INSERT INTO t(id, code) VALUES ('a', 'C');
      """, at: 2)
    try post.exchange()
    #expect(try theirs.shown("t").map { $0.prefix(7) } == ["'a' 'C'", "'n' 'B'", "'o' 'A'"])
    try expectAgreement([mine, theirs])
  }

  @Test("of two new rows with one code the earlier is shown, the other listed", arguments: schemas)
  func collision(schema: String) throws {
    let post = try TestPost(schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, code, n) VALUES ('a', 'K', 1)", at: 2)
    try theirs.edit("INSERT INTO t(id, code, n) VALUES ('b', 'K', 2), ('c', 'C', 3)", at: 1)
    try post.exchange()
    #expect(try mine.shown("t") == ["'b' 'K' 2", "'c' 'C' 3"])
    #expect(try mine.conflicts().map(\.rule) == ["setAside"])
    #expect(try mine.conflicts().map(\.key) == [RowKey([.text("a")])])
    try expectAgreement([mine, theirs])
    try theirs.edit("UPDATE t SET code = 'L' WHERE id = 'b'", at: 3)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' 'K' 1", "'b' 'L' 2", "'c' 'C' 3"])
    #expect(try mine.conflicts() == [])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("a held row is edited, comes back when the keeper goes, and keeps the edit")
  func heldRowIsEdited() throws {
    let post = try TestPost(Self.schemas[0])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('a', 'K', 1)", at: 2)
    try mine.edit("UPDATE t SET n = 5", at: 3)
    try theirs.edit("INSERT INTO t VALUES ('b', 'K', 2)", at: 1)
    try post.exchange()
    #expect(try theirs.shown("t") == ["'b' 'K' 2"])
    try theirs.edit("DELETE FROM t WHERE id = 'b'", at: 4)
    #expect(try theirs.shown("t") == ["'a' 'K' 5"])
    try post.exchange()
    try expectAgreement([mine, theirs])
  }

  @Test("a row that is kept out by two others waits for both")
  func keptOutTwice() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, a UNIQUE, b UNIQUE, n);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('x', 1, 2, 0)", at: 9)
    try theirs.edit("INSERT INTO t VALUES ('p', 1, 7, 0), ('q', 7, 2, 0)", at: 1)
    try post.exchange()
    #expect(try mine.shown("t").count == 2)
    try theirs.edit("DELETE FROM t WHERE id = 'p'", at: 10)
    try post.exchange()
    #expect(try mine.shown("t") == ["'q' 7 2 0"])
    #expect(try mine.conflicts().count == 1)
    try expectAgreement([mine, theirs])
    try mine.edit("UPDATE t SET b = 3 WHERE id = 'q'", at: 11)
    try post.exchange()
    #expect(try theirs.shown("t") == ["'q' 7 3 0", "'x' 1 2 0"])
    try expectAgreement([mine, theirs])
  }

  @Test("keys that are equal by collation collide, and both rows are kept")
  func foldedKeys() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT COLLATE NOCASE PRIMARY KEY NOT NULL, n);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('hei', 1)", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET id = 'HEI'", at: 2)
    try theirs.edit("UPDATE t SET n = 5", at: 3)
    try post.exchange()
    #expect(try mine.shown("t") == ["'hei' 5"])
    try expectAgreement([mine, theirs])
    #expect(try mine.conflicts().map(\.rule) == ["setAside", "keep-edited"])
    try mine.edit("DELETE FROM t", at: 4)
    try post.exchange()
    #expect(try theirs.shown("t") == ["'HEI' 1"])
    try expectAgreement([mine, theirs])
  }
}
