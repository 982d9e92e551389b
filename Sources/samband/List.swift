import ArgumentParser
import Exchange
import MergeAlgebra

/// `samband list`: rows of a table.
struct List: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rows of a table, those that you ask for, in the order that you ask for.",
    discussion: HelpText(
      text: """
        A condition is column=value, or with !=, <, <=, >, >=, ~ (contains) or !~ for the sign; \
        nothing behind the sign stands for an empty cell. Of a list, = and != ask whether the value \
        is in it. Several conditions must all hold. Tables, columns and values may be given by name, \
        code or label. --sort takes columns; a - in front turns the order round (--sort=-due_on).

        --format csv prints a sheet with names and codes, json (or --json) an array of objects by \
        column; both have all rows unless --limit is given, and the table has 100.
        """,
      example: "samband list measure --where status=PAG --sort title --limit 20",
      statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  /// How rows are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table
    case csv
    case json
  }

  @Argument(help: ArgumentHelp("The table, by name or label.", valueName: "table"))
  var table: String

  @OptionGroup var rows: RowOptions

  @Option(
    parsing: .singleValue, help: ArgumentHelp("Sort by it; may be repeated.", valueName: "column"))
  var sort: [String] = []

  @Option(help: ArgumentHelp("At most so many rows; 0 means all.", valueName: "n"))
  var limit: Int?

  @Option(help: "How the rows are printed: table, csv or json.")
  var format: Format = .table

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  /// How many rows a table for people has.
  private static let patience = 100

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit is at least 0") }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let format = output.json ? .json : format
    var query = RecordQuery(table: table)
    query.filters = try rows.filters()
    query.columns = rows.columnNames
    query.sorting = sort
    let usual = format == .table ? Self.patience : 0
    let limit = limit ?? usual
    let (listing, total) = try replica.records(
      query, limit: limit == 0 ? nil : limit, console.labels.vocabulary,
      format == .table ? console.labels.words() : .stored, namingRows: format == .table,
      order: { NorwegianOrder($0) })
    switch format {
    case .json: console.report(.list(listing.rows.map { ReportValue($0, listing) }))
    case .csv: console.put(listing.sheet(forExcel: false))
    case .table:
      ListingSummary(listing, choosesColumns: query.columns.isEmpty).tell(console)
      if listing.rows.count < total {
        console.note(.listCut(shown: listing.rows.count, of: total))
      }
    }
    return .done
  }
}

extension ReportValue {
  fileprivate init(_ row: [Value], _ listing: RecordListing) {
    self = .object(zip(listing.columns, row).map { ($0.name, ReportValue($1)) })
  }
}
