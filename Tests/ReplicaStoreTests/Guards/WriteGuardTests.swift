import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What the charter does not allow fails in the user's own program")
struct WriteGuardTests {
  static let schema = """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, who TEXT, code TEXT UNIQUE, n);
    """

  static func owned(_ write: WriteRule) -> [String: TableDeclaration] {
    [
      "t": declared {
        $0.write = write
        $0.owner = "who"
        $0.columns["who"] = ColumnDeclaration(isFixed: true)
      }
    ]
  }

  /// Checks that an edit is refused with a message that has these words, and leaves nothing.
  private func expectRefusal(
    _ sql: String, _ words: String..., at replica: TestReplica,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try replica.read { tx in
      try tx.trackedTables.map { try tx.shownRows(of: $0.name).map { "\($0)" } }
    }
    let failure = #expect(throws: StoreError.self, "\(sql)", sourceLocation: sourceLocation) {
      try replica.edit(sql)
    }
    for word in words {
      #expect(
        failure?.message.contains(word) == true, "\(failure?.message ?? "") \(word)",
        sourceLocation: sourceLocation)
    }
    let after = try replica.read { tx in
      try tx.trackedTables.map { try tx.shownRows(of: $0.name).map { "\($0)" } }
    }
    #expect(before == after, sourceLocation: sourceLocation)
    #expect(try replica.seal().isEmpty, sourceLocation: sourceLocation)
  }

  static let refusedEdits = [
    "UPDATE t SET n = 5 WHERE id = 'l'", "DELETE FROM t WHERE id = 'l'",
    "INSERT INTO t VALUES ('x', 'laerdal', 'X', 1)",
    "REPLACE INTO t VALUES ('l', 'vik', 'Y', 1)",
    "REPLACE INTO t VALUES ('x', 'vik', 'L', 1)",
    "UPDATE OR REPLACE t SET code = 'L' WHERE id = 'v'",
    "UPDATE OR REPLACE t SET id = 'l' WHERE id = 'v'",
    """
    INSERT INTO t VALUES ('l', 'vik', 'Y', 1) ON CONFLICT(id) DO UPDATE SET n = 9
    """,
  ]

  @Test(
    "write: owner refuses every way to another's row, and says whose it is", arguments: refusedEdits
  )
  func otherOwner(sql: String) throws {
    let post = try TestPost(Self.schema, Self.owned(.owner))
    let (mine, vik) = try post.pair()
    try mine.edit("INSERT INTO t VALUES ('l', 'laerdal', 'L', 1)", at: 1)
    try vik.edit("INSERT INTO t VALUES ('v', 'vik', 'V', 1)", at: 2)
    try post.exchange()
    try expectRefusal(sql, "samband: ", "Lærdal", at: vik)
    try vik.edit("UPDATE t SET n = 2 WHERE id = 'v'", at: 3)
    try vik.edit("DELETE FROM t WHERE id = 'v'", at: 4)
    try post.exchange()
    try expectAgreement([mine, vik])
  }

  static let refusedAtCoordinators = [
    "UPDATE t SET n = 5", "DELETE FROM t", "REPLACE INTO t VALUES ('r', 'vik', 'R', 1)",
    "REPLACE INTO t VALUES ('x', 'vik', 'R', 1)",
  ]

  @Test("a row without an owner is the coordinator's", arguments: refusedAtCoordinators)
  func ownerless(sql: String) throws {
    let post = try TestPost(Self.schema, Self.owned(.owner))
    let vik = try post.replica("vik"), region = try post.replica("region")
    try region.edit("INSERT INTO t VALUES ('r', NULL, 'R', 1)", at: 1)
    try post.exchange()
    try expectRefusal(sql, "Region", at: vik)
    try region.edit("UPDATE t SET n = 2", at: 2)
  }

  @Test("an owner that is no member is refused")
  func unknownOwner() throws {
    let post = try TestPost(Self.schema, Self.owned(.owner))
    let vik = try post.replica("vik")
    try expectRefusal("INSERT INTO t VALUES ('x', 'voss', 'X', 1)", "who", "t", at: vik)
  }

  @Test("write: coordinator refuses all others")
  func coordinatorOnly() throws {
    let post = try TestPost(Self.schema, ["t": declared { $0.write = .coordinator }])
    let vik = try post.replica("vik"), region = try post.replica("region")
    try region.edit("INSERT INTO t VALUES ('r', NULL, 'R', 1)", at: 1)
    try post.exchange()
    for sql in Self.refusedAtCoordinators { try expectRefusal(sql, "Region", at: vik) }
  }

  static let fixedEdits = [
    "UPDATE t SET code = 'Y'", "UPDATE t SET code = 'x'", "UPDATE t SET code = NULL",
    "REPLACE INTO t VALUES ('a', NULL, 'Y', 1)",
    "INSERT INTO t VALUES ('a', NULL, 'Y', 1) ON CONFLICT(id) DO UPDATE SET code = 'Z'",
  ]

  @Test("a fixed column is set once", arguments: fixedEdits)
  func fixedColumn(sql: String) throws {
    let post = try TestPost(
      Self.schema, ["t": declared { $0.columns["code"] = ColumnDeclaration(isFixed: true) }])
    let vik = try post.replica("vik")
    try vik.edit("INSERT INTO t VALUES ('a', NULL, 'X', 1)", at: 1)
    try expectRefusal(sql, "code", "once", at: vik)
    try vik.edit("UPDATE t SET n = 4, code = 'X'", at: 2)
  }

  @Test("the coordinator writes what only the coordinator may write, also between two")
  func coordinatorBetween() throws {
    let schema = "CREATE TABLE t(who TEXT, id TEXT, n, PRIMARY KEY(who, id));"
    let post = try TestPost(
      schema,
      [
        "t": declared {
          $0.audience = .coordinator
          $0.owner = "who"
          $0.write = .coordinator
        }
      ])
    let vik = try post.replica("vik"), region = try post.replica("region")
    try region.edit("INSERT INTO t VALUES ('vik', 'a', 1)", at: 1)
    try post.exchange()
    #expect(try vik.shown("t") == ["'vik' 'a' 1"])
    try expectRefusal("UPDATE t SET n = 2", "Region", at: vik)
  }

  @Test("a row of a narrow table cannot be given to another member")
  func givenAway() throws {
    let schema = "CREATE TABLE t(who TEXT, id TEXT, n, PRIMARY KEY(who, id));"
    for audience in [Audience.coordinator, .member] {
      let declaration = declared {
        $0.audience = audience
        $0.owner = "who"
      }
      let post = try TestPost(schema, ["t": declaration])
      let vik = try post.replica("vik")
      try vik.edit("INSERT INTO t VALUES ('vik', 'a', 1)", at: 1)
      try expectRefusal("UPDATE t SET who = 'laerdal'", "Lærdal", at: vik)
      try expectRefusal("INSERT INTO t VALUES ('laerdal', 'b', 1)", "Lærdal", at: vik)
      try expectRefusal("INSERT INTO t VALUES (NULL, 'b', 1)", "who", at: vik)
    }
  }

  @Test("a row cannot be given away by its key where only its owner writes it")
  func givenAwayByKey() throws {
    let schema = "CREATE TABLE t(who TEXT NOT NULL, id TEXT NOT NULL, n, PRIMARY KEY(who, id));"
    let declaration = declared {
      $0.write = .owner
      $0.owner = "who"
    }
    let post = try TestPost(schema, ["t": declaration])
    let vik = try post.replica("vik")
    try vik.edit("INSERT INTO t VALUES ('vik', 'a', 1)", at: 1)
    try expectRefusal("UPDATE t SET who = 'laerdal'", "Lærdal", at: vik)
  }

  @Test("a number that names the owner works like a text that does, or is refused at the charter")
  func numericOwner() throws {
    let schema = "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, who INTEGER, n);"
    let members = try ["region", "vik"].map {
      Member(id: try TestPost.member($0), name: $0, ownerKey: $0 == "vik" ? "4639" : "46")
    }
    let collaboration = Collaboration(
      charterVersion: 1, coordinator: members[0].id, members: members,
      declarations: Declarations(tables: ["t": rules(["n": .owner], owner: "who")]))
    #expect(collaboration.owner(named: .integer(4639)) == members[1].id)
    #expect(collaboration.owner(named: .integer(46)) == members[0].id)
    #expect(collaboration.owner(named: .integer(4)) == nil)
    #expect(schema.contains("INTEGER"))
  }

  @Test("a member's name may have any letters", arguments: ["O'Hara", "'\u{301}x", "Å\"b", "%s\n"])
  func memberNames(name: String) throws {
    let post = try TestPost(Self.schema, Self.owned(.owner))
    let members = post.collaboration.members.map {
      Member(id: $0.id, name: $0.id.name == "laerdal" ? name : $0.name, ownerKey: $0.ownerKey)
    }
    let vik = try post.replica("vik")
    vik.collaboration = Collaboration(
      charterVersion: 2, coordinator: post.collaboration.coordinator, members: members,
      declarations: post.collaboration.declarations)
    try vik.write { tx in try tx.adopt(vik.collaboration, me: vik.me) }
    try expectRefusal("INSERT INTO t VALUES ('x', 'laerdal', 'X', 1)", name, at: vik)
  }
}
