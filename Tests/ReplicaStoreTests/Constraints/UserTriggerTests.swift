import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("The user's own triggers, views and indexes")
struct UserTriggerTests {
  /// A full-text index kept by triggers, and a count of this file's own.
  static let schema = """
    CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
    CREATE VIEW titles AS SELECT title FROM note;
    CREATE VIRTUAL TABLE found USING fts5(title, body, content='note', content_rowid='id');
    CREATE TABLE tally(id INTEGER PRIMARY KEY, what TEXT);
    CREATE TRIGGER note_ai AFTER INSERT ON note BEGIN
      INSERT INTO found(rowid, title, body) VALUES (new.id, new.title, new.body);
    END;
    CREATE TRIGGER note_ad AFTER DELETE ON note BEGIN
      INSERT INTO found(found, rowid, title, body)
      VALUES ('delete', old.id, old.title, old.body);
    END;
    CREATE TRIGGER note_au AFTER UPDATE ON note BEGIN
      INSERT INTO found(found, rowid, title, body)
      VALUES ('delete', old.id, old.title, old.body);
      INSERT INTO found(rowid, title, body) VALUES (new.id, new.title, new.body);
    END;
    CREATE TRIGGER counts AFTER INSERT ON note BEGIN
      INSERT INTO tally(what) VALUES (new.title);
    END;
    """

  private func post() throws -> TestPost {
    try TestPost(
      Self.schema, ["tally": declared { $0.audience = .local }],
      triggers: ["note_ai": .merged, "note_ad": .merged, "note_au": .merged])
  }

  private func expectIndex(_ replica: TestReplica, _ word: String, _ expected: [String]) throws {
    let found = try replica.query("SELECT rowid FROM found WHERE found MATCH '\(word)' ORDER BY 1")
    #expect(found == expected, "\(word) at \(replica.id)")
    try replica.edit("INSERT INTO found(found) VALUES ('integrity-check')")
  }

  @Test("a full-text index stays right for merged rows, and other triggers stay silent")
  func fullText() throws {
    let post = try post()
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO note(title, body) VALUES ('fjord', 'djup'), ('fjell', NULL)", at: 1)
    try post.exchange()
    try expectIndex(theirs, "fjord", ["1"])
    #expect(try mine.query("SELECT count(*) FROM tally") == ["2"])
    #expect(try theirs.query("SELECT count(*) FROM tally") == ["0"])
    try mine.edit(
      "UPDATE note SET title = 'foss' WHERE id = 1; DELETE FROM note WHERE id = 2", at: 2)
    try post.exchange()
    try expectIndex(theirs, "fjord", [])
    try expectIndex(theirs, "fjell", [])
    try expectIndex(theirs, "foss", ["1"])
    #expect(try theirs.query("SELECT title FROM titles") == ["'foss'"])
    try expectAgreement([mine, theirs])
  }

  @Test("the index follows rows that get another number, and rows that are hidden")
  func renumbered() throws {
    let post = try post()
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO note(title) VALUES ('eple')", at: 2)
    try theirs.edit("INSERT INTO note(title) VALUES ('plomme')", at: 1)
    try post.exchange()
    for replica in [mine, theirs] {
      try expectIndex(replica, "plomme", ["1"])
      let number = try replica.query("SELECT id FROM note WHERE title = 'eple'")
      try expectIndex(replica, "eple", number)
    }
    try expectAgreement([mine, theirs])
  }
}
