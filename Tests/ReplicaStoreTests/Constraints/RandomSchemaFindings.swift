import MergeAlgebra
import Testing

@testable import ReplicaStore

/// What random schemas have found (`scripts/simulate --schemas`), as small as it could be made.
@Suite("Found by random schemas")
struct RandomSchemaFindings {
  @Test("seed 14: a dead row that stood in for another and is made anew leaves its children")
  func standInMadeAnew() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(
        id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL UNIQUE, place TEXT UNIQUE);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, code TEXT REFERENCES p(code));
      """,
      ["p": declared { $0.columns = ["code": ColumnDeclaration(isFixed: true)] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('x', 'c2', 's')", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p; INSERT INTO p VALUES ('y', 'c1', 's')", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('k', 'c2')", at: 3)
    try post.exchange()
    #expect(try mine.shown("c") == ["'k' 'c1'"])
    try mine.edit("INSERT INTO p VALUES ('x', 'c3', 'z')", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == [])
    #expect(try theirs.conflicts().map(\.rule) == ["missingParent"])
  }

  /// Rows 1 and 1.0, of which the earlier is shown.
  private func equalKeys() throws -> (post: TestPost, laerdal: TestReplica, vik: TestReplica) {
    let post = try TestPost(
      """
      CREATE TABLE p(id PRIMARY KEY NOT NULL, n TEXT);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p REFERENCES p(id));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1.0, 'real'); INSERT INTO c VALUES ('k', 1.0)", at: 1)
    try theirs.edit("INSERT INTO p VALUES (1, 'whole')", at: 2)
    try post.exchange()
    #expect(try mine.shown("p") == ["1.0 'real'"])
    return (post, mine, theirs)
  }

  @Test("seed 150: a row that gets a fresh key takes no reference along that nobody wrote")
  func strangersReference() throws {
    let (post, mine, theirs) = try equalKeys()
    try mine.edit(
      "PRAGMA foreign_keys = OFF; INSERT OR REPLACE INTO p VALUES (1, 'another')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["1 'whole'", "2 'another'"])
    #expect(try theirs.shown("c") == ["'k' 1.0"])
  }

  @Test("seed 303: a fresh key is none that SQLite finds equal to another")
  func freshKey() throws {
    let (post, mine, theirs) = try equalKeys()
    try mine.edit(
      """
      PRAGMA foreign_keys = OFF; INSERT INTO p VALUES (2.0, 'two');
      INSERT OR REPLACE INTO p VALUES (1, 'another');
      """, at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p").sorted() == ["1 'whole'", "2.0 'two'", "3 'another'"])
  }

  @Test("seed 219: a number given anew is no more the one of a reference that means nobody yet")
  func halfReference() throws {
    let post = try TestPost(
      """
      CREATE TABLE a(id INTEGER PRIMARY KEY, n TEXT);
      CREATE TABLE q(
        a INTEGER NOT NULL REFERENCES a(id), b INTEGER NOT NULL REFERENCES a(id),
        PRIMARY KEY(a, b));
      CREATE TABLE c(
        id TEXT PRIMARY KEY NOT NULL, a INTEGER, b INTEGER, FOREIGN KEY(a, b) REFERENCES q(a, b));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO a VALUES (3, 'old'); INSERT INTO c VALUES ('k', 3, NULL)", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM a", at: 2)
    try mine.edit("INSERT INTO a VALUES (3, 'new')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("a") == ["3 'new'"])
    #expect(try theirs.query("SELECT a < 0 FROM c") == ["1"])
  }

  @Test("seed 988: a row's fresh number is none that a reference to nobody names")
  func namedNumber() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p INTEGER REFERENCES p(id));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1, 'old')", at: 1)
    try post.exchange()
    try mine.edit(
      """
      PRAGMA foreign_keys = OFF; DELETE FROM p; INSERT INTO p VALUES (1, 'new');
      INSERT INTO c VALUES ('k', 2);
      """, at: 2)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["3 'new'"])
    #expect(try theirs.shown("c") == [])
  }

  @Test("seed 959: a row whose key cannot be sealed is named as its author knows it")
  func namedAsWritten() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT);
      CREATE TABLE q(
        a INTEGER NOT NULL REFERENCES p(id), b INTEGER NOT NULL REFERENCES p(id),
        PRIMARY KEY(a, b));
      """)
    let (mine, _) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1, 'old')", at: 1)
    let error = try #require(throws: StoreError.self) {
      try mine.edit(
        """
        PRAGMA foreign_keys = OFF; DELETE FROM p; INSERT INTO p VALUES (1, 'new');
        INSERT INTO q VALUES (1, 7);
        """, at: 2)
    }
    #expect(error.code == .unsealable && error.message.hasPrefix("q 1, 7: its key refers to p 7"))
  }
}
