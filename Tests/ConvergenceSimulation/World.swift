import BundleFormat
import MergeAlgebra
import SambandTestKit

/// What a simulated collaboration is about: its members, its tables, and what people do to them.
protocol World: AnyObject {
  /// The members, the coordinator first.
  var members: [Member] { get }
  /// The tables as plain SQL.
  var schema: String { get }
  /// The rules document.
  var rules: String { get }
  /// The tables under sync in name order, as the journals are numbered.
  var tableNames: [String] { get }
  /// How many replicas there may be in all.
  var mostReplicas: Int { get }

  /// The books in which the values are followed by what people saw and wrote; `nil` where they are
  /// followed by what was sealed.
  func ledger(of models: [TableModel]) -> Ledger?
  /// How many members have a second replica from the start.
  func secondReplicas(using generator: inout SeededGenerator) -> Int
  /// How many edits are made where the playground makes one.
  var diligence: Int { get }
  /// The pragmas of the program that makes the next edits.
  func settings(using generator: inout SeededGenerator) -> String
  /// Some edits as SQL, each a statement or a whole transaction; `shown` is what the tables show.
  func edits(
    _ count: Int, shown: [Party.Rows], using generator: inout SeededGenerator
  ) -> [String]
}

extension World {
  /// The members: a coordinator, `region`, and `m1`, `m2` ….
  static func members(_ count: Int) throws -> [Member] {
    try (0..<count).map { number in
      let name = number == 0 ? "region" : "m\(number)"
      guard let id = MemberID(name) else { throw Failure("no member is called \(name)") }
      return Member(id: id, name: "Kommune \(number)", ownerKey: "46\(number)")
    }
  }
}
