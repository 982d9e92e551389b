import BundleFormat
import Exchange

/// What ending replicas made, for people and for scripts.
struct EndingSummary {
  private let report: EndingReport

  /// Summarises a report.
  init(_ report: EndingReport) { self.report = report }

  /// Prints it.
  func tell(_ console: Console, _ output: OutputOptions) {
    if output.json {
      console.report(document)
      return
    }
    let names = CharterNames(report.charter.charter)
    for replica in report.ended {
      let count = replica.end?.vector.entries.reduce(0) { $0 + $1.position.number } ?? 0
      console.say(.ended(names.label(of: replica.id), count))
    }
    if !report.ended.isEmpty { console.say(.oldBundlesStayReadable) }
    console.say(.charterFingerprint(fingerprint(of: report.charter.hash)))
    let folder = console.text(.folderWord)
    console.say(.charterTravels(console.complete(.onReplica("samband sync \(folder)"))))
  }

  private var document: ReportValue {
    let ended = report.ended.map { replica in
      ReportValue.object([
        ("replica", .string(replica.id.name)), ("member", .string(replica.member.name)),
        ("streams", replica.end.map { ReportValue($0.vector) } ?? .null),
      ])
    }
    return .object([
      ("charterVersion", .integer(report.charter.charter.version)),
      ("fingerprint", .string(fingerprint(of: report.charter.hash))),
      ("ended", .list(ended)),
    ])
  }
}

extension Console {
  /// Asks unless it was confirmed on the command line.
  ///
  /// Errors: `endingNotConfirmed`, `endingDeclined`.
  func confirmEnding(_ isConfirmed: Bool, _ question: Message) throws {
    if isConfirmed { return }
    guard Terminal.canBeAsked else {
      throw Failure.endingNotConfirmed(Hint.sameCommand(and: "--yes"))
    }
    guard confirms(question) else { throw Failure.endingDeclined }
  }
}
