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
}
