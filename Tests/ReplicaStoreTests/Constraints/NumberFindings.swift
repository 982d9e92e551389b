import MergeAlgebra
import Testing

@testable import ReplicaStore

/// What random schemas have found about generated numbers, as small as it could be made.
@Suite("Found by random schemas: generated numbers")
struct NumberFindings {
  @Test("seed 2053: a row under its derived number is there, though its own is given anew")
  func derivedBesideGivenAnew() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT);
      CREATE TABLE q(
        a INTEGER NOT NULL REFERENCES p(id), b INTEGER NOT NULL REFERENCES p(id), n TEXT,
        PRIMARY KEY(a, b));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1, 'later')", at: 2)
    try theirs.edit("INSERT INTO p VALUES (1, 'earlier')", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM p WHERE n = 'earlier'", at: 3)
    try mine.edit(
      """
      INSERT INTO p VALUES (1, 'anew'), (2, 'two');
      INSERT INTO q SELECT 2, id, 'both' FROM p WHERE n = 'later';
      """, at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(
      try theirs.query("SELECT q.n || p.n FROM q JOIN p ON b = id") == ["'bothlater'"])
  }

  /// A row 2 is hidden, and a child waits for a row 3; then somebody makes another row 2.
  private func fresh(_ origin: KeyOrigin, _ child: String) throws -> TestReplica {
    let post = try TestPost(
      """
      CREATE TABLE p(id INTEGER PRIMARY KEY, u TEXT UNIQUE);
      CREATE TABLE c(\(child) REFERENCES p(id), n TEXT);
      """, ["p": declared { $0.keyOrigin = origin }])
    let (mine, theirs) = try post.pair()
    try mine.edit(
      "PRAGMA foreign_keys = OFF; INSERT INTO p VALUES (1, 'a'); INSERT INTO c(p, n) VALUES (3, 'waits')",
      at: 1)
    try theirs.edit("INSERT INTO p VALUES (2, 'a')", at: 2)
    try post.exchange()
    try mine.edit("INSERT INTO p VALUES (2, 'own'); INSERT INTO c(p, n) VALUES (2, 'own')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["1 'a'", "4 'own'"])
    #expect(try theirs.conflicts().map(\.rule) == ["missingParent", "setAside"])
    return theirs
  }

  @Test("seed 2029: a fresh key is none that a row waits for, and no child takes that row's key")
  func awaitedKey() throws {
    #expect(try fresh(.natural, "p INTEGER PRIMARY KEY").shown("c") == ["4 'own'"])
  }

  @Test("a fresh number is none that a row waits for")
  func awaitedNumber() throws {
    let child = "id TEXT PRIMARY KEY NOT NULL DEFAULT (hex(randomblob(8))), p INTEGER"
    #expect(try fresh(.generated, child).query("SELECT p FROM c") == ["4"])
  }

  @Test("seed 1459: a delete carries no number of nobody, for it would come to mean another")
  func deletedWithItsParent() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(
        id INTEGER PRIMARY KEY, n TEXT, p INTEGER REFERENCES p(id) ON DELETE CASCADE);
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1, 'child', 1)", at: 1)
    try post.exchange()
    try mine.edit(
      """
      INSERT INTO p VALUES (2, 'parent', 1); UPDATE p SET p = 2 WHERE id = 1; DELETE FROM p;
      """, at: 2)
    try theirs.edit("UPDATE p SET n = 'kept'; INSERT INTO p VALUES (2, 'other', NULL)", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["1 'kept' 1", "2 'other' NULL"])
  }
}
