extension CaptureCase {
  private static func family(_ action: String) -> String {
    """
    CREATE TABLE p(id TEXT PRIMARY KEY NOT NULL, n);
    CREATE TABLE c(id TEXT PRIMARY KEY NOT NULL, p TEXT REFERENCES p(id) \(action));
    """
  }
  private static let relatives =
    "INSERT INTO p VALUES ('p', 1), ('q', 2); INSERT INTO c VALUES ('c', 'p'), ('d', 'q');"

  static let cascades: [CaptureCase] = [
    CaptureCase(
      "ON DELETE CASCADE", family("ON DELETE CASCADE"), relatives,
      "DELETE FROM p WHERE id = 'p'", ["delete c 'c':", "delete p 'p':"],
      withoutForeignKeys: ["delete p 'p':"]),
    CaptureCase(
      "ON DELETE SET NULL", family("ON DELETE SET NULL"), relatives,
      "DELETE FROM p WHERE id = 'p'", ["delete p 'p':", "update c 'c': p=NULL"],
      withoutForeignKeys: ["delete p 'p':"]),
    CaptureCase(
      "ON UPDATE CASCADE", family("ON UPDATE CASCADE"), relatives,
      "UPDATE p SET id = 'r' WHERE id = 'p'",
      ["delete p 'p':", "insert p 'r': n=1", "update c 'c': p='r'"],
      withoutForeignKeys: ["delete p 'p':", "insert p 'r': n=1"]),
    CaptureCase(
      "REPLACE of a parent with ON DELETE CASCADE", family("ON DELETE CASCADE"), relatives,
      "REPLACE INTO p VALUES ('p', 9)", ["delete c 'c':", "update p 'p': n=9"],
      withoutForeignKeys: ["update p 'p': n=9"]),
    CaptureCase(
      "a cascade down a tree in one table",
      "CREATE TABLE t(id INTEGER PRIMARY KEY, up INT REFERENCES t(id) ON DELETE CASCADE);",
      "INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2), (4, 3);", "DELETE FROM t WHERE id = 1",
      ["delete t 1:", "delete t 2:", "delete t 3:", "delete t 4:"],
      withoutForeignKeys: ["delete t 1:"]),
    CaptureCase(
      "the user's own trigger",
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, edits INTEGER DEFAULT 0);
      CREATE TRIGGER count AFTER UPDATE OF n ON t BEGIN
        UPDATE t SET edits = edits + 1 WHERE id = NEW.id; END;
      """, "INSERT INTO t(id, n) VALUES ('a', 1);", "UPDATE t SET n = 2",
      ["update t 'a': n=2 edits=1"]),
  ]

  private static let folded =
    "CREATE TABLE t(id TEXT COLLATE NOCASE PRIMARY KEY NOT NULL, n TEXT COLLATE NOCASE UNIQUE);"
  private static let words = "INSERT INTO t VALUES ('hei', 'du'), ('ja', 'nei');"

  static let collations: [CaptureCase] = [
    CaptureCase(
      "a NOCASE column", folded, words, "UPDATE t SET n = 'DU' WHERE id = 'hei'",
      ["update t 'hei': n='DU'"]),
    CaptureCase(
      "a NOCASE key", folded, words, "UPDATE t SET id = 'HEI' WHERE id = 'hei'",
      ["delete t 'hei':", "insert t 'HEI': n='du'"]),
    CaptureCase(
      "REPLACE of a key that is equal by collation", folded, words,
      "REPLACE INTO t VALUES ('HEI', 'DU')", ["delete t 'hei':", "insert t 'HEI': n='DU'"]),
    CaptureCase(
      "REPLACE of a value that is equal by collation", folded, words,
      "REPLACE INTO t VALUES ('nok', 'NEI')", ["delete t 'ja':", "insert t 'nok': n='NEI'"]),
    CaptureCase(
      "UPDATE OR REPLACE of keys that only the index tells apart",
      """
      CREATE TABLE t(id TEXT COLLATE NOCASE NOT NULL, n UNIQUE,
        PRIMARY KEY(id COLLATE BINARY));
      """, "INSERT INTO t VALUES ('a', 1), ('A', 2);",
      "UPDATE OR REPLACE t SET n = 2 WHERE id = 'a' COLLATE BINARY",
      ["delete t 'A':", "update t 'a': n=2"]),
  ]

  static let indexes: [CaptureCase] = [
    CaptureCase(
      "a partial unique index",
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n, live INTEGER);
      CREATE UNIQUE INDEX i ON t(n) WHERE live = 1;
      """, "INSERT INTO t VALUES ('a', 1, 1), ('b', 1, 0);",
      "REPLACE INTO t VALUES ('c', 1, 0); REPLACE INTO t VALUES ('d', 1, 1); "
        + "UPDATE OR REPLACE t SET live = 1 WHERE id = 'b'",
      ["delete t 'a':", "insert t 'c': n=1 live=0", "update t 'b': live=1"]),
    CaptureCase(
      "an index on an expression",
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n TEXT, m TEXT);
      CREATE UNIQUE INDEX i ON t(lower(n) || m, 1 DESC);
      """, "INSERT INTO t VALUES ('a', 'X', 'y'), ('b', 'Z', 'z');",
      "REPLACE INTO t VALUES ('c', 'x', 'y'); "
        + "UPDATE OR REPLACE t SET n = 'z', m = 'z' WHERE id = 'c'",
      ["delete t 'a':", "delete t 'b':", "insert t 'c': n='z' m='z'"]),
    CaptureCase(
      "an index with its own collation",
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n TEXT);
      CREATE UNIQUE INDEX "i (x" ON t(n COLLATE NOCASE);
      """, "INSERT INTO t VALUES ('a', 'ord'), ('b', 'to');",
      "REPLACE INTO t VALUES ('c', 'ORD'); UPDATE OR REPLACE t SET n = 'Ord' WHERE id = 'b'",
      ["delete t 'a':", "update t 'b': n='Ord'"]),
    CaptureCase(
      "an index on a generated column",
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n TEXT,
        low TEXT AS (lower(n)) UNIQUE, kept TEXT AS (n || '!') STORED UNIQUE);
      """, "INSERT INTO t VALUES ('a', 'X'), ('b', 'Y');",
      "REPLACE INTO t VALUES ('c', 'x'); UPDATE OR REPLACE t SET n = 'y' WHERE id = 'c'",
      ["delete t 'a':", "delete t 'b':", "insert t 'c': n='y'"]),
    CaptureCase(
      "a composite key without rowid",
      "CREATE TABLE t(a INTEGER, b TEXT, n UNIQUE, PRIMARY KEY(b, a)) WITHOUT ROWID;",
      "INSERT INTO t VALUES (1, 'x', 1), (2, 'x', 2);",
      "REPLACE INTO t VALUES (1, 'x', 5), (3, 'y', 2); UPDATE t SET a = 9 WHERE a = 3",
      ["delete t 'x',2:", "insert t 'y',9: n=2", "update t 'x',1: n=5"]),
    CaptureCase(
      "a table of keys alone", "CREATE TABLE t(a, b, PRIMARY KEY(a, b));",
      "INSERT INTO t VALUES (1, 'x'), (2, 'x');",
      "REPLACE INTO t VALUES (1, 'x'), (3, 'y'); UPDATE t SET a = 9 WHERE a = 2",
      ["delete t 2,'x':", "insert t 3,'y':", "insert t 9,'x':"]),
  ]
}
