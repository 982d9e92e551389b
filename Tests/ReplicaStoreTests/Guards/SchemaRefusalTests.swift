import Foundation
import MergeAlgebra
import Testing

@testable import ReplicaStore

/// A schema and rules that cannot be kept, and words that the refusal must have.
struct RefusedCharter: Sendable, CustomStringConvertible {
  let description: String
  let schema: String
  let declaration: TableDeclaration
  let words: [String]

  init(
    _ description: String, _ columns: String, _ words: [String], also: String = "",
    _ change: (inout TableDeclaration) -> Void = { _ in }
  ) {
    self.description = description
    schema = "CREATE TABLE t(\(columns));\n" + also
    declaration = declared(change)
    self.words = words
  }

  private static let key = "id TEXT PRIMARY KEY NOT NULL"
  private static func rule(_ rule: Rule, _ column: String = "n") -> (inout TableDeclaration) -> Void
  {
    { $0.columns[column] = ColumnDeclaration(rule: rule) }
  }

  static let all: [RefusedCharter] = [
    RefusedCharter("no primary key", "id, n", ["\"t\"", "primary key"]),
    RefusedCharter(
      "no name left for the rowid", "id TEXT PRIMARY KEY, rowid, oid, _ROWID_", ["\"t\"", "rowid"]),
    RefusedCharter("rule owner without an owner", "\(key), n", ["\"t\"", "owner"], rule(.owner)),
    RefusedCharter("write: owner without an owner", "\(key), n", ["\"t\"", "owner"]) {
      $0.write = .owner
    },
    RefusedCharter("audience member without an owner", "\(key), n", ["\"t\"", "owner"]) {
      $0.audience = .member
    },
    RefusedCharter("an owner that may change", "\(key), who", ["\"t\"", "\"who\"", "fixed"]) {
      $0.write = .owner
      $0.owner = "who"
    },
    RefusedCharter("an owner that is no column", "\(key), n", ["\"t\"", "\"who\""]) {
      $0.owner = "who"
    },
    RefusedCharter("a narrow row without owner", "\(key), who", ["\"who\"", "NOT NULL"]) {
      $0.audience = .member
      $0.owner = "who"
      $0.columns["who"] = ColumnDeclaration(isFixed: true)
    },
    RefusedCharter("a key that others cannot see", "\(key), who NOT NULL", ["\"t\"", "\"who\""]) {
      $0.audience = .coordinator
      $0.owner = "who"
      $0.columns["who"] = ColumnDeclaration(isFixed: true)
    },
    RefusedCharter(
      "a unique key that others cannot see", "who, id, n UNIQUE, PRIMARY KEY(who, id)",
      ["\"t\"", "\"n\"", "\"who\""]
    ) {
      $0.audience = .coordinator
      $0.owner = "who"
    },
    RefusedCharter(
      "the coordinator alone writes what only a member holds",
      "who, id, n, PRIMARY KEY(who, id)", ["\"t\"", "coordinator", "member"]
    ) {
      $0.audience = .member
      $0.owner = "who"
      $0.write = .coordinator
    },
    RefusedCharter(
      "a rule for a column that is not there", "\(key)", ["\"t\"", "\"n\""], rule(.ask)),
    RefusedCharter("a rule for a key", "\(key)", ["\"t\"", "\"id\""], rule(.ask, "id")),
    RefusedCharter(
      "a rule for a generated column", "\(key), n AS (id)", ["\"t\"", "\"n\""], rule(.ask)),
    RefusedCharter("a group with a column that is not there", "\(key), n", ["\"t\"", "\"m\""]) {
      $0.groups = [["n", "m"]]
    },
    RefusedCharter("a group with two rules", "\(key), n, m", ["\"t\"", "n, m"]) {
      $0.groups = [["n", "m"]]
      $0.columns["n"] = ColumnDeclaration(rule: .ask)
    },
    RefusedCharter("highest in a group", "\(key), n, m", ["\"t\"", "highest", "n, m"]) {
      $0.groups = [["n", "m"]]
      $0.columns["n"] = ColumnDeclaration(rule: .highest)
      $0.columns["m"] = ColumnDeclaration(rule: .highest)
    },
    RefusedCharter(
      "a sum in a CHECK of two", "\(key), n INTEGER NOT NULL, m, CHECK(n > m)", ["\"t\"", "n, m"],
      rule(.sum)),
    RefusedCharter(
      "a sum in a CHECK", "\(key), n INTEGER NOT NULL CHECK(n >= 0)", ["\"t\"", "\"n\"", "CHECK"],
      rule(.sum)),
    RefusedCharter(
      "a set in a CHECK", "\(key), n TEXT CHECK(length(n) < 9)", ["\"t\"", "\"n\"", "CHECK"],
      rule(.union)),
    RefusedCharter("a sum of texts", "\(key), n TEXT NOT NULL", ["\"t\"", "\"n\""], rule(.sum)),
    RefusedCharter("a sum that may be NULL", "\(key), n INTEGER", ["\"t\"", "\"n\""], rule(.sum)),
    RefusedCharter("a set that is unique", "\(key), n UNIQUE", ["\"t\"", "\"n\""], rule(.union)),
    RefusedCharter(
      "a set in a unique expression", "\(key), n", ["\"t\"", "\"n\""],
      also: "CREATE UNIQUE INDEX i ON t(lower(n));", rule(.union)),
    RefusedCharter(
      "a set that refers", "\(key), n REFERENCES t(id)", ["\"t\"", "\"n\""], rule(.union)),
    RefusedCharter("a reference to no table", "\(key), n REFERENCES q(id)", ["\"t\"", "\"q\""]),
    RefusedCharter(
      "a reference to fewer", "\(key), n REFERENCES q(id)", ["\"t\"", "\"q\""],
      also: "CREATE TABLE q(id TEXT PRIMARY KEY);"),
    RefusedCharter(
      "a reference to a key that may change", "\(key), code UNIQUE, n REFERENCES t(code)",
      ["\"t\"", "\"code\"", "fixed"]),
    RefusedCharter("to clear what is NOT NULL", "\(key), n NOT NULL REFERENCES t", ["\"t\"", "n"]) {
      $0.foreignKeys = [["n"]: .clear]
    },
    RefusedCharter(
      "to clear what is checked with others", "\(key), n REFERENCES t, m, CHECK(n IS NOT m)",
      ["\"t\"", "n", "CHECK"]
    ) { $0.foreignKeys = [["n"]: .clear] },
    RefusedCharter("a foreign key that is none", "\(key), n", ["\"t\"", "n"]) {
      $0.foreignKeys = [["n"]: .clear]
    },
    RefusedCharter("a unique key that is none", "\(key), n", ["\"t\"", "n"]) {
      $0.unique = [["n"]: .merge]
    },
    RefusedCharter("personal and NOT NULL", "\(key), n NOT NULL", ["\"t\"", "\"n\""]) {
      $0.columns["n"] = ColumnDeclaration(isPersonal: true)
    },
    RefusedCharter(
      "personal and never NULL by a CHECK", "\(key), n CHECK(n IS NOT NULL)", ["\"t\"", "\"n\""]
    ) { $0.columns["n"] = ColumnDeclaration(isPersonal: true) },
    RefusedCharter(
      "references between narrow tables without the owner",
      "who, id, up, PRIMARY KEY(who, id), FOREIGN KEY(up) REFERENCES q(id)",
      ["\"t\"", "\"q\"", "\"who\""], also: "CREATE TABLE q(who, id UNIQUE, PRIMARY KEY(who, id));"
    ) {
      $0.audience = .coordinator
      $0.owner = "who"
    },
  ]
}

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
    for word in charter.words {
      #expect(failure?.message.contains(word) == true, "\(failure?.message ?? "nothing") (\(word))")
    }
  }

  @Test("a table that the rules name and the schema lacks")
  func unknownTable() throws {
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY);", ["tt": TableDeclaration()])
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    #expect(failure?.message.contains("\"tt\"") == true)
  }

  @Test("all refusals come at once, one a line")
  func allAtOnce() throws {
    let post = try TestPost("CREATE TABLE a(n); CREATE TABLE b(n);")
    let failure = #expect(throws: StoreError.self) { try post.replica("vik") }
    #expect(failure?.message.split(separator: "\n").count == 2)
  }

  static let badScripts = [
    "CREATE TABLE t(id TEXT PRIMARY KEY); INSERT INTO t VALUES ('a');", "PRAGMA user_version = 3;",
    "CREATE TABLE samband_x(id TEXT PRIMARY KEY);", "CREATE TABLE t(id TEXT PRIMARY KEY",
    "CREATE TEMP TABLE t(id TEXT PRIMARY KEY);", "CREATE VIRTUAL TABLE t USING fts5(n);",
    "CREATE TABLE t(id TEXT PRIMARY KEY, begin TEXT); INSERT INTO t VALUES ('a', 'b');",
    "CREATE TABLE t(id TEXT PRIMARY KEY); /* ; */ DROP TABLE t -- ;",
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
