import ArgumentParser
import Exchange
import Foundation
import ReplicaStore

/// `samband verify`: recomputes everything from the log and compares.
struct Verify: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check hashes, signatures, chains and tables against the log.",
    discussion: HelpText(
      text: """
        Edits that wait are sealed first; nothing else is changed. With --deep it is also computed \
        from nothing what the tables should show, and each row that shows something else is named.
        """,
      example: "samband verify",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Flag(help: "Also compute what the tables should show, and compare row by row.")
  var deep = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let scratch = try ScratchFolder()
    defer { scratch.remove(console) }
    var report = try replica.verify(scratch: scratch.path, isDeep: deep)
    // The log and the computation from nothing may find the same row.
    report.findings = report.findings.enumerated().filter { place, finding in
      !report.findings[..<place].contains(finding)
    }.map(\.element)
    if output.json {
      console.report(ReportValue(report, console))
    } else {
      console.say(.verified(changeSets: Int64(report.changeSets), rows: Int64(report.rows)))
      for finding in report.findings { console.say(.finding(finding)) }
      for orphan in report.ownOrphans { console.say(.ownOrphan(orphan)) }
      console.say(
        report.findings.isEmpty ? .everythingHolds(isDeep: deep) : .findings(report.findings.count))
    }
    return report.findings.isEmpty ? .done : .failed
  }
}

extension ReportValue {
  /// What verify looked at and found.
  fileprivate init(_ report: VerifyReport, _ console: Console) {
    self = .object([
      ("changeSets", .count(report.changeSets)),
      ("rows", .count(report.rows)),
      ("findings", .list(report.findings.map { .string(console.text(.finding($0))) })),
      ("notes", .list(report.ownOrphans.map { .string(console.text(.ownOrphan($0))) })),
    ])
  }
}
