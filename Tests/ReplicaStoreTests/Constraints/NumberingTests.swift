import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Two rows made at once with one generated number are two rows")
struct NumberingTests {
  static let schema = """
    CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE album(
      id INTEGER PRIMARY KEY, artist INTEGER NOT NULL REFERENCES artist(id), title TEXT);
    CREATE TABLE shelf(
      album INTEGER NOT NULL REFERENCES album(id), room TEXT NOT NULL, n INTEGER,
      PRIMARY KEY(album, room)) WITHOUT ROWID;
    CREATE TABLE detail(id INTEGER PRIMARY KEY REFERENCES artist(id), born INTEGER);
    """

  /// What the tables show, with numbers below zero as `N`, since they come of hashes.
  private func shown(_ replica: TestReplica, _ table: String) throws -> [String] {
    try replica.shown(table).map { row in
      row.split(separator: " ").map { $0.hasPrefix("-") ? "N" : String($0) }.joined(separator: " ")
    }.sorted()
  }

  private func twice() throws -> (post: TestPost, laerdal: TestReplica, vik: TestReplica) {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit(
      """
      INSERT INTO artist(name) VALUES ('Kari');
      INSERT INTO album(artist, title) VALUES (1, 'Fjord');
      INSERT INTO shelf VALUES (1, 'stove', 3);
      INSERT INTO detail VALUES (1, 1950);
      """, at: 5)
    try theirs.edit(
      """
      INSERT INTO artist(name) VALUES ('Ola');
      INSERT INTO album(artist, title) VALUES (1, 'Fjell');
      INSERT INTO shelf VALUES (1, 'stove', 4);
      INSERT INTO detail VALUES (1, 1960);
      """, at: 2)
    try post.exchange()
    return (post, mine, theirs)
  }

  @Test("a number that SQLite gives again after a delete is another row's")
  func givenAgain() throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO artist(name) VALUES ('Ola'), ('Per')", at: 1)
    try post.exchange()
    try mine.edit(
      """
      DELETE FROM artist WHERE name = 'Per';
      INSERT INTO artist(name) VALUES ('Kari');
      INSERT INTO album(artist, title) SELECT id, 'Fjord' FROM artist WHERE name = 'Kari';
      """, at: 2)
    try theirs.edit("INSERT INTO album(artist, title) VALUES (2, 'Fjell')", at: 3)
    try post.exchange()
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("artist") == ["1 'Ola'", "2 'Per'", "3 'Kari'"])
    #expect(
      try mine.query("SELECT name || title FROM artist JOIN album ON artist.id = artist ORDER BY 1")
        == ["'KariFjord'", "'PerFjell'"])
  }

  @Test("the earlier keeps the number, the later has another, and its references follow")
  func collision() throws {
    let (post, mine, theirs) = try twice()
    #expect(try shown(mine, "artist") == ["1 'Ola'", "N 'Kari'"])
    #expect(try shown(mine, "album") == ["1 1 'Fjell'", "N N 'Fjord'"])
    #expect(try shown(mine, "shelf") == ["1 'stove' 4", "N 'stove' 3"])
    #expect(try shown(mine, "detail") == ["1 1960", "N 1950"])
    let moved = try mine.query(
      "SELECT name FROM artist JOIN album ON artist.id = artist AND artist.id < 0")
    #expect(moved == ["'Kari'"])
    try expectAgreement([mine, theirs])
    #expect(try mine.conflicts().map(\.rule) == ["renumbered", "renumbered"])
    #expect(try mine.differencesFromReplay() == [])
    _ = post
  }

  @Test("edits of both go on, on both sides, by the number that each shows")
  func editing() throws {
    let (post, mine, theirs) = try twice()
    try mine.edit(
      """
      UPDATE artist SET name = 'Kari N' WHERE id < 0;
      INSERT INTO album(artist, title) SELECT id, 'Foss' FROM artist WHERE id < 0;
      """, at: 6)
    try theirs.edit(
      """
      UPDATE artist SET name = 'Ola N' WHERE id = 1; UPDATE shelf SET n = 9 WHERE album < 0;
      INSERT INTO album(artist, title) SELECT id, 'Vik' FROM artist WHERE id = 1;
      """, at: 7)
    try post.exchange()
    #expect(try shown(mine, "artist") == ["1 'Ola N'", "N 'Kari N'"])
    #expect(try shown(mine, "shelf") == ["1 'stove' 4", "N 'stove' 9"])
    #expect(
      try shown(mine, "album") == ["1 1 'Fjell'", "2 N 'Foss'", "N 1 'Vik'", "N N 'Fjord'"])
    try expectAgreement([mine, theirs])
    try mine.edit("DELETE FROM detail WHERE id < 0; DELETE FROM shelf WHERE album < 0", at: 8)
    try post.exchange()
    #expect(try shown(theirs, "detail") == ["1 1960"])
    try expectAgreement([mine, theirs])
  }

  @Test("a third replica that hears of them in another order shows the same")
  func order() throws {
    let (post, mine, theirs) = try twice()
    let third = try post.replica("region")
    try third.edit("INSERT INTO artist(name) VALUES ('Per'), ('Pål')", at: 1)
    for parcel in post.parcels(for: third).reversed() { try third.receive([parcel]) }
    try post.exchange()
    try expectAgreement([mine, theirs, third])
    #expect(
      try shown(third, "artist") == ["1 'Per'", "2 'Pål'", "N 'Kari'", "N 'Ola'"])
  }

  @Test("a number that died is free again, and means the row that has it now")
  func reuse() throws {
    let post = try TestPost(Self.schema)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO artist(id, name) VALUES (7, 'A')", at: 1)
    try post.exchange()
    try mine.edit("DELETE FROM artist", at: 2)
    try post.exchange()
    try theirs.edit("INSERT INTO artist(id, name) VALUES (7, 'B')", at: 3)
    try post.exchange()
    #expect(try mine.shown("artist") == ["7 'B'"])
    #expect(try mine.conflicts() == [])
    try expectAgreement([mine, theirs])
  }

  @Test("a natural INTEGER key means one row, whoever makes it")
  func natural() throws {
    let post = try TestPost(
      "CREATE TABLE town(nr INTEGER PRIMARY KEY, name TEXT);",
      ["town": declared { $0.keyOrigin = .natural }])
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO town VALUES (4642, 'Lærdal')", at: 1)
    try theirs.edit("INSERT INTO town VALUES (4642, 'Laerdal')", at: 2)
    try post.exchange()
    #expect(try mine.shown("town") == ["4642 'Laerdal'"])
    #expect(try mine.conflicts().map(\.rule) == ["latest"])
    try expectAgreement([mine, theirs])
  }

  @Test("a row that is given the number of a hidden one gets a number that nobody has")
  func freshNumber() throws {
    let post = try TestPost(
      """
      CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE);
      CREATE TABLE c(id INTEGER PRIMARY KEY, t INTEGER REFERENCES t(id));
      """)
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES (1, 'a')", at: 1)
    try theirs.edit("INSERT INTO t VALUES (5, 'a')", at: 2)
    try post.exchange()
    #expect(try mine.shown("t") == ["1 'a'"])
    try mine.edit("INSERT INTO t VALUES (5, 'ny'); INSERT INTO c(t) VALUES (5)", at: 3)
    #expect(try mine.shown("t") == ["1 'a'", "6 'ny'"])
    #expect(try mine.shown("c") == ["1 6"])
    try post.exchange()
    #expect(try theirs.shown("t") == ["1 'a'", "6 'ny'"])
    try expectAgreement([mine, theirs])
  }
}
