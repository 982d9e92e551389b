import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("A row that cannot keep its number gets one that no row has")
struct UnusedNumberTests {
  /// A row with number 8 is hidden, for one with the same `u` was made before it.
  private func hidden(beside numbers: [Int64]) throws -> TestReplica {
    let post = try TestPost("CREATE TABLE p(id INTEGER PRIMARY KEY, u TEXT UNIQUE);")
    let (mine, theirs) = try post.pair()
    for number in numbers { try mine.edit("INSERT INTO p VALUES (\(number), \(number))", at: 1) }
    try mine.edit("INSERT INTO p VALUES (7, 'a')", at: 2)
    try theirs.edit("INSERT INTO p VALUES (8, 'a')", at: 3)
    try post.exchange()
    try mine.edit("INSERT INTO p VALUES (8, 'own')", at: 4)
    return mine
  }

  @Test(
    "after the greatest, or where there is none, the greatest free one",
    arguments: [
      ([], 9), ([100], 101), ([-5], 9), ([.max], .max - 1), ([.max, .max - 1], .max - 2),
    ] as [([Int64], Int64)])
  func numbers(taken: [Int64], wanted: Int64) throws {
    let replica = try hidden(beside: taken)
    #expect(try replica.query("SELECT id FROM p WHERE u = 'own'") == ["\(wanted)"])
    try expectSound(replica)
  }
}
