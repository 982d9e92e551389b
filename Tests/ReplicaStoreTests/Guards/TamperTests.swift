import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What another program does to our triggers is noticed and mended")
struct TamperTests {
  static let schema = """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, who TEXT, n, o, s INTEGER NOT NULL DEFAULT 0,
      tags TEXT);
    """

  static let declarations: [String: TableDeclaration] = [
    "t": rules(["o": .owner, "s": .sum, "tags": .union], owner: "who")
  ]

  static let drop = """
    DROP TRIGGER samband_1_update; DROP TRIGGER samband_1_insert; DROP TRIGGER samband_1_delete;
    DROP TRIGGER samband_1_guard_update;
    """

  private func pair() throws -> (post: TestPost, mine: TestReplica, theirs: TestReplica) {
    let post = try TestPost(Self.schema, Self.declarations)
    let (mine, theirs) = try post.pair()
    try theirs.edit(
      "INSERT INTO t(id, who, n, o) VALUES ('a', 'vik', 1, 1), ('b', 'vik', 1, 1)", at: 1)
    try post.exchange()
    return (post, mine, theirs)
  }

  @Test("triggers that were dropped come back")
  func dropped() throws {
    let (post, mine, theirs) = try pair()
    let triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1"
    let before = try mine.query(triggers)
    try mine.edit(Self.drop)
    #expect(try mine.write { try $0.checkCapture(me: mine.me) })
    #expect(try mine.query(triggers) == before)
    #expect(try mine.write { try $0.checkCapture(me: mine.me) } == false)
    try mine.edit("UPDATE t SET n = 5 WHERE id = 'a'", at: 2)
    try post.exchange()
    #expect(try theirs.shown("t").count == 2)
    try expectAgreement([mine, theirs])
  }

  static let missedEdits = [
    "UPDATE t SET n = 5 WHERE id = 'a'", "INSERT INTO t(id, who) VALUES ('c', 'vik')",
    "UPDATE t SET s = 7 WHERE id = 'a'", #"UPDATE t SET tags = '["x"]' WHERE id = 'a'"#,
    "UPDATE t SET n = 5, s = 3 WHERE id = 'a'",
  ]

  @Test("edits made while the triggers were away are found", arguments: missedEdits)
  func missed(edit: String) throws {
    let (post, mine, theirs) = try pair()
    try mine.edit(Self.drop + edit)
    let shown = try mine.shown("t")
    #expect(try mine.seal(at: 2).count == 1)
    #expect(try mine.shown("t") == shown)
    try post.exchange()
    #expect(try theirs.shown("t") == shown)
    try expectAgreement([mine, theirs])
  }

  @Test("a suggestion made while the triggers were away leaves the owner's value as it was")
  func missedSuggestion() throws {
    let (post, mine, theirs) = try pair()
    try mine.edit(Self.drop + "UPDATE t SET o = 'forslag' WHERE id = 'a'")
    try mine.seal(at: 2)
    try post.exchange()
    #expect(try theirs.shown("t").first == "'a' 'vik' 1 1 0 NULL")
    try expectAgreement([mine, theirs])
  }

  @Test("an edit of a fixed column that got past its trigger is undone")
  func missedFixed() throws {
    let (post, mine, theirs) = try pair()
    try mine.edit("DROP TRIGGER samband_1_guard_update; UPDATE t SET who = 'laerdal', n = 3")
    try mine.seal(at: 2)
    try post.exchange()
    #expect(try mine.shown("t").first == "'a' 'vik' 3 1 0 NULL")
    try expectAgreement([mine, theirs])
  }

  @Test("a row deleted while the triggers were away is named, and can be put back and deleted")
  func missedDelete() throws {
    let (post, mine, theirs) = try pair()
    try mine.edit(Self.drop + "DELETE FROM t WHERE id = 'a'")
    let failure = #expect(throws: StoreError.self) { try mine.seal() }
    #expect(failure?.code == .unsealable)
    #expect(failure?.message.contains("t a") == true)
    try mine.edit("INSERT INTO t(id, who) VALUES ('a', 'vik')")
    try mine.seal(at: 2)
    try mine.edit("DELETE FROM t WHERE id = 'a'", at: 3)
    try post.exchange()
    #expect(try theirs.shown("t").count == 1)
    try expectAgreement([mine, theirs])
  }

  @Test("a table that was rebuilt is captured again, and what changed by it is found")
  func rebuilt() throws {
    let (post, mine, theirs) = try pair()
    try Client.shell.run(
      """
      BEGIN;
      CREATE TABLE new(id TEXT PRIMARY KEY NOT NULL, who TEXT, n, o,
        s INTEGER NOT NULL DEFAULT 0, tags TEXT);
      INSERT INTO new SELECT id, who, n + 10, o, s, tags FROM t ORDER BY id DESC;
      DROP TABLE t; ALTER TABLE new RENAME TO t;
      COMMIT; VACUUM;
      """, on: mine.path)
    try mine.seal(at: 2)
    try post.exchange()
    #expect(
      try theirs.shown("t") == ["'a' 'vik' 11 1 0 NULL", "'b' 'vik' 11 1 0 NULL"])
    try mine.edit("UPDATE t SET n = 1", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
  }

  @Test("VACUUM, ANALYZE and an index of the user's change nothing")
  func harmless() throws {
    let (_, mine, _) = try pair()
    try Client.shell.run("VACUUM; ANALYZE; CREATE INDEX i ON t(n);", on: mine.path)
    #expect(try mine.seal().isEmpty)
    try expectSound(mine)
  }

  @Test("a column that another program added does not keep the table from being edited")
  func addedColumn() throws {
    let (_, mine, _) = try pair()
    try mine.edit("ALTER TABLE t ADD COLUMN extra")
    do {
      try mine.seal()
    } catch let error as StoreError {
      #expect(error.message.contains("extra"), "refused with the column's name")
    }
    try mine.edit("UPDATE t SET n = 2 WHERE id = 'a'; DELETE FROM t WHERE id = 'b'")
  }
}
