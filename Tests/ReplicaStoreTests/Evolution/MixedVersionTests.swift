import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Replicas on different charter versions")
struct MixedVersionTests {
  private static let first = """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, a TEXT, b TEXT, kind TEXT CHECK (kind IN ('A')));
    """
  private static let second = """
    CREATE TABLE t(
      id TEXT PRIMARY KEY NOT NULL, fresh TEXT, tags TEXT, c TEXT, b TEXT,
      kind TEXT CHECK (kind IN ('A', 'B')));
    CREATE TABLE child(id TEXT PRIMARY KEY NOT NULL, t TEXT REFERENCES t(id), n INTEGER);
    """
  private static let third = """
    CREATE TABLE t(
      id TEXT PRIMARY KEY NOT NULL, total INTEGER NOT NULL DEFAULT 0, fresh TEXT, tags TEXT, c TEXT,
      b TEXT, kind TEXT CHECK (kind IN ('A', 'B')));
    CREATE TABLE child(
      id TEXT PRIMARY KEY NOT NULL, t TEXT REFERENCES t(id), n INTEGER, m TEXT DEFAULT 'm');
    CREATE TABLE leaf(id TEXT PRIMARY KEY NOT NULL, child TEXT REFERENCES child(id));
    """
  private static let secondRules = [
    "t": declared {
      $0.renamed = ["a": "c"]
      $0.columns = ["tags": ColumnDeclaration(rule: .union)]
    }
  ]
  private static let thirdRules = [
    "t": declared {
      $0.renamed = ["a": "c"]
      $0.columns = [
        "tags": ColumnDeclaration(rule: .union), "total": ColumnDeclaration(rule: .sum),
        "fresh": ColumnDeclaration(rule: .ask),
      ]
    }
  ]

  private func up(_ replica: TestReplica, to version: Int64) throws {
    let obstacle =
      version == 2
      ? try replica.upgrade(to: Self.second, Self.secondRules)
      : try replica.upgrade(to: Self.third, Self.thirdRules)
    #expect(obstacle == nil)
  }

  /// A replica that joins when the charter has come this far.
  private func join(_ post: TestPost, like replica: TestReplica) throws -> TestReplica {
    let late = try TestReplica(
      #require(ReplicaID("\(replica.me)-late")), of: replica.me, schema: replica.schema,
      replica.collaboration, replica.bag)
    post.replicas.append(late)
    return late
  }

