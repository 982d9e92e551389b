import MergeAlgebra
import ReplicaStore

/// What all conflicts have in common when they are told in full.
extension Console {
  /// One of the things that stand against each other: its number or letter, who wrote it, and how it
  /// stands, if there is something to say.
  func tellSide(_ name: String, _ author: String, _ standing: Message? = nil, isShown: Bool) {
    let standing = isShown ? standing ?? .shownNow : standing
    let mark = standing.map { (isShown ? "← " : "") + text($0) }
    let head = "  \(look(.strong, name))  \(author)"
    guard let mark else { return line(head) }
    let shown = isShown ? look(.shown, mark) : mark
    if fits(["  \(name)  \(author)  \(mark)"]) {
      line("\(head)  \(shown)")
    } else {
      line(head)
      line("     \(shown)")
    }
  }

  /// A command that decides, and what it does.
  func tellChoice(_ command: String, _ effect: Message) {
    line("  \(look(.strong, complete(.onReplica(command))))")
    tell(effect, indent: "     ")
  }

  /// Cells below each other, each beside its column.
  func tellCells(_ values: [Value], of columns: [String]) {
    let widest = columns.map(\.count).max() ?? 0
    for (column, value) in zip(columns, values) {
      let label = column + String(repeating: " ", count: widest - column.count)
      let text = CellText(value, language).whole
      let room = max(width - widest - 7, 20)
      for (place, part) in fitting(text, room).enumerated() {
        let head = place == 0 ? label : String(repeating: " ", count: widest)
        line("     \(head)  \(part)")
      }
    }
  }

  /// Who wrote a value, and when.
  func author(of sibling: Sibling, _ names: CharterNames) -> String {
    text(
      .author(
        names.label(of: sibling.stamp.dot.stream.replica), sibling.stamp.time,
        isSuggestion: sibling.isSuggestion))
  }
}
