import ArgumentParser
import Exchange
import ReplicaStore

/// `samband add`: a new row.
struct Add: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add a row: what you do not say is made, or left as the table has it.",
    discussion: HelpText(
      text: """
        Columns and values may be given by name, code or label, members and rows by name: \
        kommunenr=Lærdal. A key of text is made of your member's name and letters by chance; whose \
        the row is, is you, unless you say. A list is written with | or commas between: \
        supporters='Vik, Aurland'. Nothing behind the sign leaves the cell empty.

        With --json: {table, key, dryRun, cells: {…}}.
        """,
      example: "samband add measure title='B2-kurs på kveldstid' status=IDE",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The table, by name or label.", valueName: "table"))
  var table: String

  @Argument(help: ArgumentHelp("What the row holds.", valueName: "column=value"))
  var cells: [String] = []

  @Flag(help: "Look at everything, and write nothing.")
  var dryRun = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let report = try replica.addRecord(
      to: table, Assignments.read(cells), console.labels.vocabulary, console.labels.words(),
      isTrial: dryRun)
    let summary = WrittenSummary(report, isTrial: dryRun)
    if output.json {
      console.report(summary.document)
    } else {
      summary.tell(.added(summary.place(console), report.key.readable, isTrial: dryRun), console)
    }
    return .done
  }
}
