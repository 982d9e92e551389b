import MergeAlgebra
import SambandTestKit
import Testing

@testable import ReplicaStore

@Suite("Random histories over three charter versions")
struct RandomEvolutionTests {
  static let schemas = [
    """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, a TEXT, b TEXT, kind TEXT CHECK (kind IN ('A')),
      code TEXT UNIQUE);
    CREATE TABLE s(id TEXT PRIMARY KEY NOT NULL, t TEXT REFERENCES t(id), n INTEGER);
    """,
    """
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, tags TEXT, c TEXT, lo INTEGER, hi INTEGER,
      b TEXT, kind TEXT CHECK (kind IN ('A', 'B')), code TEXT UNIQUE, CHECK (lo <= hi));
    CREATE TABLE s(id TEXT PRIMARY KEY NOT NULL, t TEXT REFERENCES t(id), n INTEGER,
      sign TEXT UNIQUE);
    CREATE TABLE child(id TEXT PRIMARY KEY NOT NULL, t TEXT REFERENCES t(id), n INTEGER);
    """,
    """
    CREATE TABLE child(id TEXT PRIMARY KEY NOT NULL, m TEXT DEFAULT 'm', t TEXT REFERENCES t(id),
      n INTEGER);
    CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, total INTEGER NOT NULL DEFAULT 0, hi INTEGER,
      lo INTEGER, b TEXT, tags TEXT, c TEXT, kind TEXT, code TEXT, CHECK (lo <= hi));
    CREATE TABLE s(id TEXT PRIMARY KEY NOT NULL, t TEXT REFERENCES t(id), number INTEGER,
      sign TEXT UNIQUE);
    CREATE TABLE leaf(id TEXT PRIMARY KEY NOT NULL, child TEXT REFERENCES child(id), x TEXT UNIQUE);
    """,
  ]

  static let declarations: [[String: TableDeclaration]] = [
    [:],
    [
      "t": declared {
        $0.renamed = ["a": "c"]
        $0.columns = ["tags": ColumnDeclaration(rule: .union)]
      }
    ],
    [
      "t": declared {
        $0.renamed = ["a": "c"]
        $0.deletion = .deleteWins
        $0.columns = [
          "tags": ColumnDeclaration(rule: .union), "total": ColumnDeclaration(rule: .sum),
          "c": ColumnDeclaration(rule: .ask),
        ]
      }, "s": declared { $0.renamed = ["n": "number"] },
      "leaf": declared { $0.deletion = .deleteWins },
    ],
  ]

  @Test("nothing is refused under way, and all agree in the end, with a late joiner too")
  func convergence() throws {
    try SeededRuns(12, filter: "RandomEvolutionTests").run { generator in
      let post = try TestPost(Self.schemas[0])
      for member in ["laerdal", "vik", "region"] { try post.replica(member) }
      for step in 0..<60 {
        let replica = generator.pick(post.replicas)
        let version = Int(replica.collaboration.charterVersion)
        if version < 3 && generator.once(in: 15) {
          try upgrade(replica)
        } else if generator.once(in: 3) {
          try deliver(to: replica, post, &generator)
        } else {
          try attempt(edit(version, &generator), on: replica)
          if generator.once(in: 3) {
            try replica.seal(at: Int64(step * 10 + generator.number(below: 200)))
          }
        }
      }
      try settle(post)
    }
  }

  private func upgrade(_ replica: TestReplica) throws {
    let next = Int(replica.collaboration.charterVersion)
    if let obstacle = try replica.upgrade(to: Self.schemas[next], Self.declarations[next]) {
      throw Surprise("\(replica.id) to version \(next + 1): \(obstacle)")
    }
  }

