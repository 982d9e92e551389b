import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Tables of every shape replicate as they are")
struct TableShapeTests {
  @Test("two hundred columns, each changed alone and all at once")
  func wideTable() throws {
    let names = (1...200).map { "c\($0)" }
    let post = try TestPost(
      "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, \(names.joined(separator: ", ")));")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id) VALUES ('a')", at: 1)
    for (index, name) in names.enumerated() {
      try mine.edit("UPDATE t SET \(name) = \(index)")
      let lines = try mine.seal(at: Int64(index) + 2).flatMap(\.lines)
      #expect(lines == ["update t 'a': \(name)=\(index)"])
    }
    let all = names.map { "\($0) = \($0) + 1" }.joined(separator: ", ")
    try mine.edit("UPDATE t SET \(all)")
    #expect(try mine.seal(at: 1000).first?.groups.first?.columns == names)
    try theirs.receive(post.parcels(for: theirs))
    try expectAgreement([mine, theirs])
  }

  @Test("two hundred columns of one owner, with a partial index over them")
  func wideOwnedTable() throws {
    let names = (1...200).map { "c\($0)" }
    let post = try TestPost(
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, who TEXT, \(names.joined(separator: ", ")));
      CREATE UNIQUE INDEX i ON t(c200) WHERE c1 > 5;
      """,
      ["t": rules(Dictionary(uniqueKeysWithValues: names.map { ($0, .owner) }), owner: "who")])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, who) VALUES ('a', 'laerdal')", at: 1)
    try post.exchange()
    try theirs.edit("UPDATE t SET c200 = 1, c63 = 2", at: 2)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.conflicts().map(\.columns) == [["c63"], ["c200"]])
  }

  static let names = [
    "two words", "it's", "say \"hi\"", "æøå ÆØÅ", "select", "order", "rowid x", "a`b", "[x]", "a,b",
    "(", "--c", ";", "NEW", "OLD", "seq", "op", "time", "k0", "m0", "o0", "Case", "\"\u{301}", "%",
    "?1", "$x", ":y", "@z", "samband", "\u{1F600}", "a\\", "'",
  ]

  private func quote(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars { text += scalar == "\"" ? "\"\"" : String(scalar) }
    return text + "\""
  }

  @Test("names with spaces, quotes, æøå and keywords", arguments: names)
  func oddNames(name: String) throws {
    let table = quote(name + " t"), key = quote(name), cell = quote(name + "2")
    let post = try TestPost(
      """
      CREATE TABLE \(table)(\(key) TEXT PRIMARY KEY NOT NULL, \(cell), u UNIQUE, CHECK(\(cell) > 0));
      CREATE UNIQUE INDEX \(quote(name + " i")) ON \(table)(\(cell) + 0 DESC) WHERE \(cell) > 5;
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO \(table) VALUES ('a', 1, 1), ('b', 7, 2)", at: 1)
    try mine.edit("REPLACE INTO \(table) VALUES ('c', 7, 1); UPDATE \(table) SET u = 5", at: 2)
    try theirs.receive(post.parcels(for: theirs))
    #expect(try theirs.shown(name + " t") == ["'c' 7 5"])
    try expectAgreement([mine, theirs])
  }

  static let shapes = [
    "CREATE TABLE t(a INTEGER NOT NULL, b TEXT NOT NULL, n, PRIMARY KEY(b, a));",
    "CREATE TABLE t(a INTEGER NOT NULL, b TEXT NOT NULL, n, PRIMARY KEY(b, a)) WITHOUT ROWID;",
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b, n);",
    "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b, n);",
    "CREATE TABLE t(a INTEGER PRIMARY KEY DESC NOT NULL, b, n);",
    "CREATE TABLE t(a INT PRIMARY KEY NOT NULL, b, n);",
    "CREATE TABLE t(a PRIMARY KEY NOT NULL, b UNIQUE, n) WITHOUT ROWID;",
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, n ANY) STRICT;",
    "CREATE TABLE t(a REAL PRIMARY KEY NOT NULL, b NOT NULL DEFAULT 'x', n DEFAULT (1 + 1));",
    "CREATE TABLE t(a, b, n, rowid, PRIMARY KEY(a));",
    "CREATE TABLE t(a, b, n AS (b || '!') STORED, m AS (n || '?'), PRIMARY KEY(a));",
  ]

  @Test("keys of every kind", arguments: shapes)
  func keys(schema: String) throws {
    let post = try TestPost(schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(a, b) VALUES (1, 'x'), (2, 'y'), (3, 'z')", at: 1)
    try post.exchange()
    try expectAgreement([mine, theirs])
    try mine.edit("UPDATE t SET b = 'ny' WHERE a = 2; DELETE FROM t WHERE a = 3", at: 2)
    try theirs.edit("INSERT INTO t(a, b) VALUES (4, 'w'); UPDATE t SET a = 9 WHERE a = 1", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(
      try theirs.query("SELECT group_concat(b, ' ') FROM (SELECT b FROM t ORDER BY a)")
        == ["'ny w x'"])
    #expect(try mine.differencesFromReplay() == [])
  }

  @Test("generated columns do not travel and are right after an import")
  func generated() throws {
    let post = try TestPost(
      """
      CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n INTEGER, twice INTEGER AS (n * 2) STORED,
        low TEXT AS (lower(id)));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(id, n) VALUES ('A', 4)")
    #expect(try mine.seal(at: 1).flatMap(\.lines) == ["insert t 'A': n=4"])
    try post.exchange()
    try mine.edit("UPDATE t SET n = 5", at: 2)
    try post.exchange()
    #expect(try theirs.query("SELECT low || twice FROM t") == ["'a10'"])
  }

  @Test("the rowids of a replica's own rows stay, also of rows whose unique keys move")
  func rowids() throws {
    let post = try TestPost("CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, n UNIQUE, m);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t(rowid, id, n) VALUES (7, 'm', 1), (5, 'n', 2), (9, 'o', 3)", at: 1)
    try post.exchange()
    let rowids = "SELECT id || rowid FROM t WHERE id >= 'm' ORDER BY id"
    let before = try theirs.query(rowids)
    try mine.edit("UPDATE t SET n = 9 WHERE id = 'o'; INSERT INTO t VALUES ('a', 3, 0)", at: 2)
    try post.exchange()
    #expect(try theirs.query(rowids) == before)
    #expect(try mine.query(rowids) == ["'m7'", "'n5'", "'o9'"])
    try expectAgreement([mine, theirs])
  }
}
