import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Taking a newer charter into force")
struct MigrationTests {
  private static let schema = """
    CREATE TABLE note(
      id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, kind TEXT CHECK (kind IN ('A', 'B')),
      body TEXT, n INTEGER);
    CREATE INDEX note_title ON note(title);
    CREATE VIEW short AS SELECT id, title FROM note;
    CREATE TABLE line(id INTEGER PRIMARY KEY AUTOINCREMENT, note TEXT REFERENCES note(id), x TEXT);
    CREATE TABLE plain(a TEXT, b TEXT, c TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;
    """
  /// A column in the middle, a wider enum, a rename, a new table, an index less.
  private static let newer = """
    CREATE TABLE note(
      id TEXT PRIMARY KEY NOT NULL, weight INTEGER NOT NULL DEFAULT 7, heading TEXT NOT NULL,
      kind TEXT CHECK (kind IN ('A', 'B', 'C')), body TEXT, n INTEGER);
    CREATE VIEW short AS SELECT id, heading, weight FROM note;
    CREATE TABLE line(
      id INTEGER PRIMARY KEY AUTOINCREMENT, note TEXT REFERENCES note(id), x TEXT, y TEXT);
    CREATE TABLE plain(a TEXT, b TEXT, c TEXT, d TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;
    CREATE TABLE tag(id TEXT PRIMARY KEY, note TEXT NOT NULL REFERENCES note(id));
    """
  private static let renamed = ["note": declared { $0.renamed = ["title": "heading"] }]

  private func filled() throws -> (TestPost, TestReplica) {
    let post = try TestPost(Self.schema)
    let replica = try post.replica("laerdal")
    try replica.edit(
      """
      INSERT INTO note(rowid, id, title, kind, body, n) VALUES
        (7, 'a', 'T', 'A', 'x', 1), (99, 'b', 'U', NULL, x'00ff', 2.5), (3, 'c', '', 'B', NULL, 3);
      INSERT INTO line(id, note, x) VALUES (5, 'a', 'l'), (900, 'b', 'm');
      DELETE FROM line WHERE id = 900;
      INSERT INTO plain VALUES ('1', '2', '3');
      """, at: 10)
    return (post, replica)
  }

