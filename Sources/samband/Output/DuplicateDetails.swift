import MergeAlgebra
import ReplicaStore

/// Two rows for the same thing, in full: both side by side, who made each, and what can be decided.
struct DuplicateDetails {
  private let conflict: ListedConflict
  private let twin: Duplicate
  private let names: CharterNames
  private let columns: [String]
  private let freeColumns: [String]

  /// Describes two rows of a table with these columns.
  ///
  /// `freeColumns` can get another value, so that both rows can be shown.
  init(
    _ conflict: ListedConflict, _ twin: Duplicate, _ names: CharterNames, columns: [String],
    freeColumns: [String]
  ) {
    self.conflict = conflict
    self.twin = twin
    self.names = names
    self.columns = columns
    self.freeColumns = freeColumns
  }

  /// Prints it.
  func tell(_ console: Console) {
    console.tell(.twoRows(with: twin.columns, isMerged: twin.isMerged))
    let parts = parts(console)
    let comparison = SideBySide(parts, width: console.width, heads: ["A", "B"])
    for side in 0..<2 {
      tellMaker(of: side, console)
      if !comparison.isWide {
        comparison.narrow(side: side).forEach { console.line($0.text(console)) }
      }
    }
    if comparison.isWide {
      console.line()
      comparison.wide.forEach { console.line($0.text(console)) }
    }
    if parts.contains(where: \.differs) { console.say(.indented(.markedDiffers)) }
    console.tell(.rule(conflict.rule, conflict.state))
    tellChoices(console)
  }

  private func parts(_ console: Console) -> [SideBySide.Part] {
    let rows = [twin.keeper.values + twin.keeperCells, conflict.key.values + twin.cells]
    return columns.enumerated().map { place, column in
      let values = rows.map { $0.indices.contains(place) ? $0[place] : .null }
      return SideBySide.Part(
        label: column, sides: values.map { CellText($0, console.language).lines },
        differs: values[0] != values[1])
    }
  }

  private func tellMaker(of side: Int, _ console: Console) {
    let standing: Message =
      side == 0 ? .shownNow : twin.isMerged ? .partOfTheOther : .notShownNow
    let stamp = twin.births.count == 2 ? twin.births[side] : nil
    let maker = stamp.map { Message.madeBy(names.label(of: $0.dot.stream.replica), $0.time) }
    console.tellSide(
      ["A", "B"][side], maker.map { console.text($0) } ?? "", standing, isShown: side == 0)
  }

  private func tellChoices(_ console: Console) {
    console.tell(twin.isMerged ? .decideOtherwise : .decideWith)
    let command = "samband resolve \(conflict.id) --keep"
    console.tellChoice("\(command) A", .keepsOne("A", insteadOf: "B"))
    console.tellChoice("\(command) B", .keepsOne("B", insteadOf: "A"))
    if freeColumns.isEmpty { return }
    console.tellChoice("\(command) both", .keepsBoth(changing: freeColumns))
    console.tellChoice("\(command) both --value '\(exampleValue)'", .keepsBothWithYourValue)
  }

  /// What a value for the free columns looks like.
  private var exampleValue: String {
    let values = conflict.key.values + twin.cells
    let examples = freeColumns.map { name -> String in
      guard let place = columns.firstIndex(of: name), values.indices.contains(place),
        case .integer(let number) = values[place], number < .max
      else { return "\"…\"" }
      return String(number + 1)
    }
    return examples.count == 1 ? examples[0] : "[\(examples.joined(separator: ","))]"
  }
}
