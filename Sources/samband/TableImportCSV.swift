import ArgumentParser
import Exchange
import ReplicaStore

/// `samband table import-csv`: a sheet into a table.
struct TableImportCSV: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-csv",
    abstract: "Take a sheet into a table: add what is new, change what is another, all or nothing.",
    discussion: HelpText(
      text: """
        The first line has the columns, by name or label; --map gives other headings a column, or \
        none ('Merknad='). A line is about the row with its key, else with the same values in a \
        unique key of the table, else about one that is alike in all that the sheet has: the same \
        sheet twice changes nothing. Rows that are not in the sheet stay. Comma, semicolon or tab, \
        with or without byte order mark; a value may be a code or a label, a day 2026-09-16 or \
        16.9.2026.

        It is told what would change, and asked, unless --yes is given. With --json: {table, dryRun, \
        columns, matchedBy, added, changed, unchanged, rows: [{line, key, new, cells: [{column, \
        before, after}]}]}.
        """,
      example: "samband table import-csv measure tiltak.csv --dry-run",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The table, by name or label.", valueName: "table"))
  var table: String

  @Argument(help: ArgumentHelp("The sheet.", valueName: "file"))
  var file: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("What a heading means; may be repeated.", valueName: "heading=column"))
  var map: [String] = []

  @Flag(help: "Tell what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let bytes = try FileSystem.read(file)
    var options = SheetOptions()
    for text in map {
      guard let sign = text.lastIndex(of: "=") else { throw Failure.notAnAssignment(text) }
      options.mapping[String(text[..<sign])] = String(text[text.index(after: sign)...])
    }
    let (vocabulary, words) = (console.labels.vocabulary, console.labels.words())
    options.isTrial = true
    let trial = try replica.importSheet(bytes, into: table, options, vocabulary, words)
    if dryRun || trial.rows.isEmpty {
      tell(trial, console)
      return .done
    }
    if !yes {
      guard Terminal.canBeAsked else {
        throw Failure.sheetNotConfirmed(Hint.sameCommand(and: "--yes"))
      }
      SheetSummary(trial).tell(console)
      guard console.confirms(.shallImport) else { throw Failure.sheetDeclined }
    }
    options.isTrial = false
    let report = try replica.importSheet(bytes, into: table, options, vocabulary, words)
    if yes || output.json { tell(report, console) }
    if !output.json { console.note(.travelsNext(report.audience)) }
    return .done
  }

  private func tell(_ report: SheetReport, _ console: Console) {
    let summary = SheetSummary(report)
    if output.json {
      console.report(summary.document(isTrial: dryRun))
      return
    }
    if dryRun { console.say(.onlyTried) }
    summary.tell(console)
  }
}
