import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A column's default is what SQLite stores for it")
struct DefaultValueTests {
  static let defaults: [(column: String, value: Value)] = [
    ("n INTEGER", .null), ("n INTEGER DEFAULT 5", .integer(5)), ("n DEFAULT -5", .integer(-5)),
    ("n DEFAULT +5", .integer(5)), ("n DEFAULT (5)", .integer(5)), ("n DEFAULT 1.5", .real(1.5)),
    ("n DEFAULT (-1.5e3)", .real(-1500)), ("n DEFAULT 0x10", .integer(16)),
    ("n DEFAULT TRUE", .integer(1)), ("n DEFAULT false", .integer(0)), ("n DEFAULT NULL", .null),
    ("n DEFAULT x'00ff'", .blob([0, 255])), ("n DEFAULT 'it''s'", .text("it's")),
    ("n DEFAULT \"word\"", .text("word")), ("n DEFAULT word", .text("word")),
    ("n TEXT DEFAULT 7", .text("7")), ("n TEXT DEFAULT 0.5", .text("0.5")),
    ("n REAL DEFAULT 7", .real(7)), ("n NUMERIC DEFAULT '7'", .integer(7)),
    ("n NUMERIC DEFAULT 7.0", .integer(7)), ("n INTEGER DEFAULT 'x'", .text("x")),
    ("n BLOB DEFAULT '7'", .text("7")), ("n DEFAULT (1 + 2 * 3)", .integer(7)),
    ("n DEFAULT ('a' || 'b')", .text("ab")), ("n DEFAULT (lower('ABC'))", .text("abc")),
    ("n DEFAULT (json_array(1, 'a'))", .text("[1,\"a\"]")), ("n DEFAULT CURRENT_DATE", .null),
    ("n DEFAULT (CURRENT_TIMESTAMP || 'Z')", .null), ("n DEFAULT (datetime('now'))", .null),
    ("n DEFAULT (random())", .null), ("n DEFAULT (hex(randomblob(4)))", .null),
  ]

  @Test("the same as in a row that leaves the column out", arguments: defaults)
  func value(column: String, expected: Value) throws {
    let post = try TestPost("CREATE TABLE t(id TEXT PRIMARY KEY, \(column));")
    let replica = try post.replica("vik")
    let known = try replica.read { $0.trackedTables[0].columns[0].defaultValue }
    #expect(known == expected)
    let isConstant = !expected.isNull || column == "n INTEGER" || column.hasSuffix("NULL")
    guard isConstant else { return }
    try replica.edit("INSERT INTO t(id) VALUES ('a')")
    #expect(try replica.read { try $0.shownRows(of: "t").map(\.cells) } == [[expected]])
  }
}

@Suite("Only an INTEGER PRIMARY KEY that is the rowid is one")
struct RowIDKeyTests {
  static let tables: [(sql: String, hasRowIDKey: Bool)] = [
    ("id INTEGER PRIMARY KEY", true), ("id integer PRIMARY KEY ASC", true),
    ("id INTEGER, PRIMARY KEY(id)", true), ("id INTEGER, PRIMARY KEY(id DESC)", true),
    ("id INTEGER PRIMARY KEY AUTOINCREMENT", true), ("id INTEGER PRIMARY KEY DESC", false),
    ("id INT PRIMARY KEY", false), ("id BIGINT PRIMARY KEY", false),
    ("id TEXT PRIMARY KEY", false), ("id INTEGER, n, PRIMARY KEY(id, n)", false),
  ]

  @Test("as SQLite sees it", arguments: tables)
  func rowID(sql: String, hasRowIDKey: Bool) throws {
    let replica = try TestPost("CREATE TABLE t(\(sql));").replica("vik")
    #expect(try replica.read { $0.tables[0].shape.hasRowIDKey } == hasRowIDKey)
    // SQLite itself tells: it numbers a row without a key where the key is the rowid.
    guard !sql.contains(", n") else { return }
    try replica.edit("INSERT INTO t(id) VALUES (NULL)")
    #expect(try replica.query("SELECT id IS NULL FROM t") == [hasRowIDKey ? "0" : "1"])
  }

  @Test("a key that is declared DESC is kept like any other")
  func descending() throws {
    let post = try TestPost("CREATE TABLE t(id INTEGER PRIMARY KEY DESC, n UNIQUE);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES (5, 'a'), (-3, 'b')", at: 1)
    try post.exchange()
    try theirs.edit("UPDATE t SET n = CASE n WHEN 'a' THEN 'c' ELSE 'd' END", at: 2)
    try post.exchange()
    try expectAgreement([mine, theirs])
  }
}
