import ArgumentParser
import Exchange
import ReplicaStore

/// `samband edit`: cells of a row.
struct Edit: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Edit cells of a row; the others stay as they are.",
    discussion: HelpText(
      text: """
        Columns and values are written as in samband add. supporters+=Vik adds to a list and -= takes \
        from it, whatever others add at the same time; so with sums. A step backwards along an order \
        of values is written, for it corrects a mistake, and told.

        With --json: {table, key, dryRun, cells: {…}}; cells are those that were changed.
        """,
      example: "samband edit measure T06 status=PAG 'note=Kveldskurs'",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The table, by name or label.", valueName: "table"))
  var table: String

  @Argument(help: ArgumentHelp("The row's key, or its name.", valueName: "key"))
  var key: String

  @Argument(help: ArgumentHelp("What the row shall hold.", valueName: "column=value"))
  var cells: [String]

  @Flag(help: "Look at everything, and write nothing.")
  var dryRun = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let report = try replica.editRecord(
      in: table, key, values: KeyArgument(key).values, Assignments.read(cells),
      console.labels.vocabulary, console.labels.words(), isTrial: dryRun)
    let summary = WrittenSummary(report, isTrial: dryRun)
    if output.json {
      console.report(summary.document)
    } else if report.changes.isEmpty {
      console.say(.alreadyLikeThat(summary.place(console), report.key.readable))
    } else {
      summary.tell(.edited(summary.place(console), report.key.readable, isTrial: dryRun), console)
    }
    return .done
  }
}
