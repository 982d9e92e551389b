import MergeAlgebra

@testable import ReplicaStore

extension RefusedCharter {
  /// References, keys, and what rules say of them.
  static let references: [RefusedCharter] = [
    RefusedCharter(
      "a generated key that is another row's", "id INTEGER PRIMARY KEY REFERENCES q",
      """
      line 2: table "t": the key "id" is the number of another row, which it refers to: leave out \
      "key": "generated"
      """, also: "CREATE TABLE q(id INTEGER PRIMARY KEY);"
    ) { $0.keyOrigin = .generated },
    RefusedCharter(
      "a reference to no table", "\(key), n REFERENCES q(id)",
      """
      line 2: table "t" refers to a table "q" that the schema does not have: add the table, or \
      drop the reference
      """),
    RefusedCharter(
      "a reference to fewer", "\(key), n REFERENCES q(id)",
      """
      line 2: table "t" (everyone) refers to "q" (local): widen the parent's audience or narrow \
      the child's
      """,
      also: "CREATE TABLE q(id TEXT PRIMARY KEY);"),
    RefusedCharter(
      "a reference to a key that may change", "\(key), code UNIQUE, n REFERENCES t(code)",
      """
      line 2: table "t" refers to "t" by "code", which may change: refer to its primary key, or \
      declare the column fixed
      """),
    RefusedCharter(
      "to clear what is NOT NULL", "\(key), n NOT NULL REFERENCES t",
      """
      line 2: table "t": the reference (n) is NOT NULL or part of the key and cannot be cleared: \
      use revive or cascade
      """
    ) {
      $0.foreignKeys = [["n"]: .clear]
    },
    RefusedCharter(
      "to clear what is checked with others", "\(key), n REFERENCES t, m, CHECK(n IS NOT m)",
      """
      line 2: table "t": the reference (n) stands in a CHECK with other columns and cannot be \
      cleared: use revive or cascade
      """
    ) { $0.foreignKeys = [["n"]: .clear] },
    RefusedCharter(
      "a foreign key that is none", "\(key), n",
      """
      line 1: table "t" has no foreign key on (n): name the columns of one in its order, or leave \
      the rule out
      """
    ) {
      $0.foreignKeys = [["n"]: .clear]
    },
    RefusedCharter(
      "a unique key that is none", "\(key), n",
      """
      line 1: table "t" has no unique key on (n): name the columns of one in its order, or leave \
      the rule out
      """
    ) {
      $0.unique = [["n"]: .merge]
    },
    RefusedCharter(
      "personal and NOT NULL", "\(key), n NOT NULL",
      """
      line 2: table "t": "n" is personal and must be able to hold NULL, so that it can be erased: \
      remove NOT NULL
      """
    ) {
      $0.columns["n"] = ColumnDeclaration(isPersonal: true)
    },
    RefusedCharter(
      "personal and never NULL by a CHECK", "\(key), n CHECK(n IS NOT NULL)",
      """
      line 2: table "t": "n" is personal and the CHECK (n IS NOT NULL) refuses NULL: let it \
      allow NULL, so that the column can be erased
      """
    ) { $0.columns["n"] = ColumnDeclaration(isPersonal: true) },
    RefusedCharter(
      "references between narrow tables without the owner",
      "who, id, up, PRIMARY KEY(who, id), FOREIGN KEY(up) REFERENCES q(id)",
      """
      line 3: table "q": the unique key ("id") must contain the owner column "who", since \
      members do not see each other's rows: add it to the key
      line 2: table "t" refers to "q" without its owner column "who": add it to the reference, \
      since members do not see each other's rows
      """, also: "CREATE TABLE q(who, id UNIQUE, PRIMARY KEY(who, id));"
    ) {
      $0.audience = .coordinator
      $0.owner = "who"
    },
    RefusedCharter(
      "a generated key that is a text", "id TEXT PRIMARY KEY, n",
      """
      line 2: table "t": SQLite does not number the key (id): declare it INTEGER PRIMARY KEY, \
      without DESC, or leave out "key": "generated"
      """
    ) { $0.keyOrigin = .generated },
    RefusedCharter(
      "a generated key that is no rowid", "id INTEGER PRIMARY KEY DESC, n",
      """
      line 2: table "t": SQLite does not number the key (id): declare it INTEGER PRIMARY KEY, \
      without DESC, or leave out "key": "generated"
      """
    ) { $0.keyOrigin = .generated },
    RefusedCharter(
      "a personal key", key,
      """
      line 2: table "t": "id" is personal and part of the key, so that it could never be erased: \
      use a key that tells nothing of a person
      """
    ) {
      $0.columns["id"] = ColumnDeclaration(isPersonal: true)
    },
    RefusedCharter(
      "renamed to what is not there", "\(key), n",
      """
      line 1: table "t" has no replicated column "new" that "old" could be called now: name a \
      column outside the key, or leave out the renaming
      """
    ) {
      $0.renamed = ["old": "new"]
    },
    RefusedCharter(
      "renamed and still there", "\(key), n, m",
      """
      line 2: table "t" still has a column "m", which the rules call renamed to "n": leave out \
      the renaming
      """
    ) { $0.renamed = ["m": "n"] },
    RefusedCharter(
      "a reference to what is not unique", "\(key), code, n REFERENCES t(code)",
      """
      line 2: table "t" refers to "t" by (code), which is neither its primary key nor UNIQUE: \
      refer to (id), or declare UNIQUE(code)
      """),
    RefusedCharter(
      "a reference to what is partly unique", "\(key), code, n REFERENCES t(code)",
      """
      line 2: table "t" refers to "t" by (code), which is neither its primary key nor UNIQUE: \
      refer to (id), or declare UNIQUE(code)
      """,
      also: "CREATE UNIQUE INDEX i ON t(code) WHERE code > 0;"),
    RefusedCharter(
      "a reference to a part of a key", "a, b, n REFERENCES t(a), PRIMARY KEY(a, b)",
      """
      line 2: table "t" refers to "t" by (a), which is neither its primary key nor UNIQUE: \
      refer to (a, b), or declare UNIQUE(a)
      """),
    RefusedCharter(
      "a reference with too many columns", "\(key), a, b, FOREIGN KEY(a, b) REFERENCES t",
      """
      line 2: table "t" refers to "t" by (a, b), whose primary key is (id): name as many \
      columns of each
      """),
    RefusedCharter(
      "a number and another column together", "\(key), a, b, FOREIGN KEY(a, b) REFERENCES q(id, c)",
      """
      line 2: table "t" refers to "q" by (id, c), of which SQLite numbers "id": refer to the \
      number alone, FOREIGN KEY(a) REFERENCES q(id)
      """, also: "CREATE TABLE q(id INTEGER PRIMARY KEY, c UNIQUE, UNIQUE(id, c));"
    ),
    RefusedCharter(
      "one column for the numbers of two tables",
      """
      \(key),
      n INTEGER REFERENCES q REFERENCES r
      """,
      """
      line 3: table "t": "n" refers to "q" and "r", which each number their rows: use one \
      column for each
      """,
      also: """
        CREATE TABLE q(id INTEGER PRIMARY KEY); CREATE TABLE r(id INTEGER PRIMARY KEY);
        """),
    RefusedCharter(
      "a text for a number", "\(key),\nn TEXT REFERENCES q",
      """
      line 3: table "t": "n" holds the numbers that SQLite gives the rows of "q", and is TEXT, so \
      that it could not follow when a row gets another: declare it INTEGER, or give "q" the rule \
      "key": "natural"
      """, also: "CREATE TABLE q(id INTEGER PRIMARY KEY);"),
    RefusedCharter(
      "a column without type, and a real, for the number behind another reference",
      "id REFERENCES r PRIMARY KEY, n REAL REFERENCES r",
      """
      line 2: table "t": "n" holds the numbers that SQLite gives the rows of "q", and is REAL, so \
      that it could not follow when a row gets another: declare it INTEGER, or give "q" the rule \
      "key": "natural"
      line 2: table "t": "id" holds the numbers that SQLite gives the rows of "q", and is without \
      a type, so that it could not follow when a row gets another: declare it INTEGER, or give \
      "q" the rule "key": "natural"
      """,
      also: """
        CREATE TABLE q(id INTEGER PRIMARY KEY);
        CREATE TABLE r(id NUMERIC PRIMARY KEY REFERENCES q);
        """),
    RefusedCharter(
      "to clear what is checked with others by way of a generated column",
      "\(key), n REFERENCES t, m, g AS (n || m) CHECK(g <> '')",
      """
      line 2: table "t": the reference (n) stands in a CHECK with other columns and cannot be \
      cleared: use revive or cascade
      """
    ) { $0.foreignKeys = [["n"]: .clear] },
    RefusedCharter(
      "a sum behind a generated column with a CHECK",
      "\(key), n INTEGER NOT NULL DEFAULT 0, g AS (n + 1) CHECK(g > 0)",
      """
      line 2: table "t": "n" has the rule sum, and merging could break the CHECK (g > 0): only \
      json_valid and typeof can be kept
      """, rule(.sum)),
    RefusedCharter(
      "a sum behind a UNIQUE generated column",
      "\(key), n INTEGER NOT NULL DEFAULT 0, g AS (n + 1) UNIQUE",
      """
      line 2: table "t": "n" has the rule sum and is part of a key: use another rule, or take it \
      out of the key
      """, rule(.sum)),
    RefusedCharter(
      "to clear a part of the key", "id REFERENCES t, n, PRIMARY KEY(id)",
      """
      line 2: table "t": the reference (id) is NOT NULL or part of the key and cannot be \
      cleared: use revive or cascade
      """
    ) { $0.foreignKeys = [["id"]: .clear] },
    RefusedCharter(
      "a fixed column among others that are not", "\(key), n, m, CHECK(n < m)",
      """
      line 2: table "t": the columns n, m merge together (a CHECK or a group names them), so they \
      need one rule: give it to each of them
      """
    ) {
      $0.columns["n"] = ColumnDeclaration(isFixed: true)
    },
    RefusedCharter(
      "a set with another default", "\(key), n TEXT DEFAULT '[1]'",
      """
      line 2: table "t": "n" has the rule union: its default must be NULL or '[]'
      """, rule(.union)),
    RefusedCharter(
      "a sum that begins elsewhere", "\(key), n INTEGER NOT NULL DEFAULT (5)",
      """
      line 2: table "t": "n" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0
      """, rule(.sum)),
  ]
}