  @Test("keeps rows, rowids, storage classes and the last number given")
  func keepsRows() throws {
    let (_, replica) = try filled()
    #expect(try replica.upgrade(to: Self.newer, Self.renamed) == nil)
    #expect(
      try replica.shown("note") == [
        "'a' 7 'T' 'A' 'x' 1", "'b' 7 'U' NULL x0.ff 2.5", "'c' 7 '' 'B' NULL 3",
      ])
    #expect(try replica.query("SELECT rowid FROM note ORDER BY id") == ["7", "99", "3"])
    #expect(try replica.query("SELECT seq FROM sqlite_sequence WHERE name = 'line'") == ["900"])
    #expect(try replica.shown("plain") == ["'1' '2' '3' NULL"])
    #expect(try replica.query("SELECT name FROM sqlite_schema WHERE name = 'note_title'") == [])
    #expect(try replica.query("SELECT weight FROM short WHERE id = 'a'") == ["7"])
    try expectSound(replica)
    #expect(try replica.differencesFromReplay() == [])
  }

  @Test("goes on capturing, with the new columns")
  func capturesNewColumns() throws {
    let (_, replica) = try filled()
    _ = try replica.upgrade(to: Self.newer, Self.renamed)
    let parcels = try replica.edit(
      """
      UPDATE note SET weight = 8, heading = 'V', kind = 'C' WHERE id = 'a';
      INSERT INTO tag VALUES ('t', 'a');
      """, at: 20)
    #expect(
      parcels.flatMap(\.lines) == [
        "update note 'a': weight=8 title='V' kind='C'", "insert tag 't': note='a'",
      ])
    try expectSound(replica)
    #expect(try replica.differencesFromReplay() == [])
  }

  @Test("keeps the user's own columns, indexes, views and triggers")
  func keepsOwn() throws {
    let (_, replica) = try filled()
    try replica.edit(
      """
      ALTER TABLE note ADD COLUMN mine TEXT DEFAULT 'm' COLLATE NOCASE;
      UPDATE note SET mine = 'my own' WHERE id = 'b';
      CREATE INDEX own_partial ON note(n) WHERE body IS NOT NULL;
      CREATE INDEX own_expression ON note(lower(title), n + 1);
      CREATE INDEX own_collated ON note(title COLLATE NOCASE DESC);
      CREATE TABLE own_table(id INTEGER PRIMARY KEY, note TEXT);
      CREATE VIEW own_view AS SELECT title AS title, mine FROM note;
      CREATE TRIGGER own_trigger AFTER UPDATE OF title ON note
        BEGIN INSERT INTO own_table(note) VALUES (NEW.title || OLD.mine); END;
      CREATE TRIGGER own_instead INSTEAD OF DELETE ON own_view
        BEGIN UPDATE note SET n = -1 WHERE title = OLD.title; END;
      """)
    #expect(try replica.upgrade(to: Self.newer, Self.renamed) == nil)
    let own = try replica.query(
      "SELECT type || ' ' || name FROM sqlite_schema WHERE name LIKE 'own_%' ORDER BY name")
    #expect(
      own == [
        "'index own_collated'", "'index own_expression'", "'trigger own_instead'",
        "'index own_partial'", "'table own_table'", "'trigger own_trigger'", "'view own_view'",
      ])
    #expect(try replica.query("SELECT mine FROM note ORDER BY id") == ["'m'", "'my own'", "'m'"])
    let plan = try replica.read { tx in
      try tx.session.rows(
        "EXPLAIN QUERY PLAN SELECT id FROM note WHERE lower(heading) = 'x' AND n + 1 = 2"
      ) { $0.string(3) }
    }
    #expect(plan.contains { $0.contains("own_expression") }, "\(plan)")
    try replica.edit(
      "UPDATE note SET heading = 'W' WHERE id = 'a'; DELETE FROM own_view WHERE title = 'U';",
      at: 30)
    #expect(try replica.query("SELECT note FROM own_table") == ["'Wm'"])
    #expect(try replica.query("SELECT n FROM note WHERE id = 'b'") == ["-1"])
    #expect(
      try replica.query("SELECT sql FROM sqlite_schema WHERE name = 'own_partial'")
        == ["'CREATE INDEX own_partial ON note(n) WHERE body IS NOT NULL'"])
    try expectSound(replica)
  }

  @Test("takes over what the user had already, and shares it")
  func takesOver() throws {
    let (post, replica) = try filled()
    let other = try post.replica("vik")
    try post.exchange()
    try replica.edit(
      """
      ALTER TABLE note ADD COLUMN weight INTEGER NOT NULL DEFAULT 7;
      UPDATE note SET weight = 3 WHERE id = 'c';
      CREATE TABLE tag(id TEXT PRIMARY KEY, note TEXT NOT NULL REFERENCES note(id));
      INSERT INTO tag VALUES ('t', 'a');
      """)
    #expect(try replica.upgrade(to: Self.newer, Self.renamed) == nil)
    #expect(try other.upgrade(to: Self.newer, Self.renamed) == nil)
    try post.exchange()
    #expect(try other.shown("tag") == ["'t' 'a'"])
    #expect(try other.query("SELECT weight FROM note ORDER BY id") == ["7", "7", "3"])
    try expectAgreement([replica, other])
  }

  @Test("waits while others have written what was the user's own otherwise")
  func ownAndShared() throws {
    let (post, replica) = try filled()
    let other = try post.replica("vik")
    try post.exchange()
    try replica.edit(
      """
      ALTER TABLE note ADD COLUMN weight INTEGER NOT NULL DEFAULT 7;
      UPDATE note SET weight = 3 WHERE id IN ('a', 'c');
      """)
    #expect(try other.upgrade(to: Self.newer, Self.renamed) == nil)
    try other.edit("UPDATE note SET weight = 5 WHERE id = 'a'", at: 20)
    try post.exchange()
    let obstacle = try replica.upgrade(to: Self.newer, Self.renamed)
    #expect(obstacle?.contains("note.weight was your own") == true, "\(obstacle ?? "nothing")")
    #expect(try replica.query("SELECT weight FROM note ORDER BY id") == ["3", "7", "3"])
    try replica.edit("ALTER TABLE note RENAME COLUMN weight TO my_weight")
    #expect(try replica.upgrade(to: Self.newer, Self.renamed) == nil)
    try post.exchange()
    #expect(try replica.query("SELECT weight FROM note ORDER BY id") == ["5", "7", "7"])
    #expect(try replica.query("SELECT my_weight FROM note ORDER BY id") == ["3", "7", "3"])
    try expectAgreement([replica, other])
  }

  @Test("leaves what the charter does not change as the user has it")
  func leavesUnchanged() throws {
    let post = try TestPost(
      Self.schema
        + "CREATE TRIGGER stamp AFTER INSERT ON line BEGIN UPDATE line SET x = 'c'; END;")
    let replica = try post.replica("laerdal")
    try replica.edit(
      """
      DROP TRIGGER stamp;
      CREATE TRIGGER stamp AFTER INSERT ON line BEGIN UPDATE line SET x = 'mine'; END;
      """)
    let newer =
      Self.newer + "CREATE TRIGGER stamp AFTER INSERT ON line BEGIN UPDATE line SET x = 'c'; END;"
    #expect(try replica.upgrade(to: newer, Self.renamed) == nil)
    try replica.edit("INSERT INTO line(id) VALUES (1)", at: 5)
    #expect(try replica.query("SELECT x FROM line") == ["'mine'"])
  }

  @Test(
    "leaves everything as it was when something of the user's is in the way",
    arguments: [
      ("ALTER TABLE note ADD COLUMN weight TEXT;", "column \"weight\" of its own"),
      ("CREATE TABLE tag(id TEXT);", "a table \"tag\" of its own"),
      ("CREATE VIEW tag AS SELECT 1 AS id;", "a view \"tag\" of its own"),
      ("CREATE VIEW broken AS SELECT * FROM nowhere;", "broken"),
    ])
  func obstacles(_ edit: String, _ reason: String) throws {
    let (_, replica) = try filled()
    try replica.edit(edit)
    try replica.seal()
    let schema = "SELECT group_concat(sql, ';') FROM sqlite_schema"
    let before = try (replica.query(schema), replica.shown("note"), replica.digests())
    let obstacle = try replica.upgrade(to: Self.newer, Self.renamed)
    #expect(obstacle?.contains(reason) == true, "\(obstacle ?? "nothing")")
    #expect(try replica.query(schema) == before.0)
    #expect(try replica.shown("note") == before.1)
    #expect(try replica.digests() == before.2)
    #expect(try replica.edit("UPDATE note SET n = 4 WHERE id = 'a'", at: 40).count == 1)
    try expectSound(replica)
  }

  @Test("renames columns that exchange their names")
  func swaps() throws {
    let post = try TestPost("CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, a TEXT, b TEXT);")
    let replica = try post.replica("vik")
    try replica.edit("INSERT INTO t VALUES ('1', 'x', 'y')", at: 1)
    let first = "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, p TEXT, q TEXT);"
    #expect(
      try replica.upgrade(to: first, ["t": declared { $0.renamed = ["a": "p", "b": "q"] }]) == nil)
    let second = "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, q TEXT, p TEXT);"
    #expect(
      try replica.upgrade(to: second, ["t": declared { $0.renamed = ["a": "q", "b": "p"] }]) == nil)
    #expect(try replica.query("SELECT q || p FROM t") == ["'xy'"])
    let parcels = try replica.edit("UPDATE t SET q = 'new'", at: 2)
    #expect(parcels.flatMap(\.lines) == ["update t '1': a='new'"])
    try expectSound(replica)
    #expect(try replica.differencesFromReplay() == [])
  }
}
