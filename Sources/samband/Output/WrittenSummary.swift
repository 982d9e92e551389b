import Exchange
import MergeAlgebra

/// What was written to a row, for people and for scripts.
struct WrittenSummary {
  private let report: RecordReport
  private let isTrial: Bool

  /// Summarises what was written.
  init(_ report: RecordReport, isTrial: Bool) {
    self.report = report
    self.isTrial = isTrial
  }

  /// What people call the table.
  func place(_ console: Console) -> String { console.labels.table(report.table) }

  /// Prints what happened, the cells, and what may not be expected.
  func tell(_ conclusion: Message, _ console: Console) {
    console.say(conclusion)
    var table = TextTable(indent: "    ")
    for change in report.changes {
      let after = Self.shown(change.after, change.afterText, console)
      let text =
        change.before.map { "\(Self.shown($0, change.beforeText, console)) → \(after)" } ?? after
      table.add(console.labels.column(change.column, of: report.table), text)
    }
    table.lines.forEach { console.line($0) }
    for note in report.notes {
      console.note(.note(note, in: report.table, console.labels))
    }
    if !isTrial { console.note(.travelsNext) }
  }

  private static func shown(_ value: Value, _ text: String, _ console: Console) -> String {
    if value == .text("[]") { return console.text(.noValue) }
    return CellText(value.isNull || text.isEmpty ? value : .text(text), console.language).short
  }

  /// The document for scripts.
  var document: ReportValue {
    .object([
      ("table", .string(report.table)), ("key", ReportValue(report.key)),
      ("dryRun", .bool(isTrial)),
      ("cells", .object(report.changes.map { ($0.column, ReportValue($0.after)) })),
    ])
  }
}
