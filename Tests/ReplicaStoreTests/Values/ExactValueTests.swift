import Foundation
import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Values keep their storage class and bits on every replica")
struct ExactValueTests {
  /// SQL that makes each kind of value.
  static let literals = [
    "NULL", "0", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993", "0.0",
    "-0.0", "1.0", "1e999", "-1e999", "5e-324", "1.7976931348623157e308", "0.1", "''", "x''",
    "'NULL'", "'1'", "x'00'", "x'6869'", "'a' || char(0) || 'b'", "CAST(x'ff41fe' AS TEXT)",
    "CAST(x'eda080' AS TEXT)", "char(0)", "char(0x1F600, 0x301)", "'å'", "'a' || char(0x30a)",
    "zeroblob(3000)", "'1e5'", "CAST(x'00ff' AS TEXT)",
  ]

  static let columns = [
    "v", "v BLOB", "v ANY", "v TEXT", "v INTEGER", "v REAL", "v NUMERIC",
    "v TEXT COLLATE NOCASE", "v TEXT COLLATE RTRIM", "v DECIMAL(5, 2)", "v BOOLEAN",
  ]

  @Test("in columns of every affinity, by insert and by update", arguments: columns)
  func everyAffinity(column: String) throws {
    let post = try TestPost("CREATE TABLE t(id INTEGER PRIMARY KEY, \(column));")
    let (mine, theirs) = try post.pair()
    try roundTrip(Self.literals, mine, theirs)
  }

  @Test("in an ANY column of a STRICT table")
  func strictAny() throws {
    let post = try TestPost("CREATE TABLE t(id INTEGER PRIMARY KEY, v ANY) STRICT;")
    let (mine, theirs) = try post.pair()
    try roundTrip(Self.literals, mine, theirs)
  }

  @Test(
    "in typed columns of a STRICT table",
    arguments: [
      ("INT", ["0", "9223372036854775807", "1.0"]), ("REAL", ["0", "-0.0", "1e999", "0.1"]),
      ("TEXT", ["''", "1", "CAST(x'ff00' AS TEXT)"]), ("BLOB", ["x''", "x'00'"]),
    ])
  func strict(type: String, literals: [String]) throws {
    let post = try TestPost("CREATE TABLE t(id INTEGER PRIMARY KEY, v \(type)) STRICT;")
    let (mine, theirs) = try post.pair()
    try roundTrip(literals, mine, theirs)
  }

  /// Inserts every value, then changes every value into every other.
  private func roundTrip(
    _ literals: [String], _ mine: TestReplica, _ theirs: TestReplica
  ) throws {
    let rows = literals.flatMap { from in literals.map { (from, $0) } }
    let inserts = rows.map { "INSERT INTO t(v) VALUES (\($0.0));" }
    try mine.edit("BEGIN; \(inserts.joined()) COMMIT;")
    try theirs.receive(mine.seal(at: 1))
    let inserted = try mine.shown("t")
    #expect(try theirs.shown("t") == inserted)
    let updates = rows.enumerated().map {
      "UPDATE t SET v = \($1.1) WHERE id = \($0 + 1);"
    }
    try mine.edit("BEGIN; \(updates.joined()) COMMIT;")
    let changed = try mine.shown("t")
    try theirs.receive(mine.seal(at: 2))
    #expect(try mine.shown("t") == changed)
    try expectAgreement([mine, theirs])
  }

  @Test("as keys")
  func keys() throws {
    let post = try TestPost("CREATE TABLE t(k PRIMARY KEY NOT NULL, n);")
    let (mine, theirs) = try post.pair()
    let literals = Self.literals.filter { !["NULL", "-0.0", "0.0"].contains($0) }
    for literal in literals { try mine.edit("INSERT INTO t VALUES (\(literal), 1)") }
    try theirs.receive(mine.seal(at: 1))
    try expectAgreement([mine, theirs])
    #expect(try mine.shown("t").count == literals.count)
    try theirs.edit("UPDATE t SET n = 2")
    try mine.receive(theirs.seal(at: 2))
    try expectAgreement([mine, theirs])
    try mine.edit("DELETE FROM t")
    try theirs.receive(mine.seal(at: 3))
    #expect(try theirs.shown("t") == [])
    try expectAgreement([mine, theirs])
  }

  @Test("keys that are equal to SQLite and differ in bits")
  func equalKeys() throws {
    let post = try TestPost("CREATE TABLE t(k PRIMARY KEY NOT NULL, n);")
    let (mine, theirs) = try post.pair()
    try mine.edit("INSERT INTO t VALUES (1, 'a'), (0.0, 'b')", at: 1)
    try post.exchange()
    try mine.edit("UPDATE t SET k = 1.0 WHERE k = 1", at: 2)
    try post.exchange()
    #expect(try theirs.shown("t") == ["0.0 'b'", "1.0 'a'"])
    try mine.edit("REPLACE INTO t VALUES (1, 'c')", at: 3)
    try post.exchange()
    #expect(try theirs.shown("t") == ["1 'c'", "0.0 'b'"])
    try mine.edit("UPDATE t SET k = -0.0 WHERE k = 0", at: 4)
    try post.exchange()
    try expectAgreement([mine, theirs])
  }
}
