import Exchange
import ReplicaStore

/// What sealing did, in a few lines.
struct SealSummary {
  private let report: SealReport

  /// Summarises a report.
  init(_ report: SealReport) { self.report = report }

  /// Prints it; nothing when nothing was sealed or changed.
  func tell(_ console: Console) {
    if let life = report.newLife { console.say(.newLife(life)) }
    if !report.changeSets.isEmpty {
      let rows = report.changeSets.reduce(0) { $0 + $1.rows }
      console.say(.sealed(rows: rows, changeSets: report.changeSets.count))
    }
    for place in report.warnings { console.say(.secondLook(place)) }
    for change in report.projection.rekeyed {
      console.say(.rekeyed(change.table, from: change.from.readable, to: change.to.readable))
    }
    for correction in report.projection.corrections {
      console.say(
        .corrected(correction.table, correction.key.readable, column: correction.column))
    }
    if report.projection.newlyHeld > 0 {
      let command = console.complete(.onReplica("samband conflicts"))
      console.say(.newlyHeld(report.projection.newlyHeld, command))
    }
  }
}
