import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Rows that are deleted and edited at once")
struct LifeTests {
  static let schema = """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, m, tags TEXT, s INTEGER NOT NULL DEFAULT 0);
    """

  private func post(_ deletion: DeletionRule) throws -> TestPost {
    let declaration = declared {
      $0.deletion = deletion
      $0.columns = ["tags": ColumnDeclaration(rule: .union), "s": ColumnDeclaration(rule: .sum)]
    }
    return try TestPost(Self.schema, ["t": declaration])
  }

  static let row = #"INSERT INTO t VALUES ('a', 1, 'heil', '["x"]', 5)"#

  static let edits = [
    ("UPDATE t SET n = 2", #"'a' 2 'heil' '["x"]' 5"#),
    ("UPDATE t SET s = s + 1", #"'a' 1 'heil' '["x"]' 6"#),
    (#"UPDATE t SET tags = '["x","y"]'"#, #"'a' 1 'heil' '["x","y"]' 5"#),
  ]

  @Test("keep-edited: the row lives on whole with the edit", arguments: edits)
  func keepEdited(edit: String, expected: String) throws {
    let post = try post(.keepEdited)
    let (mine, theirs) = try post.pair()
    try mine.edit(Self.row, at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM t", at: 5)
    try theirs.edit(edit, at: 2)
    try post.exchange()
    #expect(try mine.shown("t") == [expected])
    #expect(try mine.conflictLines() == ["t a  keep-edited settled: lives"])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
    try mine.edit("DELETE FROM t", at: 6)
    try post.exchange()
    #expect(try theirs.shown("t") == [])
    #expect(try theirs.conflicts() == [])
    try expectAgreement([mine, theirs])
  }

  @Test("delete-wins: the row is gone and listed, and a new insert starts anew", arguments: edits)
  func deleteWins(edit: String, expected: String) throws {
    let post = try post(.deleteWins)
    let (mine, theirs) = try post.pair()
    try mine.edit(Self.row, at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM t", at: 2)
    try theirs.edit(edit, at: 5)
    try post.exchange()
    #expect(try mine.shown("t") == [])
    #expect(try mine.conflictLines() == ["t a  delete-wins settled: dead"])
    try expectAgreement([mine, theirs])
    try theirs.edit("INSERT INTO t(id, n) VALUES ('a', 'ny')", at: 6)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' 'ny' NULL NULL 0"])
    #expect(try mine.conflicts() == [])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("what the deleter had written just before is in the row that a third one revives")
  func editInDelete() throws {
    let post = try post(.keepEdited)
    let (mine, theirs) = try post.pair()
    try mine.edit(Self.row, at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET m = 'endra'")
    try mine.edit("DELETE FROM t", at: 3)
    try theirs.edit("UPDATE t SET n = 2", at: 2)
    try post.exchange()
    #expect(try theirs.shown("t") == [#"'a' 2 'endra' '["x"]' 5"#])
    try expectAgreement([mine, theirs])
  }

  @Test("two deletes are one death")
  func twoDeletes() throws {
    let post = try post(.keepEdited)
    let (mine, theirs) = try post.pair()
    try mine.edit(Self.row, at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM t", at: 2)
    try theirs.edit("DELETE FROM t", at: 3)
    try post.exchange()
    #expect(try mine.shown("t") == [] && mine.conflicts() == [])
    try expectAgreement([mine, theirs])
  }

  @Test("two inserts of one key are one row")
  func twoInserts() throws {
    let post = try post(.keepEdited)
    let (mine, theirs) = try post.pair()
    try mine.edit(Self.row, at: 1)
    try theirs.edit(#"INSERT INTO t VALUES ('a', 2, 'heil', '["y"]', 7)"#, at: 2)
    try post.exchange()
    #expect(try mine.shown("t") == [#"'a' 2 'heil' '["x","y"]' 12"#])
    #expect(try mine.conflictLines() == ["t a n latest settled: 1 [2]"])
    try expectAgreement([mine, theirs])
  }

  @Test("an edit that is not sealed yet does not keep the conflict list from being read")
  func listBeforeSeal() throws {
    let post = try post(.keepEdited)
    let (mine, theirs) = try post.pair()
    try mine.edit(Self.row, at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET n = 2", at: 2)
    try theirs.edit("UPDATE t SET n = 3", at: 3)
    try post.exchange()
    let listed = try mine.conflictLines()
    try mine.edit("DELETE FROM t")
    #expect(try mine.conflictLines() == listed)
  }

  @Test("a row deleted here and revived there comes back here with its old conflicts")
  func conflictRevived() throws {
    let post = try post(.keepEdited)
    let (mine, theirs) = try post.pair()
    let third = try post.replica("region")
    try mine.edit(Self.row, at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET n = 2", at: 2)
    try theirs.edit("UPDATE t SET n = 3", at: 3)
    try post.exchange()
    try mine.edit("DELETE FROM t", at: 4)
    try third.edit("UPDATE t SET m = 'tredje'", at: 4)
    try post.exchange()
    #expect(try mine.shown("t") == [#"'a' 3 'tredje' '["x"]' 5"#])
    #expect(
      try mine.conflictLines() == [
        "t a  keep-edited settled: lives", "t a n latest settled: 2 [3]",
      ])
    try expectAgreement([mine, theirs, third])
    #expect(try mine.differencesFromReplay() == [])
  }
}
