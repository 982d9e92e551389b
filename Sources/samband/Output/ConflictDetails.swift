import Exchange
import MergeAlgebra
import ReplicaStore

/// One conflict in full: what happened, who wrote what when, what is shown and why, the choices.
struct ConflictDetails {
  private let conflict: ListedConflict
  private let names: CharterNames
  private let replica: Replica

  /// Describes a conflict of a replica.
  init(_ conflict: ListedConflict, _ names: CharterNames, _ replica: Replica) {
    self.conflict = conflict
    self.names = names
    self.replica = replica
  }

  /// Prints it.
  func tell(_ console: Console) throws {
    let state = conflict.isHeldRow ? Message.heldState : .state(conflict.state)
    console.line("\(conflict.id)  \(conflict.place)  (\(console.text(state)))")
    switch conflict.subject {
    case .values(let siblings, let shown): tell(siblings, shown: shown, console)
    case .life(let life): try tell(life, console)
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

  private func tell(_ siblings: [Sibling], shown: Int, _ console: Console) {
    console.say(.wroteAtOnce(siblings.count, isSuggested: siblings.contains { $0.isSuggestion }))
    for (index, sibling) in siblings.enumerated() {
      choice(index + 1, isShown: index == shown, author(of: sibling, console), console)
      tell(sibling.values, console)
    }
    console.say(.rule(conflict.rule, conflict.state))
    let choices = siblings.indices.map {
      "samband resolve \(conflict.id) --take \($0 + 1)"
    }
    tellChoices(choices + [otherValue(siblings[shown].values)], console)
  }

  private func tell(_ life: RowLife, _ console: Console) throws {
    console.say(life.isRevived ? .deletedAndNeeded : .deletedAndEdited)
    choice(1, isShown: life.isKept, console.text(.keepRow), console)
    for replica in Set(life.writes.map(\.stream.replica)).sorted() {
      console.line("     \(console.text(.editedBy(names.name(of: replica), replica.name)))")
    }
    let columns = try ReplicaTables(replica).columns(of: conflict.table)
    tell(conflict.key.values + life.cells, of: columns, console)
    for other in life.others {
      console.line("     \(console.text(.alsoWritten)) \(author(of: other.sibling, console))")
      tell(other.sibling.values, of: other.columns, console)
    }
    choice(2, isShown: !life.isKept, console.text(.deleteRow), console)
    for delete in life.deletes {
      let replica = delete.dot.stream.replica
      let message = Message.deletedBy(names.name(of: replica), replica.name, delete.time)
      console.line("     \(console.text(message))")
    }
    console.say(.rule(conflict.rule, conflict.state))
    let choices = (1...2).map { "samband resolve \(conflict.id) --take \($0)" }
    guard life.isRevived else {
      tellChoices(choices, console)
      return
    }
    let child = try replica.child(needing: conflict)
    console.say(.goesByItself(child.map { "\($0.table) \($0.key.readable)" }))
    tellChoices([choices[0]], console)
  }

  private func tell(_ written: Sibling, from parent: String, _ console: Console) {
    console.say(.clearedSentence(parent))
    console.line("     \(author(of: written, console))")
    tell(written.values, of: conflict.columns, console)
    console.say(.rule(conflict.rule, conflict.state))
    console.say(.decideOtherwise)
    let nothing =
      written.values.count == 1
      ? "null" : "[\(written.values.map { _ in "null" }.joined(separator: ","))]"
    for (command, effect) in [
      (otherValue(written.values), Message.refersElsewhere),
      ("samband resolve \(conflict.id) --value '\(nothing)'", Message.staysEmpty),
    ] {
      console.line("  \(console.complete(.onReplica(command)))")
      console.line("     \(console.text(effect))")
    }
  }

  private func tell(_ held: HeldRow, _ cells: [Value], _ console: Console) throws {
    console.say(.heldSentence(held.reason, held.detail))
    console.say(.heldContent)
    let columns = try ReplicaTables(replica).columns(of: conflict.table)
    tell(conflict.key.values + cells, of: columns, console)
    let newest = try replica.newestCharter().charter.version
    let isBehind = try newest > replica.charter().charter.version
    if held.reason == .invalid && isBehind {
      console.say(.heldUntilCharter(newest))
    } else {
      console.say(.heldAdvice(held.reason, held.detail))
    }
  }

  private func tell(renumberedFrom number: Int64, _ console: Console) throws {
    console.say(.oneNumberTwice(number, now: conflict.key.readable))
    let tables = ReplicaTables(replica)
    if let row = try tables.row(conflict.key, in: conflict.table) {
      console.say(.rowContent)
      tell(row, of: try tables.columns(of: conflict.table), console)
    }
    console.say(.rule(conflict.rule, conflict.state))
    let free = try replica.unusedNumber(in: conflict.table)
    let command = "samband resolve \(conflict.id) --keep both --value \(free)"
    console.say(.decideOtherwise)
    console.line("  \(console.complete(.onReplica(command)))")
    console.line("     \(console.text(.givesOtherNumber))")
  }

  private func choice(_ number: Int, isShown: Bool, _ text: String, _ console: Console) {
    let mark = isShown ? "  ← \(console.text(.shownNow))" : ""
    console.line("  \(number)  \(text)\(mark)")
  }

  private func author(of sibling: Sibling, _ console: Console) -> String {
    let replica = sibling.stamp.dot.stream.replica
    return console.text(
      .author(
        names.name(of: replica), replica.name, sibling.stamp.time,
        isSuggestion: sibling.isSuggestion))
  }

  private func tell(_ values: [Value], _ console: Console) {
    if values.count == 1 {
      CellText(values[0], console.language).lines.forEach { console.line("     \($0)") }
    } else {
      tell(values, of: conflict.columns, console)
    }
  }

  private func tell(_ values: [Value], of columns: [String], _ console: Console) {
    var table = TextTable(indent: "     ")
    for (column, value) in zip(columns, values) {
      table.add(column, CellText(value, console.language).whole)
    }
    table.lines.forEach { console.line($0) }
  }

  /// An example of how to write something else than any of the values.
  private func otherValue(_ values: [Value]) -> String {
    let example =
      values.count == 1 ? "\"…\"" : "[\(values.map { _ in "\"…\"" }.joined(separator: ","))]"
    return "samband resolve \(conflict.id) --value '\(example)'"
  }

  private func tellChoices(_ commands: [String], _ console: Console) {
    console.say(.decideWith)
    for command in commands { console.line("  \(console.complete(.onReplica(command)))") }
  }
}

extension Sibling {
  /// Whether somebody else decides about it.
  var isSuggestion: Bool { standing == .suggestion }
}
