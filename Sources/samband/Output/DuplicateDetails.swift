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
    console.say(.twoRows(with: twin.columns, isMerged: twin.isMerged))
    let parts = parts(console)
    let comparison = SideBySide(parts, width: console.width)
    for side in 0..<2 {
      console.line("  \("AB".map(String.init)[side])  \(maker(side, console))")
      if !comparison.isWide { comparison.narrow(side: side).forEach { console.line($0) } }
    }
    if comparison.isWide {
      console.line()
      comparison.wide.forEach { console.line($0) }
    }
    if parts.contains(where: \.differs) { console.say(.indented(.markedDiffers)) }
    console.say(.rule(conflict.rule, conflict.state))
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

  private func maker(_ side: Int, _ console: Console) -> String {
    let standing: Message =
      side == 0 ? .shownNow : twin.isMerged ? .partOfTheOther : .notShownNow
    let mark = side == 0 ? "← " : ""
    guard twin.births.count == 2 else { return "\(mark)\(console.text(standing))" }
    let stamp = twin.births[side]
    let replica = stamp.dot.stream.replica
    let author = console.text(.madeBy(names.name(of: replica), replica.name, stamp.time))
    return "\(author)  \(mark)\(console.text(standing))"
  }

  private func tellChoices(_ console: Console) {
    console.say(twin.isMerged ? .decideOtherwise : .decideWith)
    let command = "samband resolve \(conflict.id) --keep"
    choice("\(command) A", .keepsOne("A", insteadOf: "B"), console)
    choice("\(command) B", .keepsOne("B", insteadOf: "A"), console)
    if freeColumns.isEmpty { return }
    choice("\(command) both", .keepsBoth(changing: freeColumns), console)
    choice("\(command) both --value '\(exampleValue)'", .keepsBothWithYourValue, console)
  }

  private func choice(_ command: String, _ effect: Message, _ console: Console) {
    console.line("  \(console.complete(.onReplica(command)))")
    console.line("     \(console.text(effect))")
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
