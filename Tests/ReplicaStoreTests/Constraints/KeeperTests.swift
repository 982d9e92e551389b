import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Rows that want one place: the earlier keeps it, references follow, nothing is lost")
struct KeeperTests {
  static let schema = """
    CREATE TABLE employer(
      id TEXT PRIMARY KEY NOT NULL, orgnr TEXT UNIQUE, name TEXT NOT NULL, phone TEXT,
      tags TEXT NOT NULL DEFAULT '[]');
    CREATE TABLE opening(
      id TEXT PRIMARY KEY NOT NULL, employer TEXT NOT NULL REFERENCES employer(id), n);
    CREATE TABLE agreement(
      employer TEXT NOT NULL REFERENCES employer(id), year INTEGER NOT NULL, text TEXT,
      PRIMARY KEY(employer, year));
    """

  static func declarations(_ rule: CollisionRule) -> [String: TableDeclaration] {
    [
      "employer": declared {
        $0.columns = ["tags": ColumnDeclaration(rule: .union)]
        $0.unique = [["orgnr"]: rule]
      }
    ]
  }

  /// Lærdal and Vik register the same employer, each with an opening and an agreement.
  private func registered(
    _ rule: CollisionRule
  ) throws -> (post: TestPost, laerdal: TestReplica, vik: TestReplica) {
    let post = try TestPost(Self.schema, Self.declarations(rule))
    let (mine, theirs) = try post.pair()
    try mine.edit(
      """
      INSERT INTO employer VALUES ('a', '912', 'Lærdal Grønt', NULL, '["frukt"]');
      INSERT INTO opening VALUES ('oa', 'a', 1);
      INSERT INTO agreement VALUES ('a', 2026, 'vår');
      """, at: 1)
    try theirs.edit(
      """
      INSERT INTO employer VALUES ('b', '912', 'Laerdal gront', '57', '["bær"]');
      INSERT INTO opening VALUES ('ob', 'b', 2);
      INSERT INTO agreement VALUES ('b', 2026, 'deira'), ('b', 2027, 'neste');
      """, at: 2)
    try post.exchange()
    return (post, mine, theirs)
  }

  @Test("one employer registered twice becomes one row, with all openings and united sets")
  func merging() throws {
    let (post, mine, theirs) = try registered(.merge)
    #expect(
      try mine.shown("employer") == [#"'a' '912' 'Lærdal Grønt' '57' '["bær","frukt"]'"#])
    #expect(try mine.shown("opening") == ["'oa' 'a' 1", "'ob' 'a' 2"])
    #expect(
      try mine.shown("agreement") == ["'a' 2026 'vår'", "'a' 2027 'neste'"])
    let lines = try mine.conflictLines()
    #expect(
      lines == [
        "agreement b, 2026  setAside open: of a, 2026", "employer b  merge settled: of a",
      ], "\(lines)")
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
    _ = post
  }

  @Test("an element taken out of the one row is taken out of both, and deleting it deletes both")
  func editingTheWhole() throws {
    let (post, mine, theirs) = try registered(.merge)
    try theirs.edit(
      #"UPDATE employer SET tags = '["frukt","ost"]', phone = '99'"#, at: 3)
    try post.exchange()
    #expect(
      try mine.shown("employer") == [#"'a' '912' 'Lærdal Grønt' '99' '["frukt","ost"]'"#])
    try expectAgreement([mine, theirs])
    try mine.edit(
      "DELETE FROM opening; DELETE FROM agreement; DELETE FROM employer", at: 4)
    try post.exchange()
    // The agreement that was set aside returns, and needs its employer.
    #expect(try theirs.shown("agreement") == ["'b' 2026 'deira'"])
    #expect(try theirs.shown("employer") == ["'b' '912' 'Laerdal gront' '57' '[]'"])
    try expectAgreement([mine, theirs])
    try mine.edit("DELETE FROM agreement", at: 5)
    try post.exchange()
    #expect(try theirs.shown("employer") == [])
    try expectAgreement([mine, theirs])
  }

  @Test("a row set aside is listed beside its keeper, and what refers to it shows the keeper")
  func settingAside() throws {
    let (post, mine, theirs) = try registered(.setAside)
    #expect(try mine.shown("employer") == [#"'a' '912' 'Lærdal Grønt' NULL '["frukt"]'"#])
    #expect(try mine.shown("opening") == ["'oa' 'a' 1", "'ob' 'a' 2"])
    let twin = try mine.conflicts().first { $0.table == "employer" }
    #expect(twin?.state == .open)
    try expectAgreement([mine, theirs])
    try mine.edit("UPDATE employer SET orgnr = '913' WHERE id = 'a'", at: 5)
    try post.exchange()
    #expect(try theirs.shown("opening") == ["'oa' 'a' 1", "'ob' 'b' 2"])
    #expect(
      try theirs.shown("agreement") == [
        "'a' 2026 'vår'", "'b' 2026 'deira'", "'b' 2027 'neste'",
      ])
    #expect(try theirs.conflicts() == [])
    try expectAgreement([mine, theirs])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("an edit of a row that shows its keeper's key finds the row, whatever key it shows")
  func editingTheRedirected() throws {
    let (post, mine, theirs) = try registered(.setAside)
    try mine.edit("UPDATE agreement SET text = 'ny' WHERE year = 2027", at: 5)
    try mine.edit("UPDATE opening SET n = 7 WHERE id = 'ob'", at: 6)
    try post.exchange()
    try mine.edit("UPDATE employer SET orgnr = '913' WHERE id = 'a'", at: 7)
    try post.exchange()
    #expect(try theirs.shown("opening") == ["'oa' 'a' 1", "'ob' 'b' 7"])
    #expect(
      try theirs.shown("agreement") == [
        "'a' 2026 'vår'", "'b' 2026 'deira'", "'b' 2027 'ny'",
      ])
    try expectAgreement([mine, theirs])
  }

  @Test("a new row with the key of a hidden one gets another key, and its references follow")
  func freshKeys() throws {
    let (post, mine, theirs) = try registered(.setAside)
    try mine.edit(
      """
      INSERT INTO employer VALUES ('b', '914', 'Ein annan', NULL, '[]');
      INSERT INTO opening VALUES ('oc', 'b', 3);
      INSERT INTO agreement VALUES ('b', 2030, 'ny');
      """, at: 8)
    #expect(try mine.shown("opening").last == "'oc' 'b-2' 3")
    try post.exchange()
    #expect(
      try theirs.shown("employer") == [
        #"'a' '912' 'Lærdal Grønt' NULL '["frukt"]'"#, "'b-2' '914' 'Ein annan' NULL '[]'",
      ])
    #expect(try theirs.shown("opening").last == "'oc' 'b-2' 3")
    #expect(try theirs.shown("agreement").last == "'b-2' 2030 'ny'")
    try expectAgreement([mine, theirs])
  }
}
