import MergeAlgebra
import ReplicaStore

/// What must hold in a random schema once everybody knows everything, besides what the ledger says.
///
/// Rows that live are shown or listed, and sums add up. It also counts what there is to tell.
struct SchemaChecks {
  let simulation: Simulation
  let rows: [Party.Rows]
  let conflicts: [ListedConflict]

  private var history: History { simulation.history }

  func run() throws {
    for place in history.acts.keys.sorted() { try check(place) }
    count()
  }

  /// Looks at a row whose key says which one it is.
  private func check(_ place: History.Place) throws {
    let model = history.models[place.table]
    let shown = rows[place.table][place.key]
    guard history.isLiving(place) else {
      if shown != nil { tell("rows", "revived") }
      return
    }
    let hidden = conflicts.first { conflict in
      guard conflict.table == model.name, conflict.key == place.key else { return false }
      return switch conflict.subject {
      case .held, .duplicate: true
      case .values, .life, .cleared, .renumbered: false
      }
    }
    guard let cells = shown ?? hidden.flatMap(Self.cells) else {
      // Where the key is a reference, the row may be shown under its parent's keeper's key.
      if simulation.ledger?.keyIsReference(in: place.table) ?? false { return }
      throw Failure("\(model.name) \(place.key.readable) lives and is neither shown nor listed")
    }
    // What stands under the key may be another row, whose reference was redirected.
    if simulation.ledger?.keyIsReference(in: place.table) ?? false { return }
    for (unit, content) in model.units.enumerated() where content.rule == .sum {
      let total = history.total(place, unit: unit)
      guard cells[content.columns[0]] == .integer(total) else {
        throw Failure(
          "\(model.name) \(place.key.readable): a sum shows \(cells[content.columns[0]].shown), "
            + "not \(total)")
      }
      tell("values", "sums")
    }
  }

  private static func cells(_ conflict: ListedConflict) -> [Value]? {
    switch conflict.subject {
    case .held(_, let cells): cells
    case .duplicate(let twin): twin.cells
    case .values, .life, .cleared, .renumbered: nil
    }
  }

  private func tell(_ topic: String, _ name: String) {
    simulation.figures.count(topic, name)
  }

  private func count() {
    for table in rows { for _ in table { tell("rows", "shown") } }
    for conflict in conflicts {
      switch conflict.subject {
      case .values: tell("conflicts by rule", conflict.rule)
      case .life(let life) where life.isRevived: tell("conflicts by rule", conflict.rule)
      case .life(let life): tell("conflicts by rule", life.isLiving ? "kept" : "deleted")
      case .cleared: tell("conflicts by rule", conflict.rule)
      case .held(let held, _): tell("rows", "held: \(held.reason.rawValue)")
      case .duplicate(let twin): tell("rows", twin.isMerged ? "merged" : "set aside")
      case .renumbered: tell("rows", "renumbered")
      }
    }
    guard let world = simulation.world as? SchemaWorld else { return }
    tell("schemas", "drawn")
    for _ in world.tables { tell("schemas", "tables") }
    for table in world.tables { for _ in table.columns { tell("schemas", "columns") } }
    for table in world.tables { for _ in table.references { tell("schemas", "references") } }
    for feature in world.used { tell("schemas with", feature.rawValue) }
  }
}
