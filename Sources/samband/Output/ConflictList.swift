import MergeAlgebra
import ReplicaStore

/// All conflicts, a line each: what a person must decide first.
struct ConflictList {
  private let conflicts: [ListedConflict]

  /// Lists conflicts by what they are about, as people look words up.
  init(_ conflicts: [ListedConflict]) {
    self.conflicts = Self.sorted(conflicts)
  }

  /// Conflicts in the order of what they are about.
  static func sorted(_ conflicts: [ListedConflict]) -> [ListedConflict] {
    conflicts.sorted { NorwegianOrder($0.place) < NorwegianOrder($1.place) }
  }

  /// Prints the list; at its end the command that tells one in full, where there is one to type.
  func tell(_ console: Console, isAboutReplica: Bool = true) {
    guard let first = conflicts.first else {
      console.say(.noConflicts)
      return
    }
    let held = conflicts.filter(\.isHeldRow)
    let choices = conflicts.filter { !$0.isHeldRow }
    tell(Message.openHeading, choices.filter { $0.state == .open }, console)
    tell(Message.settledHeading, choices.filter { $0.state == .settled }, console)
    tell(Message.heldHeading, held, console)
    guard isAboutReplica else { return }
    let example = choices.first { $0.state == .open } ?? first
    console.say(
      .seeInFull(console.complete(.onReplica("samband conflicts \(example.id)"))))
  }

  private func tell(
    _ heading: (Int) -> Message, _ conflicts: [ListedConflict], _ console: Console
  ) {
    if conflicts.isEmpty { return }
    console.line(console.look(.strong, console.text(heading(conflicts.count))))
    var table = TextTable(indent: "  ")
    for conflict in conflicts {
      table.add(conflict.id, conflict.place, summary(of: conflict, console))
    }
    if console.fits(table.lines) {
      table.lines.forEach { console.line($0) }
    } else {
      for conflict in conflicts {
        console.line("  \(conflict.id)  \(conflict.place)")
        console.tell(Message(summary(of: conflict, console)), indent: "      ")
      }
    }
    console.line()
  }

  private func summary(of conflict: ListedConflict, _ console: Console) -> String {
    switch conflict.subject {
    case .values(let siblings, let shown):
      let others = siblings.enumerated().filter { $0.offset != shown }.map {
        CellText($0.element.values, console.language).short
      }
      let value = CellText(siblings[shown].values, console.language).short
      return console.text(.shownAndOthers(value, others))
    case .life(let life) where life.isRevived:
      return console.text(.deletedButNeeded)
    case .life(let life):
      return console.text(life.isLiving ? .deletedButShown : .editedButDeleted)
    case .cleared(let written, let parent):
      let value = CellText(written.values, console.language).short
      return console.text(.clearedReference(value, to: parent))
    case .held(let held, _):
      return console.text(.heldReason(held.reason, held.detail))
    case .duplicate(let twin):
      // A redirected reference may give both the same key.
      let keeper = twin.keeper == conflict.key ? nil : "\(conflict.table) \(twin.keeper.readable)"
      return console.text(.sameAs(keeper, isMerged: twin.isMerged))
    case .renumbered(let number):
      return console.text(.otherNumber(than: number))
    }
  }
}
