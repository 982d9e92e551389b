import Exchange
import Foundation
import MergeAlgebra
import Testing

@Suite("A database that cannot be taken under sync is refused, with the way round")
struct TakeoverRefusalTests {
  /// What founding says against a database; nothing may be left behind.
  private func refusal(
    _ post: ExistingPost, _ existing: String, rules: String? = nil
  ) throws -> ExchangeError? {
    let failure = #expect(throws: ExchangeError.self) {
      try Replica.found(
        post.plan, from: existing, rules: rules.map { Array($0.utf8) }, at: post.path("new.sqlite"),
        workplace: post.workplace)
    }
    for suffix in ["", "-wal", "-shm"] {
      #expect(!FileSystem.exists(post.path("new.sqlite" + suffix)))
    }
    let keys = post.path("keys")
    #expect(try !FileSystem.exists(keys) || FileSystem.names(in: keys).isEmpty)
    return failure
  }

  static let schemas: [(script: String, refusal: String)] = [
    (
      "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(id PRIMARY KEY);",
      "the database stores its texts as UTF-16le: make one that stores them as UTF-8, with "
        + "sqlite3 PATH .dump | sqlite3 new.sqlite, and take that"
    ),
    (
      "CREATE TABLE samband_t(id PRIMARY KEY);",
      "the name \"samband_t\" is taken: names with samband_ are our own; rename it"
    ),
    (
      "CREATE TABLE samband_meta(id PRIMARY KEY);",
      "the database is a replica already: use it as it is, or take the file that it was made from"
    ),
    (
      "CREATE VIRTUAL TABLE place USING rtree(id, a, b);",
      "table \"place\": the schema may hold only CREATE TABLE, INDEX, VIEW, TRIGGER and VIRTUAL "
        + "TABLE … USING fts5, not \"CREATE VIRTUAL TABLE …\""
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY, n TEXT COLLATE UINT);",
      "table \"t\": the collation \"UINT\" is not part of SQLite, so that other programs cannot "
        + "read the table: use BINARY, NOCASE or RTRIM"
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY, n REFERENCES q);",
      "table \"t\" refers to a table \"q\" that the schema does not have: add the table, or drop "
        + "the reference"
    ),
    (
      """
      .dbconfig dqs_ddl on
      CREATE TABLE t(id TEXT PRIMARY KEY, n CHECK(n IN ("a", 'b')));
      """,
      "table \"t\" cannot be made again from its own text: no such column: a: write texts in "
        + "single quotes, names in double ones"
    ),
  ]

  @Test("schemas", arguments: schemas)
  func schema(script: String, refusal expected: String) throws {
    let post = try ExistingPost()
    _ = try post.shell("existing.sqlite", script)
    let existing = post.path("existing.sqlite")
    let failure = try refusal(post, existing)
    #expect(failure?.code == .schemaRefused)
    #expect(failure?.cause == expected.replacing("PATH", with: existing))
  }

  @Test("rows that their own schema refuses are named, each with what to do")
  func brokenRows() throws {
    let post = try ExistingPost()
    _ = try post.shell(
      "existing.sqlite",
      """
      CREATE TABLE p(id INTEGER PRIMARY KEY, code TEXT UNIQUE);
      CREATE TABLE c(
        id TEXT PRIMARY KEY, p INTEGER REFERENCES p, n INTEGER NOT NULL, CHECK(n > 0));
      CREATE TABLE d(a, b, code REFERENCES p(code), PRIMARY KEY(a, b)) WITHOUT ROWID;
      PRAGMA ignore_check_constraints = ON;
      INSERT INTO p VALUES (1, 'x');
      INSERT INTO c VALUES ('ok', 1, 1), ('orphan', 7, 1), ('low', NULL, -1), (NULL, 1, 3);
      INSERT INTO d VALUES (1, 2, 'x'), (1, 3, 'y'), (1, 4, NULL);
      """)
    let failure = try refusal(post, post.path("existing.sqlite"))
    #expect(failure?.code == .rowsRefused)
    #expect(
      failure?.cause == """
        c, row with rowid 4: its key (id) holds NULL: give it a key, or delete the row
        c low: it breaks CHECK(n > 0): correct it, or delete the row
        c orphan: (p) refers to a row that p does not have: add that row, correct (p), or delete \
        this row
        d 1, 3: (code) refers to a row that p does not have: add that row, correct (code), or \
        delete this row
        """)
  }

  @Test("many broken rows are counted")
  func manyBrokenRows() throws {
    let post = try ExistingPost()
    _ = try post.shell(
      "existing.sqlite",
      """
      CREATE TABLE t(id TEXT PRIMARY KEY, up TEXT REFERENCES t);
      INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25)
        SELECT i, -i FROM n;
      """)
    let lines = try refusal(post, post.path("existing.sqlite"))?.cause?.split(separator: "\n")
    #expect(lines?.count == 21)
    #expect(lines?.last == "… and 5 more rows like that")
  }

  @Test("a row that only another member may hold stays away from the coordinator")
  func notOurs() throws {
    let post = try ExistingPost()
    let existing = try post.database(
      "CREATE TABLE t(id TEXT PRIMARY KEY, who TEXT NOT NULL); INSERT INTO t VALUES ('a', 'vik');")
    let rules = """
      {"tables":{"t":{"audience":"member","owner":"who","columns":{"who":{"fixed":true}}}}}
      """
    let failure = try refusal(post, existing, rules: rules)
    #expect(failure?.code == .unsealable)
    #expect(failure?.cause?.hasPrefix("t a: only its owner may hold it (audience member)") == true)
  }

  static let keyless: [(schema: String, rows: String)] = [
    ("log(at TEXT NOT NULL, what TEXT DEFAULT 'x' -- free\n)", "('1', 'a'), ('2', 'b')"),
    ("log(id TEXT, at AS (id) VIRTUAL, CHECK(id <> ''))", "('1'), ('2')"),
    (
      "log(\"log_id\" INTEGER, [two words] INT UNIQUE, rowid TEXT) STRICT",
      "(1, 2, 'a'), (2, 3, 'b')"
    ),
    ("log AS SELECT 1 AS a, 'b' AS b", "(2, 'b')"),
  ]

  @Test("for a table without a key two scripts are offered, and both run", arguments: keyless)
  func key(schema: String, rows: String) throws {
    let post = try ExistingPost()
    let existing = post.path("existing.sqlite")
    let script = """
      CREATE TABLE \(schema);
      CREATE TABLE log_new(id INTEGER PRIMARY KEY);
      CREATE TABLE other(id TEXT PRIMARY KEY);
      CREATE INDEX log_first ON log(1) -- first
      ;
      CREATE VIEW logged AS SELECT * FROM log;
      CREATE TRIGGER watch AFTER INSERT ON log BEGIN INSERT INTO other VALUES (random()); END;
      CREATE TRIGGER feed AFTER DELETE ON other BEGIN DELETE FROM log; END;
      INSERT INTO log VALUES \(rows);
      """
    for way in ["-- 1.", "-- 2."] {
      _ = try post.shell("existing.sqlite", script)
      let cause = try #require(try refusal(post, existing)?.cause)
      let parts = cause.components(separatedBy: way)
      let offer = try #require(parts.last?.components(separatedBy: "COMMIT;").first)
      _ = try post.shell("existing.sqlite", "-- \(offer)COMMIT;")
      let plan = try Takeover(of: existing).plan
      #expect(plan.tables.first { $0.choices.name == "log" }?.rows == 2)
      #expect(plan.schema.contains("CREATE TRIGGER watch"))
      #expect(plan.schema.contains("CREATE INDEX log_first"))
      try FileManager.default.removeItem(atPath: existing)
    }
  }
}
