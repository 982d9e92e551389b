import ArgumentParser
import Exchange

/// `samband table export-csv`: a table as a sheet.
struct TableExportCSV: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-csv",
    abstract: "Write a table as a sheet of comma-separated values.",
    discussion: HelpText(
      text: """
        Columns and values as they are stored; with --excel in words, as Norwegian Excel opens them: \
        UTF-8 with its mark, semicolons, decimal comma. A list is written with | between. A text that \
        Excel would compute gets a ' in front, which samband table import-csv takes away again. \
        With --json: {table, rows, path}.
        """,
      example: "samband table export-csv measure -o tiltak.csv --excel",
      statuses: [.failed, .invalidInput, .noSuchFile, .cannotWrite]
    ).discussion)

  @Argument(help: ArgumentHelp("The table, by name or label.", valueName: "table"))
  var table: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file. Default: print the sheet.", valueName: "file"))
  var output: String?

  @Flag(help: "In words and as Norwegian Excel opens it.")
  var excel = false

  @OptionGroup var rows: RowOptions
  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var report: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    if report.json && output == nil { throw ValidationError("--json needs --output") }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    var query = RecordQuery(table: table)
    query.filters = try rows.filters()
    query.columns = rows.columnNames
    let (text, count) = try replica.sheet(
      of: query, forExcel: excel, console.labels.vocabulary,
      excel ? console.labels.words(hasDecimalComma: true) : .stored,
      order: { NorwegianOrder($0) })
    guard let output else {
      console.put(text)
      return .done
    }
    try FileSystem.write(Array(text.utf8), to: output)
    if report.json {
      console.report(
        .object([
          ("table", .string(table)), ("rows", .count(count)), ("path", .string(output)),
        ]))
    } else {
      console.say(.wroteSheet(console.shortPath(output), count))
    }
    return .done
  }
}
