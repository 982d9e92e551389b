/// An edit by another program, and the change set that it should become.
struct CaptureCase: Sendable, CustomStringConvertible {
  let name: String
  let schema: String
  let before: String
  let edit: String
  /// The lines of the change sets, sorted.
  let expected: [String]
  /// Lines that differ when foreign keys are off.
  let withoutForeignKeys: [String]?

  var description: String { name }

  init(
    _ name: String, _ schema: String, _ before: String, _ edit: String, _ expected: [String],
    withoutForeignKeys: [String]? = nil
  ) {
    self.name = name
    self.schema = schema
    self.before = before
    self.edit = edit
    self.expected = expected
    self.withoutForeignKeys = withoutForeignKeys
  }

  /// A case with the table ``plain``.
  init(_ name: String, _ before: String, _ edit: String, _ expected: [String]) {
    self.init(name, Self.plain, before, edit, expected)
  }

  func lines(_ switches: Switches) -> [String] {
    switches.foreignKeys ? expected : withoutForeignKeys ?? expected
  }
}

extension CaptureCase {
  static let plain = "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, code TEXT UNIQUE);"
  static let two = "INSERT INTO t VALUES ('a', 1, 'A'), ('b', 2, 'B');"

  static let basics: [CaptureCase] = [
    CaptureCase("INSERT", "", "INSERT INTO t VALUES ('a', 1, 'A')", ["insert t 'a': n=1 code='A'"]),
    CaptureCase("UPDATE", two, "UPDATE t SET n = 5 WHERE id = 'a'", ["update t 'a': n=5"]),
    CaptureCase("DELETE", two, "DELETE FROM t WHERE id = 'a'", ["delete t 'a':"]),
    CaptureCase("DELETE of all rows", two, "DELETE FROM t", ["delete t 'a':", "delete t 'b':"]),
    CaptureCase(
      "a key change is a delete and an insert", two, "UPDATE t SET id = 'c', n = 7 WHERE id = 'a'",
      ["delete t 'a':", "insert t 'c': n=7 code='A'"]),
    CaptureCase(
      "a storage class that changes alone", two,
      "UPDATE t SET n = 1.0 WHERE id = 'a'; UPDATE t SET n = '2' WHERE id = 'b'",
      ["update t 'a': n=1.0", "update t 'b': n='2'"]),
    CaptureCase("an update that changes nothing", two, "UPDATE t SET n = n, code = code", []),
    CaptureCase(
      "NULL and back", two, "UPDATE t SET n = NULL WHERE id = 'a'", ["update t 'a': n=NULL"]),
  ]

  static let replacing: [CaptureCase] = [
    CaptureCase(
      "INSERT OR REPLACE of a known key is an update", two,
      "INSERT OR REPLACE INTO t VALUES ('a', 9, 'A')", ["update t 'a': n=9"]),
    CaptureCase(
      "REPLACE of a new key", two, "REPLACE INTO t VALUES ('c', 9, 'C')",
      ["insert t 'c': n=9 code='C'"]),
    CaptureCase(
      "REPLACE hits another row by its code", two, "REPLACE INTO t VALUES ('c', 9, 'A')",
      ["delete t 'a':", "insert t 'c': n=9 code='A'"]),
    CaptureCase(
      "REPLACE hits one row by its key and another by its code", two,
      "REPLACE INTO t VALUES ('a', 9, 'B')", ["delete t 'b':", "update t 'a': n=9 code='B'"]),
    CaptureCase(
      "UPDATE OR REPLACE", two, "UPDATE OR REPLACE t SET code = 'B' WHERE id = 'a'",
      ["delete t 'b':", "update t 'a': code='B'"]),
    CaptureCase(
      "UPDATE OR REPLACE of the key", two, "UPDATE OR REPLACE t SET id = 'b' WHERE id = 'a'",
      ["delete t 'a':", "update t 'b': n=1 code='A'"]),
    CaptureCase(
      "UPDATE OR REPLACE of all rows", two, "UPDATE OR REPLACE t SET code = 'X'",
      ["delete t 'a': code='X'", "update t 'b': code='X'"]),
    CaptureCase(
      "ON CONFLICT REPLACE in the schema",
      "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT UNIQUE ON CONFLICT REPLACE);",
      "INSERT INTO t VALUES ('a', 'A'), ('b', 'B');",
      "INSERT INTO t VALUES ('c', 'A'); UPDATE t SET code = 'C' WHERE id = 'b'",
      ["delete t 'a':", "insert t 'c': code='A'", "update t 'b': code='C'"]),
    CaptureCase(
      "ON CONFLICT REPLACE of the key in the schema",
      "CREATE TABLE t(id TEXT PRIMARY KEY ON CONFLICT REPLACE NOT NULL, n);",
      "INSERT INTO t VALUES ('a', 1);", "INSERT INTO t VALUES ('a', 2)", ["update t 'a': n=2"]),
    CaptureCase(
      "REPLACE puts a default where NULL may not be, and hits the row that has it",
      "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL DEFAULT 'x' UNIQUE);",
      "INSERT INTO t VALUES ('a', 'x');", "INSERT OR REPLACE INTO t VALUES ('b', NULL)",
      ["delete t 'a':", "insert t 'b': code='x'"]),
    CaptureCase(
      "REPLACE hits another row by its rowid", two,
      "INSERT OR REPLACE INTO t(rowid, id, n, code) VALUES (1, 'c', 3, 'C')",
      ["delete t 'a':", "insert t 'c': n=3 code='C'"]),
    CaptureCase(
      "UPDATE OR REPLACE hits another row by its rowid", two,
      "UPDATE OR REPLACE t SET rowid = 2 WHERE id = 'a'", ["delete t 'b':"]),
    CaptureCase(
      "INTEGER PRIMARY KEY",
      "CREATE TABLE t(id INTEGER PRIMARY KEY, n);", "INSERT INTO t VALUES (1, 1), (2, 2);",
      "REPLACE INTO t VALUES (1, 9); INSERT INTO t(n) VALUES (3); "
        + "UPDATE OR REPLACE t SET id = 2 WHERE id = 1",
      ["delete t 1:", "insert t 3: n=3", "update t 2: n=9"]),
  ]

  static let upserts: [CaptureCase] = [
    CaptureCase(
      "upsert DO UPDATE", two,
      "INSERT INTO t VALUES ('a', 9, 'A') ON CONFLICT(id) DO UPDATE SET n = excluded.n",
      ["update t 'a': n=9"]),
    CaptureCase(
      "upsert DO UPDATE of the row that has the code", two,
      "INSERT INTO t VALUES ('c', 9, 'B') ON CONFLICT(code) DO UPDATE SET n = excluded.n",
      ["update t 'b': n=9"]),
    CaptureCase(
      "upsert DO NOTHING", two, "INSERT INTO t VALUES ('a', 9, 'A') ON CONFLICT DO NOTHING", []),
    CaptureCase(
      "INSERT OR IGNORE", two,
      "INSERT OR IGNORE INTO t VALUES ('a', 9, 'Z'), ('c', 3, 'C'), ('d', 4, 'B')",
      ["insert t 'c': n=3 code='C'"]),
    CaptureCase(
      "an edit after INSERT OR IGNORE", two,
      "INSERT OR IGNORE INTO t VALUES ('a', 9, 'Z'); UPDATE t SET n = 4 WHERE id = 'a'",
      ["update t 'a': n=4"]),
    CaptureCase(
      "UPDATE OR IGNORE", two, "UPDATE OR IGNORE t SET code = 'B', n = 8", ["update t 'b': n=8"]),
  ]
}
