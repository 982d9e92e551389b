import Exchange
import Foundation
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
      let differences = change.isSet && change.before != nil ? Self.differences(change) : ""
      let text =
        change.isSet && change.before != nil
        ? "\(after)\(differences)"
        : change.before.map { "\(Self.shown($0, change.beforeText, console)) → \(after)" } ?? after
      table.add(console.labels.column(change.column, of: report.table), text)
    }
    table.lines.forEach { console.line($0) }
    for note in report.notes {
      console.note(.note(note, in: report.table, console.labels))
    }
    if !isTrial { console.note(.travelsNext(report.audience)) }
  }

  /// What was added to a list and taken from it.
  private static func differences(_ change: RecordReport.Change) -> String {
    let before = change.beforeText.components(separatedBy: " | ").filter { !$0.isEmpty }
    let after = change.afterText.components(separatedBy: " | ").filter { !$0.isEmpty }
    let parts =
      after.filter { !before.contains($0) }.map { "+\($0)" }
      + before.filter { !after.contains($0) }.map { "−\($0)" }
    return parts.isEmpty ? "" : "  (\(parts.joined(separator: ", ")))"
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
