import ArgumentParser
import Exchange

/// `samband detach`: the replica becomes an ordinary SQLite file.
struct Detach: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the replica an ordinary SQLite file again: no triggers, no tables of ours.",
    discussion: HelpText(
      text: """
        Your tables and rows stay, also indexes, views and triggers of your own; log, conflicts and \
        all that others have not heard from you yet are gone for good, so sync first. Edits that are \
        in no change set forbid it (status 77); with --discard-unsealed they stay in the rows, and \
        nobody else ever hears of them. Afterwards VACUUM makes the file smaller.

        With --json: {rows, unsealed, unheard: [{member, replica, changeSets}], keyFile}.
        """,
      example: "samband detach --yes --replica gammal.sqlite",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Even with edits that are in no change set.")
  var discardUnsealed = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let report = try replica.detachReport()
    let names = CharterNames(try replica.newestCharter().charter)
    guard report.unsealed == 0 || discardUnsealed else {
      throw ExchangeError(.unsealedEdits, replica.file.path, String(report.unsealed))
    }
    for peer in report.unheard {
      console.note(.willNotHear(names.label(of: peer.replica), peer.changeSets))
    }
    if !yes {
      guard Terminal.canBeAsked else {
        throw Failure.detachNotConfirmed(Hint.sameCommand(and: "--yes"))
      }
      guard console.confirms(.shallDetach) else { throw Failure.detachDeclined }
    }
    try replica.detach(discardingUnsealed: discardUnsealed)
    if output.json {
      console.report(ReportValue(report, names))
    } else {
      console.say(.detached(console.shortPath(replica.file.path), rows: report.rows))
      console.say(.keyStays(report.keyPath))
    }
    return .done
  }
}

extension ReportValue {
  /// What a replica left behind.
  fileprivate init(_ report: DetachReport, _ names: CharterNames) {
    let unheard = report.unheard.map { peer in
      ReportValue.object([
        ("member", names.member(of: peer.replica).map { .string($0.name) } ?? .null),
        ("replica", .string(peer.replica.name)), ("changeSets", .integer(peer.changeSets)),
      ])
    }
    self = .object([
      ("rows", .integer(report.rows)), ("unsealed", .integer(report.unsealed)),
      ("unheard", .list(unheard)), ("keyFile", .string(report.keyPath)),
    ])
  }
}
