import MergeAlgebra

extension ComparisonTests {
  static let refused: [RevisionCase] = [
    RevisionCase(
      name: "a column that is set once from now on",
      rules: RevisionCase.rules { $0.columns["name"] = ColumnDeclaration(isFixed: true) },
      refused: ["column \"name\": it cannot be set once from now on"]),
    RevisionCase(
      name: "an owner from now on",
      rules: RevisionCase.rules { $0.owner = "name" },
      refused: ["column \"name\": it cannot say from now on whose a row is"]),
    RevisionCase(
      name: "a table less",
      schema: RevisionCase.with("CREATE TABLE city(code INTEGER PRIMARY KEY, name TEXT);", ""),
      refused: ["table \"city\": it is gone"]),
    RevisionCase(
      name: "a column less",
      schema: RevisionCase.with(
        "(code INTEGER PRIMARY KEY, name TEXT)",
        "(code INTEGER PRIMARY KEY)"),
      refused: ["column \"name\": it is gone"]),
    RevisionCase(
      name: "another type", schema: RevisionCase.with("age INTEGER", "age TEXT"),
      refused: ["its type was INTEGER"]),
    RevisionCase(
      name: "NOT NULL",
      schema: RevisionCase.with("number TEXT UNIQUE", "number TEXT NOT NULL UNIQUE"),
      refused: ["NOT NULL cannot be added"]),
    RevisionCase(
      name: "a new column that must not be empty",
      schema: RevisionCase.with("name TEXT);", "name TEXT, land TEXT NOT NULL);"),
      refused: ["give it a DEFAULT"]),
    RevisionCase(
      name: "a default that differs from place to place",
      schema: RevisionCase.with("name TEXT);", "name TEXT, made TEXT DEFAULT CURRENT_DATE);"),
      refused: ["not the same on every replica"]),
    RevisionCase(
      name: "a default that is drawn by lot",
      schema: RevisionCase.with("name TEXT);", "name TEXT, lot INTEGER DEFAULT (random()));"),
      refused: ["the default random() is not the same on every replica"]),
    RevisionCase(
      name: "a default that the CHECK refuses as the column stores it",
      schema: RevisionCase.with(
        "name TEXT);", "name TEXT, size INT DEFAULT '3' CHECK (typeof(size) = 'text'));"),
      refused: ["which the CHECK (typeof(size) = 'text') refuses"]),
    RevisionCase(
      name: "a default that the CHECK refuses",
      schema: RevisionCase.with("name TEXT);", "name TEXT, size INT DEFAULT 0 CHECK (size > 0));"),
      refused: ["which the CHECK (size > 0) refuses"]),
    RevisionCase(
      name: "another primary key",
      schema: RevisionCase.with(
        "code INTEGER PRIMARY KEY, name TEXT", "code INTEGER, name TEXT PRIMARY KEY"),
      refused: ["its primary key was (code)"]),
    RevisionCase(
      name: "another collation",
      schema: RevisionCase.with("number TEXT UNIQUE", "number TEXT COLLATE NOCASE UNIQUE"),
      refused: ["its collation was BINARY", "the unique key (\"number\")"]),
    RevisionCase(
      name: "WITHOUT ROWID", schema: RevisionCase.with("name TEXT);", "name TEXT) WITHOUT ROWID;"),
      refused: ["WITHOUT ROWID cannot come or go"]),
    RevisionCase(
      name: "STRICT", schema: RevisionCase.with("name TEXT);", "name TEXT) STRICT;"),
      refused: ["STRICT cannot come or go"]),
    RevisionCase(
      name: "a unique index",
      schema: RevisionCase.base + "CREATE UNIQUE INDEX one ON city(name);",
      refused: ["the unique key (\"name\") may not hold"]),
    RevisionCase(
      name: "a reference of a column that is there",
      schema: RevisionCase.with("number TEXT UNIQUE", "number TEXT UNIQUE REFERENCES person(id)"),
      refused: ["may not hold for rows that are there"]),
    RevisionCase(
      name: "a CHECK on a new column that is computed from two that are there",
      schema: RevisionCase.with(
        "name TEXT);", "name TEXT, both TEXT AS (name || code) CHECK(both <> 'x'));"),
      refused: ["would make it merge together with a new column"]),
    RevisionCase(
      name: "another reference",
      schema: RevisionCase.with("boss TEXT REFERENCES person(id)", "boss TEXT"),
      refused: ["its reference to \"person\" is gone or another"]),
    RevisionCase(
      name: "a new column that refers to one row",
      schema: RevisionCase.with(
        "name TEXT);",
        "name TEXT, mayor TEXT DEFAULT 'x' REFERENCES person(id));"),
      refused: ["would all refer to one row"]),
    RevisionCase(
      name: "fewer values", schema: RevisionCase.with("IN ('A', 'B')", "IN ('A')"),
      refused: ["a list IN (…) may only get more values"]),
    RevisionCase(
      name: "more values that may not be",
      schema: RevisionCase.with("CHECK (age >= 0)", "CHECK (age >= 0 AND age <= 120)"),
      refused: ["may refuse rows that are there"]),
    RevisionCase(
      name: "a CHECK over old and new columns",
      schema: RevisionCase.with("name TEXT);", "name TEXT, land TEXT, CHECK (name <> land));"),
      refused: ["merge together with a new column", "the columns name would not merge"]),
    RevisionCase(
      name: "columns that part", schema: RevisionCase.with(",\n  CHECK (low <= high)", ""),
      refused: ["the columns low, high would not merge as they did"]),
    RevisionCase(
      name: "columns that come together",
      rules: RevisionCase.rules { $0.groups = [["name", "age"]] },
      refused: ["the columns name would not", "the columns age would not"]),
    RevisionCase(
      name: "values that become a set",
      rules: RevisionCase.rules {
        $0.columns["boss"] = nil; $0.columns["number"] = nil
        $0.columns["tags"] = ColumnDeclaration(rule: .latest)
      },
      refused: ["its rule was union and cannot become latest"]),
    RevisionCase(
      name: "another audience",
      rules: RevisionCase.rules { $0.audience = .local },
      refused: ["its audience was everyone"]),
    RevisionCase(
      name: "a rename to nothing",
      rules: RevisionCase.rules { $0.renamed = ["number": "nummer"] },
      refused: [
        "has no replicated column \"nummer\" that \"number\" could be called now",
        "still has a column \"number\"",
      ]),
    RevisionCase(
      name: "a rename that gives the old name away",
      schema: RevisionCase.with("number TEXT UNIQUE", "nummer TEXT UNIQUE, number TEXT"),
      rules: RevisionCase.rules { $0.renamed = ["number": "nummer"] },
      refused: ["line 5: table \"person\" still has a column \"number\""]),
    RevisionCase(
      name: "a table that cannot be shared",
      schema: RevisionCase.base + "CREATE TABLE heap(x TEXT);",
      refused: ["has no primary key"]),
  ]
}
