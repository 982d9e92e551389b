import MergeAlgebra
import Testing

@testable import ReplicaStore

/// Where random schemas have found that what was computed bit by bit was not what a computation from
/// nothing gives, as small as it could be made.
@Suite("Found by random schemas: computed bit by bit")
struct IncrementalFindings {
  @Test(
    "seed 2061: a row waits also for the places that its children would not fit",
    arguments: ["DELETE FROM p", "UPDATE p SET u = 't'"])
  func placeOfOneThatDidNotFit(edit: String) throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE, u TEXT UNIQUE);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL REFERENCES p(code));
      """,
      ["p": declared { $0.columns = ["code": ColumnDeclaration(isFixed: true)] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('l', 'c1', 's')", at: 1)
    try post.exchange()
    try theirs.edit("INSERT INTO c VALUES ('a', 'c1')", at: 2)
    try mine.edit("DELETE FROM p; INSERT INTO p VALUES ('k', NULL, 's')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.conflicts().map(\.rule) == ["invalid"])
    try mine.edit(edit, at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'a' 'c1'"])
  }

  @Test("seed 1080: a dead row whose children show a row with its very key stays recorded")
  func keeperUnderSameKey() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, u TEXT UNIQUE);
      CREATE TABLE q(p TEXT PRIMARY KEY NOT NULL REFERENCES p(id), n TEXT);
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, q TEXT REFERENCES q(p));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('a', 's'); INSERT INTO q VALUES ('a', 'dies')", at: 1)
    try theirs.edit("INSERT INTO p VALUES ('b', 's'); INSERT INTO q VALUES ('b', 'lives')", at: 2)
    try post.exchange()
    try theirs.edit("INSERT INTO c VALUES ('k', 'a')", at: 3)
    try mine.edit("DELETE FROM q", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("q") == ["'a' 'lives'"])
    try mine.edit("UPDATE q SET n = 'on'", at: 5)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'k' 'a'"])
  }

  @Test(
    "seed 2268: a dead row comes back in the place of one that is away, whichever is older",
    arguments: [(2, 3), (3, 2)])
  func deadInPlaceOfAway(made: Int64, referred: Int64) throws {
    let post = try TestPost(
      """
      CREATE TABLE q(id TEXT PRIMARY KEY NOT NULL);
      CREATE TABLE p(
        id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE, q TEXT REFERENCES q(id));
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, code TEXT REFERENCES p(code));
      """,
      ["p": declared { $0.columns = ["code": ColumnDeclaration(isFixed: true)] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('dies', 'c1', NULL)", at: 1)
    try post.exchange()
    try mine.edit(
      "PRAGMA foreign_keys = OFF; DELETE FROM p; INSERT INTO p VALUES ('waits', 'c1', 'none')",
      at: made)
    try theirs.edit("INSERT INTO c VALUES ('k', 'c1')", at: referred)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["'dies' 'c1' NULL"])
    #expect(try theirs.shown("c") == ["'k' 'c1'"])
  }

  @Test("seed 2507: what had missed a dead row is there when that comes back in another's place")
  func missedMeanwhile() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(
        id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE, p TEXT REFERENCES p(id));
      CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, code TEXT REFERENCES p(code));
      CREATE TABLE d(id TEXT PRIMARY KEY NOT NULL REFERENCES p(id));
      """,
      [
        "p": declared {
          $0.columns = ["code": ColumnDeclaration(isFixed: true)]
          $0.foreignKeys = [["p"]: .cascade]
        },
        "d": declared { $0.foreignKeys = [["id"]: .cascade] },
      ])
    let (mine, theirs) = try post.pair()
    try mine.edit(
      """
      INSERT INTO p VALUES ('1', 'c1', '1'); INSERT INTO c VALUES ('k', 'c1');
      INSERT INTO d VALUES ('1');
      """, at: 1)
    try post.exchange()
    try mine.edit("PRAGMA foreign_keys = OFF; UPDATE p SET id = 'a'", at: 2)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("p") == ["'1' 'c1' '1'"])
    #expect(try theirs.shown("c") == ["'k' 'c1'"])
    #expect(try theirs.shown("d") == ["'1'"])
  }
}
