import MergeAlgebra
import ReplicaStore

/// Values that were written at once, in full: each with who wrote it, what is shown and why, and what
/// each choice does.
struct ValueDetails {
  private let conflict: ListedConflict
  private let siblings: [Sibling]
  private let shown: Int
  private let names: CharterNames
  private let base: ConflictBase?

  /// Describes the values of a conflict; `shown` counts from 0, `base` is what was there before.
  init(
    _ conflict: ListedConflict, _ siblings: [Sibling], shown: Int, _ names: CharterNames,
    base: ConflictBase?
  ) {
    self.base = base
    self.conflict = conflict
    self.siblings = siblings
    self.shown = shown
    self.names = names
  }

  /// Prints it.
  func tell(_ console: Console) {
    let isSuggested = siblings.contains { $0.isSuggestion }
    console.tell(.wroteAtOnce(siblings.count, isSuggested: isSuggested))
    if let base { console.tell(base) }
    let parts = parts(console)
    let comparison = SideBySide(parts, width: console.width, heads: ["1", "2"])
    let isBeside = siblings.count == 2 && comparison.isWide
    for (place, sibling) in siblings.enumerated() {
      let author = console.author(of: sibling, names)
      console.tellSide(String(place + 1), author, isShown: place == shown)
      if isBeside { continue }
      if siblings.count == 2 {
        comparison.narrow(side: place).forEach { console.line($0.text(console)) }
      } else if conflict.columns.count == 1 {
        let lines = sibling.values.flatMap { CellText($0, console.language).lines }
        lines.forEach { console.tell(Message($0), indent: "     ") }
      } else {
        console.tellCells(sibling.values, of: conflict.columns)
      }
    }
    if isBeside {
      console.line()
      comparison.wide.forEach { console.line($0.text(console)) }
    }
    if siblings.count == 2 && parts.count > 1 { console.say(.indented(.markedDiffers)) }
    console.tell(.rule(conflict.rule, conflict.state))
    tellChoices(console)
  }

  private func parts(_ console: Console) -> [SideBySide.Part] {
    guard siblings.count == 2 else { return [] }
    return conflict.columns.enumerated().map { place, column in
      let values = siblings.map { $0.values.indices.contains(place) ? $0.values[place] : .null }
      return SideBySide.Part(
        label: column, sides: values.map { CellText($0, console.language).lines },
        differs: values[0] != values[1])
    }
  }

  private func tellChoices(_ console: Console) {
    console.tell(conflict.state == .open ? .decideWith : .decideOtherwise)
    for (place, sibling) in siblings.enumerated() {
      let value = CellText(sibling.values, console.language).short
      console.tellChoice(
        "samband resolve \(conflict.id) --take \(place + 1)",
        place == shown ? .staysShown(value) : .becomesShown(value))
    }
    console.tellChoice(
      conflict.writingOther(than: siblings.map(\.values)), .becomesWhatYouWrite)
    if conflict.rule == "owner" || conflict.rule == "coordinator" {
      console.tell(.choiceMayBeSuggestion)
    }
    console.tell(.choiceTravels)
    console.line("  \(console.complete(.onReplica(conflict.historyCommand)))")
  }
}

extension ListedConflict {
  /// An example of how to write something else than any of the values: a number where there are
  /// numbers.
  func writingOther(than written: [[Value]]) -> String {
    let examples = (written.first ?? []).indices.map { place in
      let number = written.compactMap { values -> String? in
        switch values[place] {
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        default: nil
        }
      }
      return number.last ?? "\"…\""
    }
    let example = examples.count == 1 ? examples[0] : "[\(examples.joined(separator: ","))]"
    return "samband resolve \(id) --value '\(example)'"
  }

  /// The command that tells the whole life of the row.
  var historyCommand: String {
    "samband history \(ShellWord(table).text) \(KeyArgument.word(for: key))"
  }
}
