import ArgumentParser
import Exchange
import Foundation
import ReplicaStore

/// `samband verify`: recomputes everything from the log and compares.
struct Verify: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check hashes, signatures, chains and tables against the log.",
    discussion: HelpText(
      text: "Edits that wait are sealed first; nothing else is changed.",
      example: "samband verify", statuses: [.failed, .invalidInput, .noSuchFile, .busy]
    ).discussion)

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let scratch = try ScratchFolder()
    defer { scratch.remove(console) }
    let report = try replica.verify(scratch: scratch.path)
    if output.json {
      console.report(ReportValue(report, console))
    } else {
      console.say(.verified(changeSets: Int64(report.changeSets), rows: Int64(report.rows)))
      for finding in report.findings { console.say(.finding(finding)) }
      console.say(report.findings.isEmpty ? .everythingHolds : .findings(report.findings.count))
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
    ])
  }
}
