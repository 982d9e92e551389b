import MergeAlgebra
import SambandTestKit

/// The schema that every seed shares, with three to six members and replicas that join late.
final class PlaygroundWorld: World {
  let members: [Member]
  let schema = Playground.schema
  let rules = Playground.rules
  let mostReplicas = 8
  let diligence = 1
  private let tables: [PlayTable]

  var tableNames: [String] { tables.map(\.name) }

  init(using generator: inout SeededGenerator) throws {
    members = try Self.members(3 + generator.number(below: 4))
    tables = Playground.tables(ownerKeys: members.map(\.ownerKey))
  }

  func ledger(of models: [TableModel]) -> Ledger? { nil }

  func secondReplicas(using generator: inout SeededGenerator) -> Int {
    generator.number(below: 3)
  }

  func settings(using generator: inout SeededGenerator) -> String {
    [
      "PRAGMA foreign_keys = \(generator.once(in: 3) ? "OFF" : "ON");",
      "PRAGMA recursive_triggers = \(generator.once(in: 3) ? "ON" : "OFF");",
      generator.once(in: 12) ? "PRAGMA ignore_check_constraints = ON;" : "",
    ].joined(separator: " ")
  }

  func edits(
    _ count: Int, shown: [Party.Rows], using generator: inout SeededGenerator
  ) -> [String] {
    let writer = EditWriter(tables: tables)
    let known = shown.map { $0.keys.sorted() }
    return (0..<count).map { _ in writer.edit(known: known, using: &generator) }
  }
}
