import ArgumentParser
import Exchange
import MergeAlgebra
import ReplicaStore

/// `samband resolve`: a person decides a conflict.
struct Resolve: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide a conflict: take one of its values or rows, or write another value.",
    discussion: HelpText(
      text: """
        The decision travels with your next bundle and closes the conflict everywhere. --take counts \
        as `samband conflicts ID` does. --value is JSON: a text in quotes, a number or null; an array \
        when several columns belong together. Where somebody else decides, yours is a suggestion.

        Of two rows for the same thing --keep A keeps the one that is shown, --keep B the other; what \
        refers to the one that goes refers to the one that stays. --keep both keeps both: row B gets \
        another value, the one of --value or one that nobody has. A row that got another number than \
        it was made with is given a third by --keep both --value 12. A reference to a row that is gone \
        is given another row, or none for good, by --value.
        """,
      example: "samband resolve k3m9x2pa --take 2 -m 'Avtalt på telefon'",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: "The conflict, as `samband conflicts` names it.")
  var id: String

  @Option(help: ArgumentHelp("Take the value with this number.", valueName: "n"))
  var take: Int?

  @Option(help: ArgumentHelp("Write this value instead.", valueName: "json"))
  var value: String?

  @Option(help: ArgumentHelp("Of two rows, keep A, B or both.", valueName: "row"))
  var keep: KeptRow?

  @Option(name: [.customShort("m"), .long], help: "Why.")
  var note = ""

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    console.replicaArgument = replica.replica
    let given = try givenDecision()
    let replica = try replica.open(&console)
    let conflict = try replica.conflicts().first { $0.id == id }
    let tables = ReplicaTables(replica)
    let decision = try conflict.map { try complete(given, of: $0, replica) } ?? given
    let before = try conflict.map { try tables.rows(of: $0.table).keys }
    let (dot, _) = try replica.resolve(id, decision, note: note)
    let left = try replica.conflicts().first { $0.id == id && $0.state == .open }
    let stillWaits = left != nil
    if output.json {
      console.report(
        .object([
          ("id", .string(id)), ("changeSet", .string(dot.description)),
          ("closed", .bool(!stillWaits)),
        ]))
      return .done
    }
    let place = conflict?.place ?? id
    var isSuggestion = false
    if let next = left?.keeper, next != conflict?.keeper {
      console.say(.resolved(place))
      console.say(.yetAnother("\(left?.table ?? "") \(next.readable)"))
    } else {
      isSuggestion = stillWaits
      console.say(stillWaits ? .suggested(place) : .resolved(place))
    }
    if let conflict, let before, case .keep(.both, _) = decision {
      try tellNewValues(of: conflict, before: Set(before), replica, console)
    }
    if !isSuggestion { console.say(.decisionTravels) }
    return .done
  }

  /// What the options say; they exclude each other, but for a value with `--keep both`.
  private func givenDecision() throws -> Decision {
    let bytes = value.map { Array($0.utf8) }
    switch (take, keep, bytes) {
    case (let number?, nil, nil): return .take(number)
    case (nil, nil, let bytes?): return .value(bytes)
    case (nil, .both?, let bytes): return .keep(.both, newKey: bytes)
    case (nil, let row?, nil): return .keep(row, newKey: nil)
    default: throw Failure.unclearDecision(id)
    }
  }

  /// The decision about a row that got another number: there is no other row to keep, and a number
  /// that nobody gave is the next one.
  private func complete(
    _ decision: Decision, of conflict: ListedConflict, _ replica: Replica
  ) throws -> Decision {
    guard case .renumbered = conflict.subject, case .keep(let row, let newKey) = decision else {
      return decision
    }
    guard row == .both else {
      throw Failure.noOtherRow(id)
    }
    if let value, Int64(value) == nil { throw Failure.notANumber(value) }
    let next = try newKey ?? Array(String(replica.unusedNumber(in: conflict.table)).utf8)
    return .keep(.both, newKey: next)
  }

  /// Names the new value of the row that has appeared.
  private func tellNewValues(
    of conflict: ListedConflict, before: Set<RowKey>, _ replica: Replica, _ console: Console
  ) throws {
    let tables = ReplicaTables(replica)
    let fresh = try tables.rows(of: conflict.table).filter { !before.contains($0.key) }
    guard fresh.count == 1, let row = fresh.first else { return }
    let free = try replica.freeColumns(of: conflict)
    let cells = zip(try tables.columns(of: conflict.table), row.key.values + row.value)
    let values = cells.filter { free.contains($0.0) }.map { column, value in
      (column: column, value: CellText(value, console.language).short)
    }
    console.say(.nowHas("\(conflict.table) \(row.key.readable)", values))
  }
}
