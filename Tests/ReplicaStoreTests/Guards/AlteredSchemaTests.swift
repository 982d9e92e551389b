import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A table that another program has altered stops sealing until it is as in the charter")
struct AlteredSchemaTests {
  static let schema = """
    CREATE TABLE p(id TEXT PRIMARY KEY, n TEXT CHECK(n <> 'x'), m INTEGER DEFAULT 1);
    CREATE UNIQUE INDEX both ON p(n, m);
    CREATE TABLE q(id TEXT PRIMARY KEY, p TEXT REFERENCES p(id));
    """

  /// What is done, how it is told, and how it is put right.
  struct Case: Sendable, CustomStringConvertible {
    let sql: String
    let told: String
    let back: String

    init(_ sql: String, _ told: String, _ back: String) {
      self.sql = sql
      self.told = told
      self.back = back
    }

    var description: String { sql }

    static let all = [
      Case(
        "CREATE UNIQUE INDEX mine ON p(n)",
        "table \"p\" has a unique key \"mine\" of its own: DROP INDEX \"mine\"",
        "DROP INDEX mine; CREATE INDEX mine ON p(n);"),
      Case(
        "ALTER TABLE p RENAME COLUMN m TO mm",
        """
        table "p" has lost its column "m": ALTER TABLE "p" RENAME COLUMN "mm" TO "m"
        """, "ALTER TABLE p RENAME COLUMN mm TO m"),
      Case(
        "CREATE TABLE new(id TEXT PRIMARY KEY); INSERT INTO new VALUES ('c'); DROP TABLE q; "
          + "ALTER TABLE new RENAME TO q", "table \"q\" has lost its column \"p\"",
        "ALTER TABLE q ADD COLUMN p TEXT REFERENCES p(id); UPDATE q SET p = 'a'"),
      Case(
        "ALTER TABLE q RENAME TO r",
        "table \"q\" is gone: ALTER TABLE \"r\" RENAME TO \"q\"", "ALTER TABLE r RENAME TO q"),
      Case(
        "DROP TABLE q", "table \"q\" is gone",
        """
        CREATE TABLE q(id TEXT PRIMARY KEY, p TEXT REFERENCES p(id)); INSERT INTO q VALUES ('c', 'a')
        """),
      Case(
        "DROP INDEX both",
        "table \"p\" has lost its unique key \"both\": CREATE UNIQUE INDEX both ON p(n, m)",
        "CREATE UNIQUE INDEX both ON p(n, m)"),
      Case(
        rebuilt("id TEXT PRIMARY KEY, p TEXT REFERENCES p(id), UNIQUE(p)"),
        "table \"q\" is not declared as in the charter", rebuilt(q)),
      Case(
        rebuilt("id TEXT PRIMARY KEY, p INTEGER REFERENCES p(id)"),
        "table \"q\": column \"p\" is not declared as in the charter", rebuilt(q)),
      Case(
        rebuilt("id TEXT PRIMARY KEY, p TEXT"),
        "table \"q\" is not declared as in the charter", rebuilt(q)),
      Case(
        rebuilt("id TEXT PRIMARY KEY, p TEXT REFERENCES p(id) CHECK(p > '')"),
        "table \"q\" is not declared as in the charter", rebuilt(q)),
    ]

    private static let q = "id TEXT PRIMARY KEY, p TEXT REFERENCES p(id)"
    private static func rebuilt(_ columns: String) -> String {
      """
      CREATE TABLE new(\(columns)); INSERT INTO new SELECT id, p FROM q; DROP TABLE q;
      ALTER TABLE new RENAME TO q
      """
    }
  }

  @Test(
    "it is told, nothing is written, and nothing is left when it is put right", arguments: Case.all)
  func altered(alteration: Case) throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit(
      "INSERT INTO p VALUES ('a', 'b', 3); INSERT INTO q VALUES ('c', 'a')", at: 1)
    try post.exchange()
    try Client.shell.run(alteration.sql + ";", on: mine.path)
    try theirs.edit("INSERT INTO p VALUES ('other', 'other', 4)", at: 2)
    let digests = try mine.file.read { try $0.digests().map(\.digest) }
    for _ in 1...2 {
      try mine.reopen()
      let failure = #expect(throws: StoreError.self) { try mine.receive(post.parcels(for: mine)) }
      #expect(failure?.code == .schema)
      let told = try #require(failure?.message)
      #expect(told.hasPrefix(alteration.told), "\(told)")
    }
    #expect(try mine.file.read { try $0.digests().map(\.digest) } == digests)
    try Client.shell.run(alteration.back + ";", on: mine.path)
    #expect(try mine.seal().isEmpty, "false writes")
    try mine.receive(post.parcels(for: mine))
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.edit("UPDATE q SET p = 'other'", at: 5).count == 1)
  }

  @Test("columns, indexes and CHECKs of the user's own may be there")
  func own() throws {
    let post = try TestPost(Self.schema)
    let replica = try post.replica("vik")
    try replica.edit(
      """
      ALTER TABLE p ADD COLUMN mine TEXT CHECK(length(mine) < 9) REFERENCES p(id);
      CREATE INDEX own ON p(n, mine); CREATE TABLE r(id UNIQUE, p REFERENCES p);
      CREATE UNIQUE INDEX own_r ON r(p);
      """)
    try replica.edit("INSERT INTO p VALUES ('a', 'b', 3, 'a')", at: 1)
    #expect(try replica.shown("p") == ["'a' 'b' 3"])
  }
}
