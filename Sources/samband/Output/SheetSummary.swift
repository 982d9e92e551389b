import Exchange
import MergeAlgebra

/// What a sheet changes, for people and for scripts.
struct SheetSummary {
  private let report: SheetReport
  private var added: Int { report.rows.count { $0.isNew } }
  /// How many lines of the sheet are told one by one.
  private static let patience = 50

  /// Summarises what a sheet changes.
  init(_ report: SheetReport) { self.report = report }

  /// Prints each line that changes something, then how many there are.
  func tell(_ console: Console) {
    let labels = console.labels
    for row in report.rows.prefix(Self.patience) {
      console.say(.sheetLine(row.line, row.key.readable, isNew: row.isNew))
      var table = TextTable(indent: "    ")
      for change in row.changes where !(row.isNew && change.after.isEmpty) {
        let text =
          row.isNew
          ? Self.shown(change.after, console)
          : "\(Self.shown(change.before, console)) → \(Self.shown(change.after, console))"
        table.add(labels.column(change.column, of: report.table), text)
      }
      table.lines.forEach { console.line($0) }
    }
    let rest = report.rows.count - Self.patience
    if rest > 0 { console.say(.andMore(rest)) }
    console.say(
      .sheetSummary(
        added: added, changed: report.rows.count - added, unchanged: report.unchanged))
    console.say(
      .matchedBy(report.matchedBy.map { labels.column($0, of: report.table) }))
    for note in report.notes { console.note(.note(note, in: report.table, labels)) }
    if report.isGuessed { console.note(.guessedCharacters) }
  }

  private static func shown(_ text: String, _ console: Console) -> String {
    text.isEmpty ? console.text(.noValue) : CellText(.text(text), console.language).short
  }

  /// The document for scripts.
  func document(isTrial: Bool) -> ReportValue {
    let rows = report.rows.map { row in
      let cells = row.changes.map { change in
        ReportValue.object([
          ("column", .string(change.column)), ("before", .string(change.before)),
          ("after", .string(change.after)),
        ])
      }
      return ReportValue.object([
        ("line", .count(row.line)), ("key", ReportValue(row.key)), ("new", .bool(row.isNew)),
        ("cells", .list(cells)),
      ])
    }
    return .object([
      ("table", .string(report.table)), ("dryRun", .bool(isTrial)),
      ("columns", .list(report.columns.map { .string($0) })),
      ("matchedBy", .list(report.matchedBy.map { .string($0) })), ("added", .count(added)),
      ("changed", .count(report.rows.count - added)), ("unchanged", .count(report.unchanged)),
      ("rows", .list(rows)),
    ])
  }
}
