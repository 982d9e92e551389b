import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What a column does to a value")
struct AffinityTests {
  @Test(
    "dates and codes stay text, numbers do not",
    arguments: [
      ("DATE", Value.text("2026-09-16"), true), ("DATE", .text("20260916"), false),
      ("INTEGER", .text("1-2"), true), ("INTEGER", .text(" 7 "), false),
      ("NUMERIC", .text("1e5"), false), ("NUMERIC", .text("nan"), true),
      ("INTEGER", .real(5), false), ("INTEGER", .real(5.5), true),
      ("REAL", .integer(5), false), ("REAL", .real(5), true), ("TEXT", .integer(5), false),
      ("TEXT", .text("5"), true), ("", .integer(5), true), ("BLOB", .text("5"), true),
      ("ANY", .integer(5), true),
      ("VARCHAR(9)", .text("310001015"), true), ("INTEGER", .text(""), true),
    ])
  func keeps(_ type: String, _ value: Value, _ expected: Bool) {
    #expect(Affinity(type).keeps(value) == expected)
  }
}
