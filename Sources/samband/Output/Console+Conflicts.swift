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

  /// What was there before anybody wrote: one short value on the same line, else cells below each other.
  func tell(_ base: ConflictBase, indent: String = "") {
    if base.columns.count == 1, let value = base.values.first {
      let lines = CellText(value, language).lines
      let line = text(.heldBefore(lines.first ?? ""))
      if lines.count == 1 && fits([indent + line]) { return tell(Message(line), indent: indent) }
    }
    tellCells(base, indent: indent)
  }

  /// What was there before anybody wrote, cells below each other.
  func tellCells(_ base: ConflictBase, indent: String = "") {
    tell(.heldBefore(""), indent: indent)
    tellCells(base.values, of: base.columns)
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

extension ConflictBase {
  /// The part that is other than these values of all its columns; `nil` when nothing is.
  func differing(from values: [Value]) -> ConflictBase? {
    guard values.count == columns.count else { return nil }
    let places = columns.indices.filter { self.values[$0] != values[$0] }
    return places.isEmpty
      ? nil
      : ConflictBase(columns: places.map { columns[$0] }, values: places.map { self.values[$0] })
  }
}
