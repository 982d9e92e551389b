import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A row whose key refers to a hidden row is shown under another key than its own")
struct RedirectedKeyTests {
  /// Vik has `l (p2, b)`, which is shown as `(p1, b)`.
  private func redirected() throws -> (post: TestPost, laerdal: TestReplica, vik: TestReplica) {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, u TEXT UNIQUE);
      CREATE TABLE l(p TEXT NOT NULL REFERENCES p(id), x TEXT NOT NULL, n TEXT, m TEXT,
        PRIMARY KEY(p, x));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p1', 'one')", at: 1)
    try theirs.edit(
      "INSERT INTO p VALUES ('p2', 'one'); INSERT INTO l VALUES ('p2', 'b', 'l2b', 'm')", at: 2)
    try post.exchange()
    #expect(try theirs.shown("l") == ["'p1' 'b' 'l2b' 'm'"])
    return (post, mine, theirs)
  }

  @Test("another program that writes under its own key makes another row")
  func insert() throws {
    let (post, mine, theirs) = try redirected()
    try theirs.edit(
      "PRAGMA foreign_keys = OFF; INSERT INTO l VALUES ('p2', 'b', 'new', NULL)", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("l") == ["'p1' 'b' 'l2b' 'm'", "'p1' 'b-2' 'new' NULL"])
  }

  @Test("another program that gives it its own key back leaves it as it is")
  func update() throws {
    let (post, mine, theirs) = try redirected()
    try theirs.edit("PRAGMA foreign_keys = OFF; UPDATE l SET p = 'p2', n = 'now'", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("l") == ["'p1' 'b' 'now' 'm'"])
    #expect(try mine.conflicts().map(\.rule) == ["setAside"])
  }

  @Test("a row made for it is found under the key that was written")
  func besides() throws {
    let (post, mine, theirs) = try redirected()
    try theirs.edit("INSERT INTO l VALUES ('p1', 'c', 'beside', NULL)", at: 3)
    try post.exchange()
    try mine.edit("UPDATE p SET u = 'another' WHERE id = 'p1'", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("l") == ["'p1' 'c' 'beside' NULL", "'p2' 'b' 'l2b' 'm'"])
  }

  @Test("another program that gives it its own key back and deletes it there deletes it once")
  func deleted() throws {
    let (post, mine, theirs) = try redirected()
    try theirs.edit("PRAGMA foreign_keys = OFF; UPDATE l SET p = 'p2'; DELETE FROM l", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("l") == [])
    #expect(try mine.conflicts().map(\.rule) == ["setAside"])
  }

  @Test("who writes a part of a reference to it writes the whole of it")
  func partOfReference() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, u TEXT UNIQUE);
      CREATE TABLE l(p TEXT NOT NULL REFERENCES p(id), x TEXT NOT NULL, PRIMARY KEY(p, x));
      CREATE TABLE c(
        id TEXT PRIMARY KEY NOT NULL, p TEXT, x TEXT, FOREIGN KEY(p, x) REFERENCES l(p, x));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit(
      """
      INSERT INTO p VALUES ('p1', 'one'); INSERT INTO l VALUES ('p1', 'a');
      INSERT INTO c VALUES ('k', 'p1', 'a');
      """, at: 1)
    try theirs.edit("INSERT INTO p VALUES ('p2', 'one'); INSERT INTO l VALUES ('p2', 'b')", at: 2)
    try post.exchange()
    try mine.edit("UPDATE c SET x = 'b'", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'k' 'p1' 'b'"])
    try mine.edit("UPDATE p SET u = 'another' WHERE id = 'p1'", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'k' 'p2' 'b'"])
  }

  @Test("a row that refers to a hidden one whose key it shows is edited under its own key")
  func keeperUnderSameKey() throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, u TEXT UNIQUE);
      CREATE TABLE l(p TEXT PRIMARY KEY NOT NULL REFERENCES p(id), n TEXT);
      CREATE TABLE c(l TEXT PRIMARY KEY NOT NULL REFERENCES l(p), n TEXT);
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('p1', 'one'); INSERT INTO l VALUES ('p1', 'dies')", at: 1)
    try theirs.edit("INSERT INTO p VALUES ('p2', 'one'); INSERT INTO l VALUES ('p2', 'on')", at: 2)
    try post.exchange()
    try theirs.edit("INSERT INTO c VALUES ('p1', 'before')", at: 3)
    try mine.edit("DELETE FROM l", at: 4)
    try post.exchange()
    #expect(try mine.shown("l") == ["'p1' 'on'"])
    try mine.edit("UPDATE c SET n = 'after'", at: 5)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try theirs.shown("c") == ["'p1' 'after'"])
    #expect(try theirs.query("SELECT count(*) FROM samband_row WHERE tbl = 1") == ["1"])
  }
}
