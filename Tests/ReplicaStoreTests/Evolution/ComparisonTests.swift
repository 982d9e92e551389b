import MergeAlgebra
import Testing

@testable import ReplicaStore

/// A revision of a charter and what becomes of it.
struct RevisionCase: Sendable, CustomTestStringConvertible {
  let name: String
  var schema = RevisionCase.base
  var rules: [String: TableDeclaration] = RevisionCase.baseRules
  /// What is listed, as `subject action name`.
  var changes: [String] = []
  /// What each refusal must say; empty when the revision is accepted.
  var refused: [String] = []

  var testDescription: String { name }

  static let base = """
    CREATE TABLE person(
      id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL,
      role TEXT NOT NULL DEFAULT 'A' CHECK (role IN ('A', 'B')), age INTEGER CHECK (age >= 0),
      boss TEXT REFERENCES person(id), tags TEXT NOT NULL DEFAULT '[]',
      seats INTEGER NOT NULL DEFAULT 0, low INTEGER, high INTEGER, number TEXT UNIQUE,
      CHECK (low <= high));
    CREATE INDEX person_name ON person(name);
    CREATE UNIQUE INDEX person_twice ON person(name, age);
    CREATE VIEW old AS SELECT * FROM person WHERE age > 60;
    CREATE TABLE city(code INTEGER PRIMARY KEY, name TEXT);
    """

  static let baseRules = [
    "person": declared {
      $0.columns = [
        "tags": ColumnDeclaration(rule: .union), "seats": ColumnDeclaration(rule: .sum),
        "name": ColumnDeclaration(rule: .latest),
      ]
    }
  ]

  /// The base with one piece replaced, or with more behind it.
  static func with(_ piece: String, _ other: String) -> String {
    base.replacing(piece, with: other)
  }

  static func rules(_ change: (inout TableDeclaration) -> Void) -> [String: TableDeclaration] {
    var rules = baseRules
    change(&rules["person", default: TableDeclaration()])
    return rules
  }
}

@Suite("A revision of the charter")
struct ComparisonTests {
  static let accepted: [RevisionCase] = [
    RevisionCase(name: "nothing"),
    RevisionCase(
      name: "spelling only",
      schema: RevisionCase.with("CREATE TABLE city(code", "CREATE TABLE \"city\" ( code")),
    RevisionCase(
      name: "a new table", schema: RevisionCase.base + "CREATE TABLE road(id TEXT PRIMARY KEY);",
      changes: ["table added "]),
    RevisionCase(
      name: "a column that may be NULL",
      schema: RevisionCase.with("name TEXT);", "name TEXT, land TEXT);"),
      changes: ["column added land"]),
    RevisionCase(
      name: "a column with a default, in the middle",
      schema: RevisionCase.with(
        "(code INTEGER PRIMARY KEY, ",
        "(code INTEGER PRIMARY KEY, size INTEGER NOT NULL DEFAULT 3 CHECK (size > 0), "),
      changes: ["column added size"]),
    RevisionCase(
      name: "a column with a fraction as its default",
      schema: RevisionCase.with("name TEXT);", "name TEXT, share REAL NOT NULL DEFAULT -0.5);"),
      changes: ["column added share"]),
    RevisionCase(
      name: "a column with a default of another type, which SQLite converts",
      schema: RevisionCase.with("name TEXT);", "name TEXT, size INTEGER NOT NULL DEFAULT '3');"),
      changes: ["column added size"]),
    RevisionCase(
      name: "a column with a default to be computed, the same everywhere",
      schema: RevisionCase.with("name TEXT);", "name TEXT, size INT NOT NULL DEFAULT (6 / 2));"),
      changes: ["column added size"]),
    RevisionCase(
      name: "a column that refers to another table",
      schema: RevisionCase.with("name TEXT);", "name TEXT, mayor TEXT REFERENCES person(id));"),
      changes: ["column added mayor"]),
    RevisionCase(
      name: "a unique column that is empty everywhere",
      schema: RevisionCase.with("name TEXT);", "name TEXT, sign TEXT UNIQUE);"),
      changes: ["column added sign", "uniqueKey added \"sign\""]),
    RevisionCase(
      name: "two new columns under one CHECK",
      schema: RevisionCase.with("name TEXT);", "name TEXT, a INT, b INT, CHECK (a < b));"),
      changes: ["column added a", "column added b"]),
    RevisionCase(
      name: "a generated column",
      schema: RevisionCase.with("name TEXT);", "name TEXT, upper AS (upper(name)));"),
      changes: ["column added upper"]),
    RevisionCase(
      name: "an index", schema: RevisionCase.base + "CREATE INDEX c ON city(name COLLATE NOCASE);",
      changes: ["index added c"]),
    RevisionCase(
      name: "an index less",
      schema: RevisionCase.with("CREATE INDEX person_name ON person(name);", ""),
      changes: ["index removed person_name"]),
    RevisionCase(
      name: "a unique index less",
      schema: RevisionCase.with("CREATE UNIQUE INDEX person_twice ON person(name, age);", ""),
      changes: ["uniqueKey removed \"name\", \"age\"", "index removed person_twice"]),
    RevisionCase(
      name: "a unique constraint less",
      schema: RevisionCase.with("number TEXT UNIQUE", "number TEXT"),
      changes: ["uniqueKey removed \"number\""]),
    RevisionCase(
      name: "another view", schema: RevisionCase.with("age > 60", "age > 67"),
      changes: ["view changed old"]),
    RevisionCase(
      name: "a trigger",
      schema: RevisionCase.base
        + "CREATE TRIGGER t AFTER INSERT ON city BEGIN UPDATE city SET name = 'x'; END;",
      changes: ["trigger added t"]),
    RevisionCase(
      name: "more values", schema: RevisionCase.with("IN ('A', 'B')", "IN ('C', 'B', 'A')"),
      changes: ["check relaxed role"]),
    RevisionCase(
      name: "a CHECK less", schema: RevisionCase.with(" CHECK (age >= 0)", ""),
      changes: ["check removed age"]),
    RevisionCase(
      name: "NOT NULL less", schema: RevisionCase.with("name TEXT NOT NULL", "name TEXT"),
      changes: ["notNull removed name"]),
    RevisionCase(
      name: "another default", schema: RevisionCase.with("DEFAULT 'A'", "DEFAULT 'B'"),
      changes: ["defaultValue changed role"]),
    RevisionCase(
      name: "what happens to children in the user's program",
      schema: RevisionCase.with(
        "REFERENCES person(id)", "REFERENCES person(id) ON DELETE SET NULL"),
      changes: ["definition changed "]),
    RevisionCase(
      name: "a rename",
      schema: RevisionCase.with("name TEXT NOT NULL", "full_name TEXT NOT NULL")
        .replacing("ON person(name)", with: "ON person(full_name)")
        .replacing("person(name, age)", with: "person(full_name, age)"),
      rules: RevisionCase.rules {
        $0.renamed = ["name": "full_name"]
        $0.columns["name"] = nil
      },
      changes: ["column renamed full_name"]),
    RevisionCase(
      name: "another choice among values",
      rules: RevisionCase.rules { $0.columns["name"] = ColumnDeclaration(rule: .ask) },
      changes: ["rule changed name"]),
    RevisionCase(
      name: "who may write, and what a deletion does",
      rules: RevisionCase.rules {
        $0.write = .coordinator
        $0.deletion = .deleteWins
      },
      changes: ["rule changed write", "rule changed deletion"]),
  ]