  private func settle(_ post: TestPost) throws {
    try post.exchange()
    for replica in post.replicas {
      guard try replica.read({ try $0.parked().isEmpty }) else {
        throw Surprise("\(replica.id): something is parked")
      }
      while replica.collaboration.charterVersion < 3 { try upgrade(replica) }
    }
    try post.exchange()
    let first = post.replicas[0]
    guard let id = ReplicaID("region-late") else { throw Surprise("no name") }
    let late = try TestReplica(
      id, of: TestPost.member("region"), schema: first.schema, first.collaboration, first.bag)
    try late.receive(post.parcels(for: late))
    for replica in post.replicas + [late] {
      for table in ["t", "s", "child", "leaf"]
      where try replica.shown(table) != first.shown(table) {
        throw Surprise("\(table): \(try first.shown(table))\n\(try replica.shown(table))")
      }
      let broken = try replica.read { try $0.recordsThatChange() }
      guard broken.isEmpty else { throw Surprise("\(replica.id): \(broken)") }
      guard try replica.query("PRAGMA foreign_key_check").isEmpty,
        try replica.query("PRAGMA integrity_check") == ["'ok'"]
      else { throw Surprise("\(replica.id): constraints") }
      let digests = try [replica, first].map { try $0.read { try $0.digest(of: .everyone) } }
      guard digests[0] == digests[1] else { throw Surprise("\(replica.id): digests") }
      guard try replica.conflicts() == first.conflicts() else {
        throw Surprise("\(try first.conflictLines())\n\(try replica.conflictLines())")
      }
      guard try replica.read({ try $0.partialEntries().isEmpty }) else {
        throw Surprise("\(replica.id): something was passed over")
      }
    }
  }

  // MARK: Steps

  private func deliver(
    to replica: TestReplica, _ post: TestPost, _ generator: inout SeededGenerator
  ) throws {
    let all = post.parcels(for: replica)
    guard !all.isEmpty else { return }
    let count = 1 + generator.number(below: 8)
    try replica.receive((0..<count).map { _ in generator.pick(all) })
  }

  private func attempt(_ sql: String, on replica: TestReplica) throws {
    do {
      try replica.edit(sql)
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      // The other program is told so.
    }
  }

  /// A statement of someone on this version.
  private func edit(_ version: Int, _ generator: inout SeededGenerator) -> String {
    let key = generator.pick(["x", "y", "z"])
    let number = generator.number(below: 4)
    let verb = generator.pick(["INSERT", "REPLACE", "INSERT OR IGNORE"])
    let a = version == 1 ? "a" : "c"
    let n = version == 3 ? "number" : "n"
    switch generator.number(below: 6 + (version > 1 ? 6 : 0) + (version > 2 ? 4 : 0)) {
    case 0: return "\(verb) INTO t(id, \(a), code) VALUES ('\(key)', '\(number)', 'k\(number)')"
    case 1: return "UPDATE t SET \(a) = 'a\(number)', b = 'b' WHERE id = '\(key)'"
    case 2: return "DELETE FROM t WHERE id = '\(key)'"
    case 3: return "\(verb) INTO s(id, t, \(n)) VALUES ('\(number)', '\(key)', \(number))"
    case 4: return "UPDATE s SET \(n) = \(number) WHERE t = '\(key)'"
    case 5: return "DELETE FROM s WHERE id = '\(number)'"
    case 6: return "UPDATE t SET tags = '[\(number), \"\(key)\"]' WHERE id = '\(key)'"
    case 7: return "UPDATE t SET lo = \(number), hi = \(number * 2), kind = 'B' WHERE id = '\(key)'"
    case 8: return "\(verb) INTO t(id, tags, lo) VALUES ('\(key)', '[\"new\"]', \(number))"
    case 9: return "UPDATE OR REPLACE s SET sign = 's\(number)' WHERE t = '\(key)'"
    case 10: return "\(verb) INTO child(id, t, n) VALUES ('\(number)', '\(key)', \(number))"
    case 11: return "DELETE FROM child WHERE id = '\(number)'"
    case 12: return "UPDATE t SET total = total + \(number) WHERE id = '\(key)'"
    case 13: return "\(verb) INTO leaf VALUES ('\(key)', '\(number)', 'l\(number)')"
    case 14: return "UPDATE child SET m = '\(key)' WHERE n <= \(number)"
    default: return "\(verb) INTO t(id, total) VALUES ('\(key)', \(number))"
    }
  }
}
