import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Each rule decides the same on every replica")
struct RuleTests {
  static let schema = """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, who TEXT, n, m INTEGER NOT NULL DEFAULT 0, o);
    """

  /// Lærdal writes first, Vik a moment later, neither seeing the other.
  private func merged(
    _ rule: Rule, _ first: String, _ second: String, column: String = "n", seed: String = "1",
    who: String = "laerdal"
  ) throws -> (post: TestPost, mine: TestReplica, theirs: TestReplica) {
    let post = try TestPost(Self.schema, ["t": rules([column: rule], owner: "who")])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, who, \(column)) VALUES ('a', '\(who)', \(seed))", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET \(column) = \(first)", at: 10)
    try theirs.edit("UPDATE t SET \(column) = \(second)", at: 11)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
    return (post, mine, theirs)
  }

  @Test("edits of different columns are both kept")
  func differentColumns() throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, n, o) VALUES ('a', 1, 1)", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET n = 2", at: 2)
    try theirs.edit("UPDATE t SET o = 3", at: 3)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' NULL 2 0 3"])
    try expectAgreement([mine, theirs])
    #expect(try mine.conflicts() == [])
  }

  static let choices: [(Rule, String, String, String)] = [
    (.latest, "5", "4", "t a n latest settled: 5 [4]"),
    (.ask, "5", "4", "t a n ask open: 5 [4]"),
    (.highest, "5", "4", "t a n highest settled: [5] 4"),
    (
      .highest, "9007199254740993", "9007199254740992.0",
      "t a n highest settled: [9007199254740993] 9007199254740992.0"
    ),
    (.highest, "'a'", "x'00'", "t a n highest settled: 'a' [x0]"),
    (.lowest, "5", "'4'", "t a n lowest settled: [5] '4'"),
    (.lowest, "5", "NULL", "t a n lowest settled: 5 [NULL]"),
    (.first, "5", "4", "t a n first settled: [5] 4"),
  ]

  @Test("of two values one is shown, both are listed", arguments: choices)
  func choice(rule: Rule, first: String, second: String, expected: String) throws {
    let (post, mine, theirs) = try merged(rule, first, second)
    #expect(try mine.conflictLines() == [expected])
    try theirs.edit("UPDATE t SET n = 77", at: 20)
    try post.exchange()
    #expect(try mine.conflicts() == [])
    try expectAgreement([mine, theirs])
  }

  @Test("two equal values are no conflict")
  func equalValues() throws {
    let (_, mine, _) = try merged(.ask, "5", "5")
    #expect(try mine.conflicts() == [])
  }

  @Test("furthest follows the declared order and asks where it says nothing")
  func furthest() throws {
    let values = ["IDE", "PLAN", "FERD", "STOGG"].map { Value.text($0) }
    let order = ValueOrder(groups: [[[values[0]]], [[values[1]]], [[values[2]], [values[3]]]])
    let rule = Rule.furthest(try #require(order))
    let (_, mine, _) = try merged(rule, "'FERD'", "'PLAN'", seed: "'IDE'")
    #expect(try mine.conflictLines() == ["t a n furthest settled: ['FERD'] 'PLAN'"])
    let (_, other, _) = try merged(rule, "'FERD'", "'STOGG'", seed: "'IDE'")
    #expect(try other.conflictLines() == ["t a n furthest open: 'FERD' ['STOGG']"])
    let (_, third, _) = try merged(rule, "'FERD'", "'ukjend'", seed: "'IDE'")
    #expect(try third.conflictLines() == ["t a n furthest open: 'FERD' ['ukjend']"])
  }

  @Test("sums add up, sets unite")
  func sumsAndSets() throws {
    let (_, mine, _) = try merged(.sum, "m + 5", "m - 2", column: "m", seed: "10")
    #expect(try mine.shown("t") == ["'a' 'laerdal' NULL 13 NULL"])
    let (_, other, _) = try merged(
      .union, #"'["x", "y"]'"#, #"'["z"]'"#, seed: #"'["x"]'"#)
    #expect(try other.shown("t") == [#"'a' 'laerdal' '["y","z"]' 0 NULL"#])
    #expect(try mine.conflicts() == [] && other.conflicts() == [])
  }

  @Test("the owner's value is shown again after someone else's edit, which waits as a suggestion")
  func suggestion() throws {
    let post = try TestPost(Self.schema, ["t": rules(["n": .owner], owner: "who")])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, who, n) VALUES ('a', 'laerdal', 'eigar')", at: 1)
    try post.exchange()
    try theirs.edit("UPDATE t SET n = 'forslag 1'")
    try theirs.edit("UPDATE t SET n = 'forslag', o = 3", at: 2)
    #expect(try theirs.shown("t") == ["'a' 'laerdal' 'eigar' 0 3"])
    #expect(try theirs.conflictLines() == ["t a n owner open: ['eigar'] 'forslag'"])
    try post.exchange()
    try expectAgreement([mine, theirs])
    try theirs.edit("UPDATE t SET n = 'betre'", at: 3)
    #expect(try theirs.conflictLines() == ["t a n owner open: ['eigar'] 'betre'"])
    try theirs.edit("UPDATE t SET n = 'eigar'", at: 3)
    try post.exchange()
    #expect(try mine.conflictLines() == ["t a n owner open: ['eigar'] 'betre'"])
    try mine.edit("UPDATE t SET n = 'betre'", at: 4)
    try post.exchange()
    #expect(try theirs.conflicts() == [])
    try expectAgreement([mine, theirs])
    #expect(try theirs.differencesFromReplay() == [])
  }

  @Test("the coordinator decides over a column with that rule")
  func coordinatorDecides() throws {
    let post = try TestPost(Self.schema, ["t": rules(["n": .coordinator])])
    let (mine, theirs) = try post.pair()
    let region = try post.replica("region")
    try mine.edit("INSERT INTO t(id, n) VALUES ('a', 'ynske')", at: 1)
    try post.exchange()
    try theirs.edit("UPDATE t SET n = 'anna ynske'", at: 2)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' NULL 'anna ynske' 0 NULL"])
    try region.edit("UPDATE t SET n = 'avgjort'", at: 3)
    try mine.edit("UPDATE t SET n = 'seint ynske'", at: 4)
    try post.exchange()
    #expect(
      try region.conflictLines() == ["t a n coordinator open: ['avgjort'] 'seint ynske'"])
    try expectAgreement([mine, theirs, region])
  }

  @Test("a suggestion by REPLACE, after an update, leaves the owner's value as it was")
  func suggestionByReplace() throws {
    let post = try TestPost(Self.schema, ["t": rules(["n": .owner, "o": .owner], owner: "who")])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, who, n, o) VALUES ('a', 'laerdal', 'N', 'O')", at: 1)
    try post.exchange()
    try theirs.edit("UPDATE t SET n = 'x'")
    try theirs.edit("REPLACE INTO t(id, who, n, o) VALUES ('a', 'laerdal', 'y', 'z')", at: 2)
    #expect(try theirs.shown("t") == ["'a' 'laerdal' 'N' 0 'O'"])
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(
      try mine.conflictLines() == [
        "t a n owner open: ['N'] 'y'", "t a o owner open: ['O'] 'z'",
      ])
  }

  @Test("a fixed column that was NULL is set once, and that travels")
  func fixedOnce() throws {
    let declaration = declared { $0.columns["n"] = ColumnDeclaration(isFixed: true) }
    let post = try TestPost(Self.schema, ["t": declaration])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id) VALUES ('a')", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET n = 'sett'")
    #expect(try mine.seal(at: 2).flatMap(\.lines) == ["update t 'a': n='sett'"])
    try post.exchange()
    #expect(try theirs.shown("t") == ["'a' NULL 'sett' 0 NULL"])
    try expectAgreement([mine, theirs])
  }

  @Test("of two concurrent inserts the first sets a fixed column")
  func fixedFirst() throws {
    let declaration = declared { $0.columns["n"] = ColumnDeclaration(isFixed: true) }
    let post = try TestPost(Self.schema, ["t": declaration])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, n) VALUES ('a', 'sein')", at: 2)
    try theirs.edit("INSERT INTO t(id, n) VALUES ('a', 'tidleg')", at: 1)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' NULL 'tidleg' 0 NULL"])
    try expectAgreement([mine, theirs])
  }

  @Test("columns of one CHECK or one group merge together")
  func groups() throws {
    let schema = """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, a INTEGER, b INTEGER, c, d,
        CHECK (a <= b));
      """
    let post = try TestPost(schema, ["t": declared { $0.groups = [["c", "d"]] }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('a', 1, 9, 'c', 'd')", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET a = 8, c = 'C'")
    #expect(try mine.seal(at: 2).flatMap(\.lines) == ["update t 'a': a=8 b=9 c='C' d='d'"])
    try theirs.edit("UPDATE t SET b = 2, d = 'D'", at: 3)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' 1 2 'c' 'D'"])
    #expect(
      try mine.conflictLines() == [
        "t a a+b latest settled: 8+9 [1+2]", "t a c+d latest settled: 'C'+'d' ['c'+'D']",
      ])
    try expectAgreement([mine, theirs])
  }

  @Test("a whole row that merges as one")
  func wholeRow() throws {
    let post = try TestPost(Self.schema, ["t": declared { $0.mergesWholeRow = true }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, n, o) VALUES ('a', 1, 1)", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET n = 2", at: 2)
    try theirs.edit("UPDATE t SET o = 3", at: 3)
    try post.exchange()
    #expect(try mine.shown("t") == ["'a' NULL 1 0 3"])
    try expectAgreement([mine, theirs])
  }
}
