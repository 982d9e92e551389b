import MergeAlgebra

@testable import ReplicaStore

/// A schema and rules that cannot be kept, and the exact refusal.
struct RefusedCharter: Sendable, CustomStringConvertible {
  let description: String
  let schema: String
  let declaration: TableDeclaration
  let message: String

  init(
    _ description: String, _ columns: String, _ message: String, also: String = "",
    _ change: (inout TableDeclaration) -> Void = { _ in }
  ) {
    self.description = description
    schema = "CREATE TABLE t(\n\(columns));\n" + also
    declaration = declared(change)
    self.message = message
  }

  static let key = "id TEXT PRIMARY KEY NOT NULL"
  static func rule(_ rule: Rule, _ column: String = "n") -> (inout TableDeclaration) -> Void {
    { $0.columns[column] = ColumnDeclaration(rule: rule) }
  }

  static let all = tables + references

  private static let tables: [RefusedCharter] = [
    RefusedCharter(
      "no primary key", "id, n",
      """
      line 1: table "t" has no primary key: declare one, for example id TEXT PRIMARY KEY NOT NULL
      """),
    RefusedCharter(
      "no name left for the rowid", "id TEXT PRIMARY KEY, rowid, oid, _ROWID_",
      """
      line 1: table "t" has columns named rowid, _rowid_ and oid: rename one of them
      """),
    RefusedCharter(
      "rule owner without an owner", "\(key), n",
      """
      line 1: table "t" needs an owner: name the column that holds the owning member, "owner": \
      "…", and declare it fixed
      """, rule(.owner)),
    RefusedCharter(
      "write: owner without an owner", "\(key), n",
      """
      line 1: table "t" needs an owner: name the column that holds the owning member, "owner": \
      "…", and declare it fixed
      """
    ) {
      $0.write = .owner
    },
    RefusedCharter(
      "audience member without an owner", "\(key), n",
      """
      line 1: table "t" needs an owner: name the column that holds the owning member, "owner": \
      "…", and declare it fixed
      """
    ) {
      $0.audience = .member
    },
    RefusedCharter(
      "an owner that may change", "\(key), who",
      """
      line 2: table "t": the owner column "who" must be fixed: {"fixed": true}
      """
    ) {
      $0.write = .owner
      $0.owner = "who"
    },
    RefusedCharter(
      "an owner that is no column", "\(key), n",
      """
      line 1: table "t" has no column "who" to name the owner: correct the name, or add the \
      column
      """
    ) {
      $0.owner = "who"
    },
    RefusedCharter(
      "a narrow row without owner", "\(key), who",
      """
      line 2: table "t": the owner column "who" says who may hold a row: declare it NOT NULL
      """
    ) {
      $0.audience = .member
      $0.owner = "who"
      $0.columns["who"] = ColumnDeclaration(isFixed: true)
    },
    RefusedCharter(
      "a key that others cannot see", "\(key), who NOT NULL",
      """
      line 2: table "t": the unique key ("id") must contain the owner column "who", since members \
      do not see each other's rows: add it to the key
      """
    ) {
      $0.audience = .coordinator
      $0.owner = "who"
      $0.columns["who"] = ColumnDeclaration(isFixed: true)
    },
    RefusedCharter(
      "a unique key that others cannot see", "who, id, n UNIQUE, PRIMARY KEY(who, id)",
      """
      line 2: table "t": the unique key ("n") must contain the owner column "who", since \
      members do not see each other's rows: add it to the key
      """
    ) {
      $0.audience = .coordinator
      $0.owner = "who"
    },
    RefusedCharter(
      "the coordinator alone writes what only a member holds",
      "who, id, n, PRIMARY KEY(who, id)",
      """
      line 1: table "t": the coordinator does not hold the rows of audience member and cannot \
      be the one who writes them: use write owner, or audience coordinator
      """
    ) {
      $0.audience = .member
      $0.owner = "who"
      $0.write = .coordinator
    },
    RefusedCharter(
      "a rule for a column that is not there", "\(key)",
      """
      line 1: table "t" has no replicated column "n" that the rules could speak of: correct the \
      name, or leave it out
      """, rule(.ask)),
    RefusedCharter(
      "a rule for a key", "\(key)",
      """
      line 2: table "t": key column "id" cannot have a rule, since keys never change: remove it
      """, rule(.ask, "id")),
    RefusedCharter(
      "a rule for a generated column", "\(key), n AS (id)",
      """
      line 2: table "t" has no replicated column "n" that the rules could speak of: correct the \
      name, or leave it out
      """, rule(.ask)),
    RefusedCharter(
      "a group with a column that is not there", "\(key), n",
      """
      line 1: table "t" has no column "m" that the rules name: correct the name, or leave it out
      """
    ) {
      $0.groups = [["n", "m"]]
    },
    RefusedCharter(
      "a group with two rules", "\(key), n, m",
      """
      line 2: table "t": the columns n, m merge together (a CHECK or a group names them), so they \
      need one rule: give it to each of them
      """
    ) {
      $0.groups = [["n", "m"]]
      $0.columns["n"] = ColumnDeclaration(rule: .ask)
    },
    RefusedCharter(
      "highest in a group", "\(key), n, m",
      """
      line 2: table "t": the rule highest is for one column, not for n, m together: use another \
      rule, or take the column out of the CHECK or group
      """
    ) {
      $0.groups = [["n", "m"]]
      $0.columns["n"] = ColumnDeclaration(rule: .highest)
      $0.columns["m"] = ColumnDeclaration(rule: .highest)
    },
    RefusedCharter(
      "a sum in a CHECK of two", "\(key), n INTEGER NOT NULL, m, CHECK(n > m)",
      """
      line 2: table "t": the columns n, m merge together (a CHECK or a group names them), so \
      they need one rule: give it to each of them
      line 2: table "t": the rule sum is for one column, not for n, m together: use another \
      rule, or take the column out of the CHECK or group
      """,
      rule(.sum)),
    RefusedCharter(
      "a sum in a CHECK", "\(key), n INTEGER NOT NULL CHECK(n >= 0)",
      """
      line 2: table "t": "n" has the rule sum, and merging could break the CHECK (n >= 0): only \
      json_valid and typeof can be kept
      """,
      rule(.sum)),
    RefusedCharter(
      "a set in a CHECK", "\(key), n TEXT CHECK(length(n) < 9)",
      """
      line 2: table "t": "n" has the rule union, and merging could break the CHECK (length(n) < \
      9): only json_valid and typeof can be kept
      """,
      rule(.union)),
    RefusedCharter(
      "a sum of texts", "\(key), n TEXT NOT NULL",
      """
      line 2: table "t": "n" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0
      """, rule(.sum)),
    RefusedCharter(
      "a sum that may be NULL", "\(key), n INTEGER",
      """
      line 2: table "t": "n" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0
      """, rule(.sum)),
    RefusedCharter(
      "a set that is unique", "\(key), n UNIQUE",
      """
      line 2: table "t": "n" has the rule union and is part of a key: use another rule, or take \
      it out of the key
      """, rule(.union)),
    RefusedCharter(
      "a set in a unique expression", "\(key), n",
      """
      line 2: table "t": "n" has the rule union and is part of a key: use another rule, or take \
      it out of the key
      """,
      also: "CREATE UNIQUE INDEX i ON t(lower(n));", rule(.union)),
    RefusedCharter(
      "a set that refers", "\(key), n REFERENCES t(id)",
      """
      line 2: table "t": "n" has the rule union and is part of a key: use another rule, or take \
      it out of the key
      """, rule(.union)),
  ]
}
