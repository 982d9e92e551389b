import ArgumentParser

/// `samband table`: whole tables as sheets.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Take a sheet into a table, or write a table as a sheet.",
    discussion: """
      Example:
        samband table export-csv measure -o tiltak.csv --excel

      Exit status: 0 done, 64 wrong usage, 65 invalid input, 66 no such file, 73 cannot write, \
      77 not allowed.
      """,
    subcommands: [TableImportCSV.self, TableExportCSV.self])
}
