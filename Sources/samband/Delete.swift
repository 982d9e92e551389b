import ArgumentParser
import Exchange
import ReplicaStore

/// `samband delete`: a row.
struct Delete: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Delete a row; it stays in the history, and can be put back with samband undo.",
    discussion: HelpText(
      text: """
        While other rows refer to it, it cannot be deleted; where the tables say that those are \
        deleted with it, --with-rows takes them too.

        With --json: {table, key, dryRun, taken: [{table, rows}]}.
        """,
      example: "samband delete measure T06",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The table, by name or label.", valueName: "table"))
  var table: String

  @Argument(help: ArgumentHelp("The row's key, or its name.", valueName: "key"))
  var key: String

  @Flag(help: "Delete what belongs to the row, too.")
  var withRows = false

  @Flag(help: "Look at everything, and delete nothing.")
  var dryRun = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let report = try replica.deleteRecord(
      in: table, key, values: KeyArgument(key).values, withRows: withRows,
      console.labels.vocabulary, isTrial: dryRun)
    if output.json {
      console.report(document(report))
      return .done
    }
    let labels = console.labels
    console.say(.deleted(labels.table(report.table), report.key.readable, isTrial: dryRun))
    for (table, rows) in report.taken { console.say(.deletedToo(labels.table(table), rows)) }
    if !dryRun { console.note(.travelsNext(report.audience)) }
    return .done
  }

  private func document(_ report: DeletionReport) -> ReportValue {
    let taken = report.taken.map { table, rows in
      ReportValue.object([("table", .string(table)), ("rows", .count(rows))])
    }
    return .object([
      ("table", .string(report.table)), ("key", ReportValue(report.key)),
      ("dryRun", .bool(dryRun)), ("taken", .list(taken)),
    ])
  }
}