  @Test("read each other, under old and new names, and agree when all are on one version")
  func bothWays() throws {
    let post = try TestPost(Self.first)
    let (ahead, behind) = try post.pair()
    try ahead.edit("INSERT INTO t VALUES ('1', 'x', 'y', 'A'), ('2', 'x', 'y', NULL)", at: 1)
    try post.exchange()
    try up(ahead, to: 2)
    try ahead.edit(
      """
      UPDATE t SET c = 'c2', fresh = 'f', tags = '["p","q"]', kind = 'B' WHERE id = '1';
      INSERT INTO t(id, c, fresh) VALUES ('3', 'new', 'g');
      INSERT INTO child VALUES ('k', '1', 4);
      """, at: 10)
    try behind.edit("UPDATE t SET b = 'old'; UPDATE t SET a = 'a2' WHERE id = '2'", at: 11)
    try post.exchange()
    #expect(try behind.query("SELECT a FROM t WHERE id = '3'") == ["'new'"])
    #expect(try ahead.query("SELECT c || b FROM t WHERE id = '2'") == ["'a2old'"])
    #expect(try behind.read { try $0.parked().isEmpty })
    try behind.edit("DELETE FROM t WHERE id = '3'", at: 12)
    try behind.edit("INSERT INTO t(id, a) VALUES ('3', 'anew')", at: 13)
    try up(behind, to: 2)
    try post.exchange()
    let late = try join(post, like: ahead)
    try post.exchange()
    #expect(
      try behind.query("SELECT fresh || tags || kind FROM t WHERE id = '1'")
        == ["'f[\"p\",\"q\"]B'"])
    #expect(try behind.shown("child") == ["'k' '1' 4"])
    #expect(try behind.query("SELECT fresh FROM t WHERE id = '3'") == ["NULL"])
    try expectAgreement([ahead, behind, late])
    #expect(try behind.differencesFromReplay() == [])
    #expect(try behind.read { try $0.partialEntries().isEmpty })
  }

  @Test("one two versions behind for six weeks relays all, loses nothing and refuses nothing")
  func twoVersionsBehind() throws {
    let post = try TestPost(Self.first)
    let north = try post.replica("laerdal")
    let south = try post.replica("vik")
    let middle = try post.replica("region")
    try north.edit("INSERT INTO t VALUES ('1', 'x', 'y', 'A'), ('2', 'x', 'y', 'A')", at: 1)
    try post.exchange()
    try up(north, to: 2)
    try up(south, to: 2)
    for week in 1...6 {
      if week == 4 {
        try up(north, to: 3)
        try up(south, to: 3)
      }
      let time = Int64(week * 100)
      try north.edit(week < 4 ? Self.northEarly(week) : Self.northLate(week), at: time)
      try south.edit(week < 4 ? Self.southEarly(week) : Self.southLate(week), at: time + 1)
      try middle.edit(
        "UPDATE t SET b = 'm\(week)' WHERE id = '2'; INSERT OR REPLACE INTO t(id, a) "
          + "VALUES ('w\(week % 2)', 'middle \(week)');", at: time + 2)
      // Everything goes through the one in the middle, which relays what its log holds.
      try relay(north, middle, post)
      try relay(south, middle, post)
      try relay(middle, north, post)
      try relay(middle, south, post)
    }
    #expect(try middle.read { try $0.parked().isEmpty && !$0.partialEntries().isEmpty })
    try up(middle, to: 2)
    #expect(try middle.read { try !$0.partialEntries().isEmpty })
    try expectSound(middle)
    try up(middle, to: 3)
    #expect(try middle.read { try $0.partialEntries().isEmpty })
    let late = try join(post, like: middle)
    try late.receive(post.parcels(for: late))
    try relay(middle, north, post)
    try relay(middle, south, post)
    try expectAgreement([north, south, middle, late])
    #expect(try middle.differencesFromReplay() == [])
    #expect(try middle.query("SELECT total FROM t WHERE id = '1'") == ["33"])
    #expect(try middle.query("SELECT count(*) FROM child") == ["12"])
    #expect(try middle.query("SELECT count(*) FROM leaf") == ["3"])
  }

  @Test("agree on rows that only the coordinator and the owner hold, too")
  func narrowRows() throws {
    let narrow = declared {
      $0.audience = .coordinator
      $0.owner = "who"
    }
    let schema = "CREATE TABLE f(who TEXT, week TEXT, n INTEGER, PRIMARY KEY(who, week));"
    let newer = schema.replacing("n INTEGER", with: "extra TEXT, n INTEGER")
    let post = try TestPost(schema, ["f": narrow])
    let owner = try post.replica("vik")
    let region = try post.replica("region")
    #expect(try owner.upgrade(to: newer, ["f": narrow]) == nil)
    try owner.edit("INSERT INTO f VALUES ('vik', '38', 'more', 4)", at: 1)
    try post.exchange()
    try region.edit("UPDATE f SET n = 5", at: 2)
    #expect(try region.upgrade(to: newer, ["f": narrow]) == nil)
    try post.exchange()
    #expect(try region.shown("f") == ["'vik' '38' 'more' 5"])
    #expect(try owner.shown("f") == region.shown("f"))
    try expectAgreement([owner, region])
  }

  @Test("agree on what each number names, also where a number became free and was given anew")
  func numbers() throws {
    let first = "CREATE TABLE n(id INTEGER PRIMARY KEY, a TEXT);"
    let second = """
      CREATE TABLE n(id INTEGER PRIMARY KEY, fresh TEXT DEFAULT 'd', a TEXT);
      CREATE TABLE m(id INTEGER PRIMARY KEY, n INTEGER REFERENCES n(id), x TEXT);
      """
    let post = try TestPost(first)
    let north = try post.replica("laerdal")
    let south = try post.replica("vik")
    let middle = try post.replica("region")
    for replica in [north, south] { #expect(try replica.upgrade(to: second) == nil) }
    for (time, replica) in [north, south].enumerated() {
      try replica.edit(
        """
        INSERT INTO n(a, fresh) VALUES ('\(replica.me)', 'f');
        INSERT INTO m(n, x) VALUES (1, '\(replica.me)');
        """, at: Int64(time + 1))
    }
    try middle.edit("INSERT INTO n(a) VALUES ('region')", at: 3)
    for (sender, receiver) in [(north, middle), (south, middle), (middle, north), (middle, south)] {
      try relay(sender, receiver, post)
    }
    try north.edit("DELETE FROM m WHERE id = 1; DELETE FROM n WHERE id = 1", at: 11)
    try north.seal(at: 11)
    try north.edit(
      "INSERT INTO n(id, a, fresh) VALUES (1, 'anew', 'g'); INSERT INTO m VALUES (1, 1, 'anew')",
      at: 12)
    try south.edit(
      "UPDATE n SET fresh = 'h'; INSERT INTO m(n, x) SELECT id, 'of ' || a FROM n", at: 13)
    for (sender, receiver) in [(north, middle), (south, middle), (middle, north), (middle, south)] {
      try relay(sender, receiver, post)
    }
    #expect(try middle.query("SELECT a FROM n WHERE id = 1") == ["'anew'"])
    #expect(try middle.upgrade(to: second) == nil)
    let late = try join(post, like: middle)
    try post.exchange()
    #expect(try middle.query("SELECT a || fresh FROM n WHERE id = 1") == ["'anewg'"])
    #expect(
      try middle.query("SELECT n.a FROM m JOIN n ON n.id = m.n WHERE m.id = 1") == ["'anew'"])
    #expect(
      try middle.query(
        "SELECT count(*) FROM m JOIN n ON n.id = m.n WHERE x = 'of ' || a") == ["3"])
    try expectAgreement([north, south, middle, late])
    #expect(try middle.differencesFromReplay() == [])
    #expect(try middle.read { try $0.partialEntries().isEmpty })
  }

  private func relay(_ sender: TestReplica, _ receiver: TestReplica, _ post: TestPost) throws {
    try sender.seal()
    let vector = try sender.read { $0.vector }
    try receiver.receive(post.parcels(for: receiver).filter { vector.covers($0.head.dot) })
  }

  private static func northEarly(_ week: Int) -> String {
    """
    UPDATE t SET fresh = 'n\(week)', tags = '["n\(week)"]' WHERE id = '1';
    INSERT INTO child VALUES ('n\(week)', '1', \(week));
    INSERT OR REPLACE INTO t(id, c, fresh) VALUES ('w1', 'north', 'north \(week)');
    """
  }

  private static func southEarly(_ week: Int) -> String {
    """
    UPDATE t SET c = 's\(week)', kind = 'B' WHERE id = '1';
    UPDATE t SET fresh = 's\(week)' WHERE id = '2';
    INSERT INTO child VALUES ('s\(week)', '2', \(week));
    """
  }

  private static func northLate(_ week: Int) -> String {
    """
    UPDATE t SET total = total + \(week), fresh = 'n\(week)' WHERE id = '1';
    INSERT INTO child(id, t, n) VALUES ('n\(week)', '1', \(week));
    INSERT INTO leaf VALUES ('l\(week)', 'n\(week)');
    DELETE FROM t WHERE id = 'w0';
    """
  }

  private static func southLate(_ week: Int) -> String {
    """
    UPDATE t SET total = total + \(week + 1), fresh = 's\(week)' WHERE id = '1';
    INSERT INTO child(id, t, n, m) VALUES ('s\(week)', '2', \(week), 'other');
    UPDATE child SET n = 0 WHERE id = 'n1';
    """
  }
}
