import MergeAlgebra
import SambandTestKit

/// A collaboration of four replicas with a schema of its own, drawn from its seed.
final class SchemaWorld: World {
  let members: [Member]
  let tables: [DrawnTable]
  let schema: String
  let rules: String
  let mostReplicas = 4
  let diligence = 3
  /// The features that the schema has.
  let used: Set<Feature>
  private var token = 0

  init(seed: UInt64, features: Set<Feature>) throws {
    var draw = SeededGenerator(seed: seed ^ 0x5343_4845_4D41)
    members = try Self.members(3 + draw.number(below: 2))
    var schemas = SchemaGenerator(
      seed: draw.next(), features: features, owners: members.map { Literals.text($0.ownerKey) })
    schemas.draw()
    tables = schemas.tables
    used = schemas.used
    let local = ["CREATE TABLE diary(number INTEGER PRIMARY KEY)", "CREATE TABLE log(what)"]
    let statements = schemas.tables.flatMap(\.statements) + local + schemas.views
    schema = statements.map { "\($0);" }.joined(separator: "\n")
    let audience = "{\"audience\": \"local\"}"
    let declared =
      schemas.tables.map(\.rules) + ["\"diary\": \(audience)", "\"log\": \(audience)"]
    rules =
      "{\"tables\": {\n  \(declared.joined(separator: ",\n  "))\n}, "
      + "\"triggers\": {\(schemas.triggerRules.joined(separator: ", "))}}"
  }

  var tableNames: [String] { tables.map(\.name) }

  func ledger(of models: [TableModel]) -> Ledger? { Ledger(models: models, tables: tables) }

  func secondReplicas(using generator: inout SeededGenerator) -> Int {
    mostReplicas - members.count
  }

  func settings(using generator: inout SeededGenerator) -> String {
    [
      "PRAGMA foreign_keys = \(generator.once(in: 12) ? "OFF" : "ON");",
      "PRAGMA recursive_triggers = \(generator.once(in: 4) ? "ON" : "OFF");",
    ].joined(separator: " ")
  }

  func edits(
    _ count: Int, shown: [Party.Rows], using generator: inout SeededGenerator
  ) -> [String] {
    var editor = SchemaEditor(tables: tables, shown: shown, generator: generator, token: token)
    let edits = (0..<count).map { _ in editor.edit() }
    generator = editor.generator
    token = editor.token
    return edits
  }
}
