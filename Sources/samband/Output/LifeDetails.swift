import Exchange
import MergeAlgebra
import ReplicaStore

/// A row that was deleted while others edited it or refer to it, in full.
struct LifeDetails {
  private let conflict: ListedConflict
  private let life: RowLife
  private let names: CharterNames
  private let replica: Replica
  private let base: ConflictBase?

  /// Describes the life of a conflict's row; `base` is what was there before it.
  init(
    _ conflict: ListedConflict, _ life: RowLife, _ names: CharterNames, _ replica: Replica,
    base: ConflictBase?
  ) {
    self.base = base
    self.conflict = conflict
    self.life = life
    self.names = names
    self.replica = replica
  }

  /// Prints it.
  func tell(_ console: Console) throws {
    console.tell(life.isRevived ? .deletedAndNeeded : .deletedAndEdited)
    console.tellSide("1", console.text(.keepRow), isShown: life.isKept)
    let editors = Set(life.writes.map { names.label(of: $0.stream.replica) })
    for editor in editors.sorted(by: { NorwegianOrder($0) < NorwegianOrder($1) }) {
      console.line("     \(console.text(.editedBy(editor)))")
    }
    let columns = try ReplicaTables(replica).columns(of: conflict.table)
    console.tellCells(conflict.key.values + life.cells, of: columns)
    if let changed = base?.differing(from: life.cells) {
      console.tellCells(changed, indent: "     ")
    }
    for other in life.others {
      console.line("     \(console.text(.alsoWritten)) \(console.author(of: other.sibling, names))")
      console.tellCells(other.sibling.values, of: other.columns)
    }
    console.tellSide("2", console.text(.deleteRow), isShown: !life.isKept)
    for delete in life.deletes {
      let message = Message.deletedBy(names.label(of: delete.dot.stream.replica), delete.time)
      console.line("     \(console.text(message))")
    }
    console.tell(.rule(conflict.rule, conflict.state))
    try tellChoices(console)
  }

  private func tellChoices(_ console: Console) throws {
    let keep = ("samband resolve \(conflict.id) --take 1", Message.rowStays)
    guard life.isRevived else {
      console.tell(conflict.state == .open ? .decideWith : .decideOtherwise)
      console.tellChoice(keep.0, keep.1)
      console.tellChoice("samband resolve \(conflict.id) --take 2", .rowGoes)
      return
    }
    let child = try replica.child(needing: conflict)
    console.tell(.goesByItself(child.map { "\($0.table) \($0.key.readable)" }))
    console.tell(.decideOtherwise)
    console.tellChoice(keep.0, keep.1)
  }
}
