import Foundation
import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A schema or rules that cannot be kept are refused with table, column and why")
struct SchemaRefusalTests {
  @Test("refused", arguments: RefusedCharter.all)
  func refused(charter: RefusedCharter) throws {
    var declarations = ["t": charter.declaration]
    if charter.description == "a reference to fewer" {
      declarations["q"] = declared { $0.audience = .local }
    }
    if charter.schema.contains("TABLE q(who") { declarations["q"] = charter.declaration }
    let post = try TestPost(charter.schema, declarations)
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    #expect(failure?.code == .schema)
    #expect(failure?.message == charter.message)
  }

  @Test("a table that the rules name and the schema lacks")
  func unknownTable() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY);", ["tt": TableDeclaration()])
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    #expect(failure?.message == "the rules name a table \"tt\" that the schema does not have")
  }

  @Test("a trigger that the rules name and the schema lacks")
  func unknownTrigger() throws {
    let post = try TestPost("CREATE TABLE t(id TEXT PRIMARY KEY);")
    let collaboration = Collaboration(
      charterVersion: 1, coordinator: post.collaboration.coordinator,
      members: post.collaboration.members,
      declarations: Declarations(triggers: ["tidy": .merged]))
    let file = try ReplicaFile.create(at: post.path("new.sqlite"), schema: post.schema)
    let failure = #expect(throws: StoreError.self) {
      try file.write { try $0.adopt(collaboration, me: collaboration.coordinator) }
    }
    #expect(failure?.message == "the rules name a trigger \"tidy\" that the schema does not have")
  }

  @Test(
    "a trigger for merged rows that writes a table under sync",
    arguments: ["INSERT INTO \"H\"(t) VALUES (1)", "UPDATE OR IGNORE h SET t = 1", "DELETE FROM h"])
  func triggerOnTracked(statement: String) throws {
    let post = try TestPost(
      """
      CREATE TABLE p(id TEXT PRIMARY KEY);
      CREATE TABLE h(id INTEGER PRIMARY KEY, t);
      CREATE TRIGGER keep AFTER UPDATE ON p BEGIN \(statement); END;
      """, triggers: ["keep": .merged])
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    #expect(
      failure?.message == """
        line 2: the trigger "keep" writes the table "h", which is under sync: what it writes travels \
        already, and it would write it again on every replica; leave out "keep": "merged", or let it \
        write only tables of each file's own
        """)
  }

  @Test("a table of this file only that refers to a shared one")
  func localChild() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY);\nCREATE TABLE mine(\n  id, t REFERENCES t);",
      ["mine": declared { $0.audience = .local }])
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    #expect(
      failure?.message == """
        line 3: table "mine" is local and refers to "t", whose rows the others may take away: drop \
        the reference, or give the table another audience
        """)
  }

  @Test("all refusals come at once, one a line")
  func allAtOnce() throws {
    let post = try TestPost("CREATE TABLE a(n); CREATE TABLE b(n);")
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    let advice = "declare one, for example id TEXT PRIMARY KEY NOT NULL"
    #expect(
      failure?.message == """
        line 1: table "a" has no primary key: \(advice)
        line 1: table "b" has no primary key: \(advice)
        """)
  }

  static let scriptsWithRefusals: [(schema: String, refusal: String)] = [
    (
      "CREATE TABLE t(id PRIMARY KEY);\n\nINSERT INTO t VALUES (1);",
      """
      line 3: the schema may hold only CREATE TABLE, INDEX, VIEW, TRIGGER and VIRTUAL TABLE … \
      USING fts5, not "INSERT INTO t …"
      """
    ),
    (
      "CREATE TABLE t(\n  id TEXT PRIMARY KEY,\n  n TEXT COLLATE NORSK);",
      """
      line 3: the collation "NORSK" is not part of SQLite, so that other programs cannot read the \
      table: use BINARY, NOCASE or RTRIM
      """
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY);\nCREATE UNIQUE INDEX i ON t(\n  id COLLATE \"norsk\");",
      """
      line 3: the collation "norsk" is not part of SQLite, so that other programs cannot read \
      the table: use BINARY, NOCASE or RTRIM
      """
    ),
    (
      "CREATE TABLE t(\n  id TEXT PRIMARY KEY,\n  n TEXT TEXT(,));",
      """
      line 3: the schema does not run: near ",": syntax error
      """
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY);\nCREATE UNIQUE INDEX i\n  ON t(random());",
      """
      line 3: the schema does not run: non-deterministic functions prohibited in index \
      expressions
      """
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY);\nCREATE UNIQUE INDEX i ON t(datetime('now'));",
      """
      line 2: the index asks datetime() for the present moment, which is never the same: index a \
      column that keeps the moment
      """
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY);\nCREATE UNIQUE INDEX i ON t((SELECT 1));",
      """
      line 2: the schema does not run: subqueries prohibited in index expressions
      """
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY);\nCREATE INDEX i ON u(n);",
      """
      line 2: the schema does not run: no such table: main.u
      """
    ),
    (
      "CREATE VIRTUAL TABLE t USING rtree(id, a, b);",
      """
      line 1: the schema may hold only CREATE TABLE, INDEX, VIEW, TRIGGER and VIRTUAL TABLE … \
      USING fts5, not "CREATE VIRTUAL TABLE …"
      """
    ),
    (
      "-- ours\nCREATE TABLE samband_x(id TEXT PRIMARY KEY);",
      """
      line 2: the name "samband_x" is taken: names with samband_ are our own
      """
    ),
    (
      "CREATE TABLE t\n  AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT * FROM c;",
      """
      line 2: the schema may not make a table of a query, which has no primary key and may never \
      end: declare its columns, and fill it afterwards
      """
    ),
    (
      "CREATE TABLE t(id TEXT PRIMARY KEY) STRICT, WITHOUT;",
      """
      line 1: the schema does not run: incomplete input
      """
    ),
  ]

  @Test("a script that does not run is refused with its line", arguments: scriptsWithRefusals)
  func scriptRefusals(schema: String, refusal: String) throws {
    let post = try TestPost(schema)
    let failure = #expect(throws: StoreError.self) {
      try ReplicaFile.create(at: post.path("new.sqlite"), schema: schema)
    }
    #expect(failure?.message == refusal)
  }

  static let badScripts = [
    "CREATE TABLE t(id TEXT PRIMARY KEY); INSERT INTO t VALUES ('a');", "PRAGMA user_version = 3;",
    "CREATE TABLE samband_x(id TEXT PRIMARY KEY);", "CREATE TABLE t(id TEXT PRIMARY KEY",
    "CREATE TEMP TABLE t(id TEXT PRIMARY KEY);", "CREATE VIRTUAL TABLE t USING rtree(n, a, b);",
    "CREATE TABLE t(id TEXT PRIMARY KEY, begin TEXT); INSERT INTO t VALUES ('a', 'b');",
    "CREATE TABLE t(id TEXT PRIMARY KEY); /* ; */ DROP TABLE t -- ;",
    "CREATE TABLE IF NOT EXISTS main.\"t\" AS SELECT (1) AS id;",
    "CREATE TABLE t(id TEXT PRIMARY KEY); CREATE INDEX i ON t(date(id; CREATE TABLE u(id);",
    "CREATE TABLE t(id TEXT PRIMARY KEY); CREATE INDEX i ON t(date(",
  ]

  @Test("a schema that does more than create leaves no file", arguments: badScripts)
  func scripts(schema: String) throws {
    let post = try TestPost(schema)
    let path = post.path("new.sqlite")
    let failure = #expect(throws: StoreError.self) {
      try ReplicaFile.create(at: path, schema: schema)
    }
    #expect(failure?.code == .schema)
    for suffix in ["", "-wal", "-shm", "-journal"] {
      #expect(!FileManager.default.fileExists(atPath: path + suffix))
    }
  }

  @Test("files that are no replicas are told from replicas")
  func otherFiles() throws {
    let post = try TestPost("CREATE TABLE t(id TEXT PRIMARY KEY);")
    let text = post.path("text.sqlite"), plain = post.path("plain.sqlite")
    try Data("hei, dette er ikkje ein database, berre tekst".utf8).write(to: URL(filePath: text))
    try Client.shell.run("CREATE TABLE t(a);", on: plain)
    for path in [text, plain] {
      let failure = #expect(throws: StoreError.self) { try ReplicaFile(opening: path) }
      #expect(failure?.code == .notAReplica)
    }
    let existing = #expect(throws: StoreError.self) {
      try ReplicaFile.create(at: plain, schema: "")
    }
    #expect(existing?.code == .exists)
    let wide = post.path("utf16.sqlite")
    try Client.shell.run("PRAGMA encoding = 'UTF-16'; CREATE TABLE t(a);", on: wide)
    #expect(throws: StoreError.self) { try ReplicaFile(opening: wide) }
  }
}
