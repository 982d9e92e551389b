import MergeAlgebra
import SambandTestKit
import Testing

@testable import ReplicaStore

@Suite("Random histories through SQL")
struct RandomHistoryTests {
  static let schema = """
    CREATE TABLE p(id TEXT COLLATE NOCASE PRIMARY KEY NOT NULL, code TEXT UNIQUE, n, price BLOB,
      tags TEXT, total INTEGER NOT NULL DEFAULT 0, who TEXT, status TEXT, a INTEGER, b INTEGER,
      CHECK (a IS NULL OR b IS NULL OR a <= b));
    CREATE TABLE c(x INTEGER NOT NULL, y TEXT NOT NULL, p TEXT REFERENCES p(id) ON DELETE CASCADE,
      up INTEGER, n, PRIMARY KEY(x, y), FOREIGN KEY(up, y) REFERENCES c(x, y)) WITHOUT ROWID;
    CREATE TABLE d(id INTEGER PRIMARY KEY, n UNIQUE, m, low TEXT AS (lower(m)) UNIQUE);
    """

  static let declarations: [String: TableDeclaration] = {
    let order = ValueOrder(
      groups: [[[.text("IDE")]], [[.text("PLAN")]], [[.text("FERD")], [.text("STOGG")]]])
    var p = rules(["n": .ask, "tags": .union, "total": .sum, "status": .latest])
    if let order { p.columns["status"] = ColumnDeclaration(rule: .furthest(order)) }
    p.columns["price"] = ColumnDeclaration(rule: .owner)
    p.columns["who"] = ColumnDeclaration(isFixed: true)
    p.owner = "who"
    return ["p": p, "c": declared { $0.deletion = .deleteWins }]
  }()

  @Test("three replicas agree after any delivery, and with a replay of their logs")
  func convergence() throws {
    try SeededRuns(30, filter: "RandomHistoryTests").run { generator in
      let post = try TestPost(Self.schema, Self.declarations)
      for member in ["laerdal", "vik", "region"] { try post.replica(member) }
      for step in 0..<60 {
        let replica = generator.pick(post.replicas)
        if generator.once(in: 3) {
          try deliver(to: replica, post, &generator)
        } else {
          try attempt(RandomEdit(&generator).sql, on: replica)
          if generator.once(in: 3) {
            try replica.seal(at: Int64(step * 10 + generator.number(below: 200)))
          }
        }
      }
      try settle(post)
    }
  }

  /// A few change sets that the replica may lack, in any order, some of them twice.
  private func deliver(
    to replica: TestReplica, _ post: TestPost, _ generator: inout SeededGenerator
  ) throws {
    let all = post.parcels(for: replica)
    guard !all.isEmpty else { return }
    let count = 1 + generator.number(below: 6)
    try replica.receive((0..<count).map { _ in generator.pick(all) })
  }

  /// Another program's edit, which its own constraints may refuse.
  private func attempt(_ sql: String, on replica: TestReplica) throws {
    do {
      try replica.edit(sql)
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      // The other program is told so.
    }
  }

  /// Everything reaches everyone; then nothing may differ.
  private func settle(_ post: TestPost) throws {
    try post.exchange()
    try requireAgreement(post)
    for replica in post.replicas {
      let differences = try replica.differencesFromReplay()
      guard differences.isEmpty else { throw Surprise("\(replica.id): \(differences)") }
    }
  }

  private func requireAgreement(_ post: TestPost) throws {
    let first = post.replicas[0]
    for replica in post.replicas {
      for table in ["p", "c", "d"] where try replica.shown(table) != first.shown(table) {
        throw Surprise("\(table): \(try first.shown(table))\n\(try replica.shown(table))")
      }
      let broken = try replica.read { try $0.recordsThatChange() }
      guard broken.isEmpty else { throw Surprise("\(replica.id): \(broken)") }
      guard try replica.query("PRAGMA foreign_key_check").isEmpty,
        try replica.query("PRAGMA integrity_check") == ["'ok'"]
      else { throw Surprise("\(replica.id): constraints") }
      guard try replica.read({ $0.vector }) == first.read({ $0.vector }),
        try replica.digests() == first.digests()
      else { throw Surprise("\(replica.id): digests") }
      guard try replica.conflicts() == first.conflicts() else {
        throw Surprise("\(try first.conflictLines())\n\(try replica.conflictLines())")
      }
    }
  }
}

/// One statement by another program.
private struct RandomEdit {
  let sql: String

  init(_ generator: inout SeededGenerator) {
    let key = generator.pick(["a", "b", "c", "d", "A"])
    let code = generator.pick(["'K'", "'L'", "'M'", "'k'", "NULL"])
    let number = generator.number(below: 4)
    let place = "(\(generator.number(below: 3)), '\(generator.pick(["x", "y"]))')"
    let verb = generator.pick(["INSERT", "REPLACE", "INSERT OR IGNORE", "INSERT OR REPLACE"])
    let who = generator.pick(["'laerdal'", "'vik'", "'region'", "NULL"])
    switch generator.number(below: 18) {
    case 0, 1: sql = "\(verb) INTO p(id, code, who) VALUES ('\(key)', \(code), \(who))"
    case 2: sql = "\(verb) INTO p(id, price, total) VALUES ('\(key)', 0.0, \(number))"
    case 3: sql = "UPDATE p SET n = \(number) WHERE id = '\(key)'"
    case 4: sql = "UPDATE OR REPLACE p SET code = \(code) WHERE id = '\(key)'"
    case 5: sql = "UPDATE p SET price = -\(number).0 WHERE id = '\(key)'"
    case 6: sql = "UPDATE p SET total = total + \(number) WHERE id = '\(key)'"
    case 7: sql = "UPDATE p SET tags = '[\(number), \"\(key)\"]' WHERE n > \(number)"
    case 8: sql = "DELETE FROM p WHERE id = '\(key)'"
    case 9: sql = "PRAGMA foreign_keys = OFF; DELETE FROM p WHERE code = \(code)"
    case 10: sql = "UPDATE OR REPLACE p SET id = '\(key)' WHERE total > \(number)"
    case 11: sql = "UPDATE p SET a = \(number), b = \(number * 2) WHERE id = '\(key)'"
    case 12:
      let status = generator.pick(["IDE", "PLAN", "FERD", "STOGG"])
      sql = "UPDATE p SET status = '\(status)' WHERE id <> '\(key)'"
    case 13:
      sql = "\(verb) INTO c(x, y, p, n) VALUES (\(place.dropFirst().dropLast()), '\(key)', 1)"
    case 14: sql = "UPDATE c SET n = \(number), up = \(number) WHERE (x, y) = \(place)"
    case 15: sql = "DELETE FROM c WHERE (x, y) = \(place)"
    case 16: sql = "\(verb) INTO d(id, n, m) VALUES (\(number), \(code), '\(key)')"
    default: sql = "UPDATE OR REPLACE d SET m = '\(key)', n = \(number) WHERE id = \(number)"
    }
  }
}
