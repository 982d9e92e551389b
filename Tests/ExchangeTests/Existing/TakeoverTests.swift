import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import StrictJSON
import Testing

@Suite("An ordinary database is taken under sync")
struct TakeoverTests {
  private func found(
    _ post: ExistingPost, from existing: String, rules: String? = nil
  ) throws -> Replica {
    try Replica.found(
      post.plan, from: existing, rules: rules.map { Array($0.utf8) },
      at: post.path("region.sqlite"), workplace: post.workplace
    ).replica
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test("its file is only read, in either journal mode", arguments: ["DELETE", "WAL"])
  func onlyRead(mode: String) throws {
    let post = try ExistingPost()
    let existing = try post.database(
      "PRAGMA journal_mode = \(mode);", MusicShop.schema, MusicShop.data)
    let before = try bytes(existing)
    _ = try found(post, from: existing)
    #expect(try bytes(existing) == before)
  }

  @Test("tables, hidden rowids, statistics and sequences stay as they were")
  func everythingStays() throws {
    let post = try ExistingPost()
    let existing = try post.database(
      """
      PRAGMA user_version = 7;
      CREATE TABLE t(id TEXT PRIMARY KEY, n);
      CREATE TABLE s(id INTEGER PRIMARY KEY AUTOINCREMENT, n);
      INSERT INTO t VALUES ('a', 1), ('b', 2.0), ('c', x'00'), ('d', NULL);
      DELETE FROM t WHERE id = 'b';
      INSERT INTO s(n) VALUES (1), (2), (3);
      DELETE FROM s WHERE id > 1;
      ANALYZE;
      """)
    _ = try found(post, from: existing)
    let look = """
      SELECT rowid, id, typeof(n), n FROM t; SELECT * FROM s; SELECT * FROM sqlite_sequence;
      SELECT * FROM sqlite_stat1 ORDER BY 1; PRAGMA user_version;
      SELECT sql FROM sqlite_schema WHERE tbl_name IN ('t', 's') AND type <> 'trigger';
      """
    #expect(
      try post.shell("region.sqlite", look) == post.shell("existing.sqlite", look))
  }

  @Test("another program may have it open and write to it", arguments: ["DELETE", "WAL"])
  func openElsewhere(mode: String) throws {
    let post = try ExistingPost()
    let existing = try post.database(
      "PRAGMA journal_mode = \(mode);", "CREATE TABLE t(id TEXT PRIMARY KEY);",
      "INSERT INTO t VALUES ('before');")
    let other = Process(), stdin = Pipe(), answers = Pipe()
    other.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    other.arguments = [existing]
    other.standardInput = stdin
    other.standardOutput = answers
    try other.run()
    stdin.fileHandleForWriting.write(
      Data("BEGIN IMMEDIATE; INSERT INTO t VALUES ('under way'); SELECT 1;\n".utf8))
    _ = answers.fileHandleForReading.availableData
    _ = try found(post, from: existing)
    #expect(try post.shell("region.sqlite", "SELECT id FROM t;") == "before\n")
    stdin.fileHandleForWriting.write(Data("COMMIT;\n".utf8))
    try stdin.fileHandleForWriting.close()
    other.waitUntilExit()
    #expect(try post.shell("existing.sqlite", "SELECT count(*) FROM t;") == "2\n")
  }

  @Test("the user's own triggers stay silent")
  func silentTriggers() throws {
    let post = try ExistingPost()
    let existing = try post.database(
      """
      CREATE TABLE t(id TEXT PRIMARY KEY);
      CREATE TABLE trail(id INTEGER PRIMARY KEY, what);
      INSERT INTO t VALUES ('a');
      CREATE TRIGGER follow AFTER INSERT ON t BEGIN INSERT INTO trail(what) VALUES (NEW.id); END;
      """)
    _ = try found(post, from: existing)
    let look = "SELECT count(*) FROM t; SELECT count(*) FROM trail;"
    #expect(try post.shell("region.sqlite", look) == "1\n0\n")
  }

  @Test("what its text says makes the same tables at a member who joins")
  func textRuns() throws {
    let town = try ExistingCollaboration(
      MusicShop.schema + FilmRental.schema + FilmRental.search, "")
    // A comment behind a view is the one thing that does not travel.
    let look = """
      SELECT type, name, tbl_name, replace(sql, ' -- joined', '') FROM sqlite_schema
      WHERE sql IS NOT NULL AND name NOT LIKE 'samband%' ORDER BY type, name;
      """
    #expect(
      try town.post.shell("vik.sqlite", look) == town.post.shell("region.sqlite", look))
  }

  @Test("the rules are read from what the schema says")
  func proposal() throws {
    let post = try ExistingPost()
    let existing = try post.database(
      MusicShop.schema, FilmRental.schema, FilmRental.search,
      """
      CREATE TABLE code(id TEXT PRIMARY KEY, short TEXT UNIQUE, word TEXT);
      CREATE TABLE coded(
        id TEXT PRIMARY KEY, short TEXT REFERENCES code(short) ON DELETE SET NULL,
        strict TEXT NOT NULL REFERENCES code ON DELETE SET NULL,
        a TEXT REFERENCES code ON DELETE SET NULL, b, CHECK(a IS NOT b));
      CREATE VIRTUAL TABLE loose USING fts5(words);
      """)
    let takeover = try Takeover(of: existing)
    let tables = try #require(takeover.rules["tables"])
    let rules: [(String, String)] = [
      ("code", #"{"columns":{"short":{"fixed":true}}}"#),
      ("coded", #"{"foreignKeys":{"short":"clear"}}"#),
      ("track", #"{"foreignKeys":{"album_id":"cascade","genre_id":"clear"},"key":"generated"}"#),
      ("film_text", #"{"foreignKeys":{"film_id":"cascade"},"key":"natural"}"#),
      ("playlist_track", #"{"foreignKeys":{"playlist_id":"cascade","track_id":"cascade"}}"#),
      ("store", #"{"key":"generated"}"#),
    ]
    for (name, rule) in rules {
      #expect(String(decoding: tables[name]?.canonicalBytes ?? [], as: UTF8.self) == rule)
    }
    let triggers = try #require(takeover.rules["triggers"])
    #expect(
      String(decoding: triggers.canonicalBytes, as: UTF8.self)
        == #"{"search_added":"merged","search_changed":"merged","search_removed":"merged"}"#)
    #expect(takeover.plan.virtualTables.map(\.name) == ["film_search", "loose"])
    #expect(takeover.plan.virtualTables.map(\.isFilledByTriggers) == [true, false])
    let coded = try #require(takeover.plan.tables.first { $0.choices.name == "coded" })
    let reasons = coded.choices.references.map { "\($0.columns[0]) \($0.rule) \($0.reason)" }
    #expect(
      reasons.sorted() == [
        "a revive neverNull", "short clear onDeleteSetNull", "strict revive neverNull",
      ])
  }

  @Test("rules that are given are those of the charter")
  func givenRules() throws {
    let post = try ExistingPost()
    let existing = try post.database("CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT);")
    let rules = #"{"tables":{"t":{"columns":{"n":{"rule":"ask"}},"key":"natural"}}}"#
    let replica = try found(post, from: existing, rules: rules)
    let charter = try replica.charter().charter
    #expect(String(decoding: charter.rules.canonicalBytes, as: UTF8.self) == rules)
    #expect(charter.schema == "CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT);\n")
  }
}
