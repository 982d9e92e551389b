import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What a replica has in columns of its own stays with the row")
struct OwnColumnTests {
  private func pair() throws -> (post: TestPost, mine: TestReplica, theirs: TestReplica) {
    let post = try TestPost(
      """
      CREATE TABLE q(id TEXT PRIMARY KEY);
      CREATE TABLE p(id TEXT PRIMARY KEY, u TEXT UNIQUE, q TEXT REFERENCES q(id));
      """, ["p": declared { $0.foreignKeys = [["q"]: .cascade] }])
    let (mine, theirs) = try post.pair()
    try mine.edit(
      "INSERT INTO q VALUES ('q'); INSERT INTO p VALUES ('a', 'u1', 'q'), ('b', 'u2', NULL)", at: 1)
    try post.exchange()
    try mine.edit(
      """
      ALTER TABLE p ADD COLUMN note; ALTER TABLE p ADD COLUMN stars INTEGER NOT NULL DEFAULT 3;
      ALTER TABLE p ADD COLUMN loud TEXT AS (upper(note));
      UPDATE p SET note = 'note ' || id; UPDATE p SET note = x'00', stars = 5 WHERE id = 'a';
      """)
    try mine.seal(at: 2)
    return (post, mine, theirs)
  }

  private func notes(_ replica: TestReplica) throws -> [String] {
    try replica.query("SELECT id || ' ' || quote(note) || ' ' || stars FROM p ORDER BY id")
  }

  private let all = ["'a X'00' 5'", "'b 'note b' 3'"]

  @Test("when unique values move between rows")
  func swapped() throws {
    let (post, mine, theirs) = try pair()
    try theirs.edit(
      "UPDATE p SET u = 'x' WHERE id = 'a'; UPDATE p SET u = 'u1' WHERE id = 'b'", at: 3)
    try post.exchange()
    #expect(try mine.shown("p") == ["'a' 'x' 'q'", "'b' 'u1' NULL"])
    #expect(try notes(mine) == all)
    try expectSound(mine)
  }

  @Test("while it is hidden, until it is shown again")
  func hidden() throws {
    let (post, mine, theirs) = try pair()
    try theirs.edit("DELETE FROM p; DELETE FROM q", at: 3)
    try post.exchange()
    #expect(try notes(mine) == [])
    try theirs.edit(
      "INSERT INTO q VALUES ('q'); INSERT INTO p VALUES ('a', 'u1', 'q'), ('b', 'u2', NULL)", at: 4)
    try post.exchange()
    #expect(try notes(mine) == all)
    #expect(try mine.query("SELECT count(*) FROM samband_own") == ["0"])
    #expect(try theirs.query("SELECT count(*) FROM samband_own") == ["0"])
    try expectAgreement([mine, theirs])
  }
}