  @Test("is taken in when every replica can follow it", arguments: accepted)
  func accepts(_ revision: RevisionCase) throws {
    let comparison = try compare(revision)
    #expect(comparison.refusals == [])
    let changes = comparison.changes.map { "\($0.subject) \($0.action) \($0.name)" }
    #expect(changes == revision.changes)
  }

  @Test("is refused when it does not", arguments: refused)
  func refuses(_ revision: RevisionCase) throws {
    let refusals = try compare(revision).refusals
    #expect(refusals.count == revision.refused.count, "\(refusals)")
    for piece in revision.refused {
      #expect(refusals.contains { $0.contains(piece) }, "\(piece) not in \(refusals)")
    }
  }

  @Test("names the line of the schema in which it cannot follow")
  func namesTheLine() throws {
    let comparison = try compare(
      RevisionCase(name: "", schema: RevisionCase.with("age INTEGER", "age TEXT")))
    #expect(
      comparison.refusals.first?.hasPrefix("line 3: table \"person\", column \"age\"") == true)
  }

  @Test("whose rules name a trigger that the schema lacks is refused, as nobody could join by it")
  func unknownTrigger() throws {
    let comparison = try SchemaComparison(
      from: terms(RevisionCase.base, RevisionCase.baseRules),
      to: terms(RevisionCase.base, RevisionCase.baseRules, ["tidy": .merged]))
    #expect(
      comparison.refusals == ["the rules name a trigger \"tidy\" that the schema does not have"])
  }

  @Test("that does not run is refused as a whole")
  func mustRun() {
    for schema in [
      "CREATE TABLE x(", RevisionCase.base + "DROP TABLE city;",
      RevisionCase.with("REFERENCES person(id)", "REFERENCES person(age)"),
    ] {
      #expect(throws: StoreError.self) {
        try compare(RevisionCase(name: "", schema: schema))
      }
    }
  }

  private func compare(_ revision: RevisionCase) throws -> SchemaComparison {
    try SchemaComparison(
      from: terms(RevisionCase.base, RevisionCase.baseRules),
      to: terms(revision.schema, revision.rules))
  }

  private func terms(
    _ schema: String, _ rules: [String: TableDeclaration], _ triggers: [String: TriggerRule] = [:]
  ) throws -> CharterTerms {
    let region = Member(id: try TestPost.member("region"), name: "Region", ownerKey: "region")
    return CharterTerms(
      schema: schema,
      collaboration: Collaboration(
        charterVersion: 1, coordinator: region.id, members: [region],
        declarations: Declarations(tables: rules, triggers: triggers)))
  }
}
