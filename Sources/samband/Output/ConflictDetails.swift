import Exchange
import MergeAlgebra
import ReplicaStore

/// One conflict in full: what happened, who wrote what when, what is shown and why, the choices.
struct ConflictDetails {
  private let conflict: ListedConflict
  private let names: CharterNames
  private let replica: Replica
  private let base: ConflictBase?

  /// Describes a conflict of a replica; `base` is what was there before it.
  init(
    _ conflict: ListedConflict, _ names: CharterNames, _ replica: Replica, base: ConflictBase?
  ) {
    self.conflict = conflict
    self.base = base
    self.names = names
    self.replica = replica
  }

  /// Prints it.
  func tell(_ console: Console) throws {
    let state = conflict.isHeldRow ? Message.heldState : .state(conflict.state)
    let title = "\(conflict.id)  \(conflict.place)  (\(console.text(state)))"
    for (place, part) in console.fitting(title, console.width).enumerated() {
      console.line(place == 0 ? console.look(.strong, part) : "    \(part)")
    }
    switch conflict.subject {
    case .values(let siblings, let shown):
      ValueDetails(conflict, siblings, shown: shown, names, base: base).tell(console)
    case .life(let life): try LifeDetails(conflict, life, names, replica, base: base).tell(console)
    case .cleared(let written, let parent): tell(written, from: parent, console)
    case .held(let held, let cells): try tell(held, cells, console)
    case .duplicate(let twin):
      DuplicateDetails(
        conflict, twin, names, columns: try ReplicaTables(replica).columns(of: conflict.table),
        freeColumns: try replica.freeColumns(of: conflict)
      ).tell(console)
    case .renumbered(let number): try tell(renumberedFrom: number, console)
    }
  }

  private func tell(_ written: Sibling, from parent: String, _ console: Console) {
    console.tell(.clearedSentence(parent))
    console.line("     \(console.author(of: written, names))")
    console.tellCells(written.values, of: conflict.columns)
    console.tell(.rule(conflict.rule, conflict.state))
    console.tell(.decideOtherwise)
    let nothing =
      written.values.count == 1
      ? "null" : "[\(written.values.map { _ in "null" }.joined(separator: ","))]"
    console.tellChoice(conflict.writingOther(than: [written.values]), .refersElsewhere)
    console.tellChoice("samband resolve \(conflict.id) --value '\(nothing)'", .staysEmpty)
  }

  private func tell(_ held: HeldRow, _ cells: [Value], _ console: Console) throws {
    console.tell(.heldSentence(held.reason, held.detail))
    console.tell(.heldContent)
    let columns = try ReplicaTables(replica).columns(of: conflict.table)
    console.tellCells(conflict.key.values + cells, of: columns)
    let newest = try replica.newestCharter().charter.version
    let isBehind = try newest > replica.charter().charter.version
    if held.reason == .invalid && isBehind {
      console.tell(.heldUntilCharter(newest))
    } else {
      console.tell(.heldAdvice(held.reason, held.detail))
    }
  }

  private func tell(renumberedFrom number: Int64, _ console: Console) throws {
    console.tell(.oneNumberTwice(number, now: conflict.key.readable))
    let tables = ReplicaTables(replica)
    if let row = try tables.row(conflict.key, in: conflict.table) {
      console.tell(.rowContent)
      console.tellCells(row, of: try tables.columns(of: conflict.table))
    }
    console.tell(.rule(conflict.rule, conflict.state))
    let free = try replica.unusedNumber(in: conflict.table)
    let command = "samband resolve \(conflict.id) --keep both --value \(free)"
    console.tell(.decideOtherwise)
    console.tellChoice(command, .givesOtherNumber)
  }
}

extension Sibling {
  /// Whether somebody else decides about it.
  var isSuggestion: Bool { standing == .suggestion }
}
