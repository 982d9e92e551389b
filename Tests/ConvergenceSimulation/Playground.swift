/// The schema and the rules that every simulated collaboration has, made to provoke.
enum Playground {
  /// What the charter carries.
  static let schema = #"""
    CREATE TABLE item(
      code TEXT PRIMARY KEY NOT NULL,
      title TEXT NOT NULL DEFAULT 'utan namn',
      remark TEXT,
      top,
      low REAL,
      stage TEXT NOT NULL DEFAULT 'IDE'
        CHECK (stage IN ('IDE', 'PLAN', 'PAG', 'FERD', 'STOGG', 'UKJEND')),
      tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
      points INTEGER NOT NULL DEFAULT 0,
      kind TEXT,
      owner TEXT,
      plan TEXT,
      approved INTEGER,
      starts INTEGER,
      ends INTEGER,
      anything,
      CHECK (starts IS NULL OR ends IS NULL OR starts <= ends)
    );
    CREATE TABLE part(
      id TEXT PRIMARY KEY NOT NULL,
      item TEXT NOT NULL REFERENCES item(code) ON DELETE CASCADE ON UPDATE CASCADE,
      name TEXT NOT NULL COLLATE NOCASE,
      amount REAL CHECK (amount IS NULL OR amount >= 0),
      neighbour TEXT REFERENCES part(id) ON DELETE SET NULL,
      UNIQUE (item, name)
    );
    CREATE TABLE sheet(
      id TEXT PRIMARY KEY NOT NULL,
      body TEXT,
      labels TEXT NOT NULL DEFAULT '[]',
      hours INTEGER NOT NULL DEFAULT 0,
      item TEXT REFERENCES item(code) ON DELETE SET NULL
    );
    CREATE TABLE pledge(
      year INTEGER NOT NULL,
      who TEXT NOT NULL,
      amount INTEGER,
      note,
      PRIMARY KEY (year, who)
    ) WITHOUT ROWID;
    CREATE TABLE desk(
      id TEXT PRIMARY KEY NOT NULL,
      member TEXT NOT NULL,
      words TEXT
    );
    CREATE TABLE "lause ""trådar"""(
      id INTEGER PRIMARY KEY,
      "kva som helst",
      "æsj" BLOB,
      place UNIQUE ON CONFLICT REPLACE
    );
    CREATE TABLE box(
      id INTEGER PRIMARY KEY,
      content ANY,
      weight REAL,
      label TEXT COLLATE NOCASE,
      twice ANY GENERATED ALWAYS AS (weight * 2) VIRTUAL
    ) STRICT;
    CREATE TABLE diary(number INTEGER PRIMARY KEY);
    CREATE UNIQUE INDEX box_label ON box(label) WHERE label IS NOT NULL AND weight > 0;
    """#

  /// One rule of each kind.
  static let rules = """
    {"tables": {
      "diary": {"audience": "local"},
      "item": {"owner": "owner", "columns": {
        "remark": {"rule": "ask"}, "top": {"rule": "highest"}, "low": {"rule": "lowest"},
        "stage": {"rule": "furthest", "order": [["IDE"], ["PLAN"], ["PAG"], ["FERD", "STOGG"]]},
        "tags": {"rule": "union"}, "points": {"rule": "sum"}, "kind": {"fixed": true},
        "owner": {"fixed": true}, "plan": {"rule": "owner"},
        "approved": {"rule": "coordinator"}}},
      "part": {"foreignKeys": {"item": "cascade"}},
      "sheet": {"deletion": "delete-wins", "columns": {
        "labels": {"rule": "union"}, "hours": {"rule": "sum"}}},
      "pledge": {"unit": "row"},
      "lause \\"trådar\\"": {"key": "natural"},
      "box": {"key": "natural"},
      "desk": {"write": "owner", "owner": "member", "columns": {"member": {"fixed": true}}}
    }}
    """

  /// What the reference columns refer to, by table and column.
  static let parents = [
    "part": ["item": "item", "neighbour": "part"], "sheet": ["item": "item"],
  ]

  /// The tables in name order, as the journals are numbered.
  static func tables(ownerKeys: [String]) -> [PlayTable] {
    let owners = ownerKeys.map { Literals.text($0) }
    let tables = [
      item(owners),
      PlayTable(
        "part", keys: [Field("id", ["'p1'", "'p2'", "'p3'", "'p4'", "'p5'", "'p6'"])],
        columns: [
          Field("item", itemCodes), Field("name", ["'hei'", "'HEI'", "'då'", "'x'", "''"]),
          Field("amount", ["0", "1.5", "-0.0", "2", "NULL", "1e300", "-1"]),
          Field("neighbour", ["NULL", "NULL", "'p1'", "'p2'", "'p3'"]),
        ], unique: ["item", "name"], isSparse: false),
      PlayTable(
        "sheet", keys: [Field("id", ["'s1'", "'s2'", "'s3'", "'s4'"])],
        columns: [
          Field("body", Literals.words), Field("labels", sets), Field("hours", sums),
          Field("item", itemCodes + ["NULL"]),
        ], unique: []),
      PlayTable(
        "pledge",
        keys: [Field("year", ["2025", "2026", "-1"]), Field("who", ["'a'", "'b'", "'æ'", "''"])],
        columns: [Field("amount", ["1", "2", "3", "NULL"]), Field("note", Literals.anything)],
        unique: []),
      PlayTable(
        "desk", keys: [Field("id", ["'d1'", "'d2'", "'d3'", "'d4'", "'d5'"])],
        columns: [Field("member", owners), Field("words", Literals.words)], unique: [],
        isSparse: false),
      PlayTable(
        "lause \"trådar\"",
        keys: [Field("id", ["1", "2", "3", "7", "NULL", "9007199254740993"])],
        columns: [
          Field("kva som helst", Literals.anything),
          Field("æsj", ["x''", "x'00ff'", "NULL", "'tekst'", "4.0"]),
          Field("place", ["1", "2", "'1'", "NULL", "1.0", "'b'"]),
        ], unique: ["place"]),
      PlayTable(
        "box", keys: [Field("id", ["1", "2", "3", "4", "-9223372036854775808"])],
        columns: [
          Field("content", Literals.anything), Field("weight", ["0", "-0.0", "1.5", "2", "NULL"]),
          Field("label", ["'hei'", "'HEI'", "'då'", "NULL"]),
        ], unique: ["label", "weight"]),
    ]
    return tables.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static let itemCodes = ["'K1'", "'K2'", "'K3'", "'K4'", "'k4'", "'K5'", "'K6'"]
  private static let sets = [
    "'[]'", "'[\"a\"]'", "'[\"b\",\"a\"]'", "'[\"c\", 1, 1.0]'", "'[{\"x\":1},null]'",
    "'[\"å\",\"a\"]'",
  ]
  private static let sums = ["0", "1", "5", "-3", "9007199254740993", "9223372036854775807"]

  private static func item(_ owners: [String]) -> PlayTable {
    PlayTable(
      "item", keys: [Field("code", itemCodes)],
      columns: [
        Field("title", Literals.words.filter { $0 != "NULL" } + ["NULL"]),
        Field("remark", Literals.words), Field("top", Literals.anything),
        Field("low", ["0.5", "-0.0", "0", "7", "-1e9", "NULL", "9e999"]),
        Field("stage", ["'IDE'", "'PLAN'", "'PAG'", "'FERD'", "'STOGG'", "'UKJEND'", "'GALE'"]),
        Field("tags", sets + ["NULL"]), Field("points", sums),
        Field("kind", ["'A'", "'B'", "NULL"]),
        Field("owner", owners + ["NULL"]), Field("plan", Literals.words),
        Field("approved", ["0", "1", "2", "NULL"]), Field("starts", ["1", "3", "5", "NULL"]),
        Field("ends", ["2", "4", "6", "NULL"]), Field("anything", Literals.anything),
      ], unique: [])
  }
}

/// A table as the edits see it.
struct PlayTable: Sendable {
  let name: String
  let keys: [Field]
  let columns: [Field]
  /// Columns of a unique key, key columns left out.
  let unique: [String]
  /// Whether an insert may leave out many columns.
  let isSparse: Bool

  init(
    _ name: String, keys: [Field], columns: [Field], unique: [String], isSparse: Bool = true
  ) {
    self.name = name
    self.keys = keys
    self.columns = columns
    self.unique = unique
    self.isSparse = isSparse
  }

  /// The name as SQL.
  var sql: String { Literals.name(name) }
}

/// A column and the SQL literals that are written to it.
struct Field: Sendable {
  let name: String
  let literals: [String]

  init(_ name: String, _ literals: [String]) {
    self.name = name
    self.literals = literals
  }

  /// The name as SQL.
  var sql: String { Literals.name(name) }
}
