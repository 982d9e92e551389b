import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Rows of the user's own tables follow the shared rows that they refer to")
struct OwnReferenceTests {
  @Test(
    "ON DELETE is done when a merge takes the row away",
    arguments: [
      ("REFERENCES p(id) ON DELETE CASCADE", ["'2 b'"]),
      ("REFERENCES p(id) ON DELETE SET NULL", ["'1 -'", "'2 b'"]),
      ("DEFAULT 'b' REFERENCES p(id) ON DELETE SET DEFAULT", ["'1 b'", "'2 b'"]),
      ("REFERENCES p(id) ON DELETE RESTRICT", ["'1 a'", "'2 b'"]),
      ("REFERENCES p(id)", ["'1 a'", "'2 b'"]),
      ("NOT NULL REFERENCES p(id) ON DELETE SET NULL", ["'1 a'", "'2 b'"]),
    ])
  func deletes(clause: String, left: [String]) throws {
    let post = try TestPost("CREATE TABLE p(id TEXT PRIMARY KEY, n TEXT);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES ('a', 'n'), ('b', 'n')", at: 1)
    try post.exchange()
    try mine.edit(
      """
      CREATE TABLE mine(x, p TEXT COLLATE NOCASE \(clause));
      CREATE TABLE own(id INTEGER PRIMARY KEY, up REFERENCES own ON DELETE CASCADE, p REFERENCES p
        ON DELETE CASCADE);
      INSERT INTO mine VALUES (1, 'a'), (2, 'b');
      INSERT INTO own VALUES (1, NULL, 'a'), (2, 1, NULL), (3, 2, 'b'), (4, NULL, 'b');
      """)
    try theirs.edit("DELETE FROM p WHERE id = 'a'", at: 2)
    try post.exchange()
    #expect(try mine.query("SELECT x || ' ' || ifnull(p, '-') FROM mine ORDER BY x") == left)
    #expect(try mine.query("SELECT id FROM own") == ["4"])
    let notes = try mine.read { try ($0.databaseFindings(), $0.ownOrphans()) }
    #expect(notes.0 == [])
    #expect(notes.1.map(\.table) == (left.first == "'1 a'" ? ["mine"] : []))
  }

  @Test("they follow a row that gets another number")
  func renumbered() throws {
    let post = try TestPost("CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO p VALUES (1, 'first')", at: 1)
    try theirs.edit("INSERT INTO p VALUES (1, 'second')", at: 2)
    try theirs.edit(
      """
      CREATE TABLE mine(p INTEGER PRIMARY KEY REFERENCES p ON DELETE CASCADE, note);
      INSERT INTO mine VALUES (1, 'about the second')
      """)
    try post.exchange()
    #expect(
      try theirs.query("SELECT p.n || ': ' || note FROM mine JOIN p ON p.id = mine.p")
        == ["'second: about the second'"])
  }
}
