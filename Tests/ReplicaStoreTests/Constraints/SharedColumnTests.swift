import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("References that have a column in common")
struct SharedColumnTests {
  @Test("one that is cleared empties the column, whatever the other shows")
  func cleared() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL);
      CREATE TABLE q(p TEXT NOT NULL REFERENCES p(id), b TEXT NOT NULL, PRIMARY KEY(p, b));
      CREATE TABLE c(
        id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id), b TEXT, x TEXT,
        FOREIGN KEY(p, b) REFERENCES q(p, b));
      """, ["c": declared { $0.foreignKeys = [["p", "b"]: .clear] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('P'); INSERT INTO q VALUES ('P', 'b')", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM q", at: 2)
    try theirs.edit("INSERT INTO c VALUES ('c', 'P', 'b', 'x')", at: 3)
    try post.exchange()
    try theirs.edit("UPDATE c SET x = 'y'", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("c") == ["'c' NULL NULL 'y'"])
    try mine.edit("INSERT INTO q VALUES ('P', 'b')", at: 5)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'c' 'P' 'b' 'y'"])
  }

  @Test("a row whose references cannot both be shown is held and listed")
  func split() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, u TEXT UNIQUE);
      CREATE TABLE q(a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY(a, b));
      CREATE TABLE c(
        id TEXT PRIMARY KEY NOT NULL, a TEXT REFERENCES p(id), b TEXT,
        FOREIGN KEY(a, b) REFERENCES q(a, b));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p1', 'one')", at: 1)
    try theirs.edit(
      """
      INSERT INTO p VALUES ('p2', 'one'); INSERT INTO q VALUES ('p2', 'b');
      INSERT INTO c VALUES ('c', 'p2', 'b');
      """, at: 2)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("c") == [])
    #expect(try mine.conflicts().map(\.rule).sorted() == ["missingParent", "setAside"])
    try mine.edit("UPDATE p SET u = 'another' WHERE id = 'p1'", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'c' 'p2' 'b'"])
    #expect(try theirs.conflicts() == [])
  }
}
