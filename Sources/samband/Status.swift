import ArgumentParser
import Exchange

/// `samband status`: how the replica stands, in about ten lines.
struct Status: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell how things stand: what waits, what is missing, what a person must decide.",
    discussion: HelpText(
      text: """
        Changes nothing. With --watch it is told anew whenever another program has written to the \
        replica, until Ctrl-C, which is then no failure.

        With --json: {replica, member, incarnation, charterVersion, waitingCharter, vector, unsealed, \
        parked, missing: [{stream, first, last, member}], conflicts: {open, settled}, held, digest, \
        peers: [{replica, member, lastHeard, has, ours, lacks, agrees}]}, with --watch one such \
        document a line. Of each peer: how many of our own change sets it is known to have, of how \
        many; how many of all that we have it is not known to have; whether it is known to show the \
        same data.
        """,
      example: "samband status", statuses: [.failed, .differing, .invalidInput, .noSuchFile]
    ).discussion)

  @Flag(help: "Go on, and tell it anew when another program has written to the replica.")
  var watch = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    if watch {
      let console = console
      try StatusWatch(replica: replica) { _ = try tell(replica, console) }
        .run(console, isDocument: output.json)
      return .done
    }
    let report = try tell(replica, console)
    return report.peers.contains(where: \.differs) ? .differing : .done
  }

  private func tell(_ replica: Replica, _ console: Console) throws -> StatusReport {
    let report = try replica.status()
    let names = CharterNames(try replica.newestCharter().charter)
    let document = ReportValue(report, names, console)
    switch (output.json, watch) {
    case (true, true): console.line(document.compactText)
    case (true, false): console.report(document)
    case (false, _):
      StatusSummary(report, names).tell(console)
    }
    return report
  }
}

extension ReportValue {
  /// How a replica stands, as `cli.md` documents it.
  fileprivate init(_ report: StatusReport, _ names: CharterNames, _ console: Console) {
    let peers = report.peers.map { peer in
      ReportValue.object([
        ("replica", .string(peer.replica.name)),
        ("member", .string(peer.member.name)),
        ("lastHeard", ReportValue(moment: peer.lastHeard)),
        ("has", .integer(peer.has)),
        ("ours", .integer(peer.ours)),
        ("lacks", .integer(peer.lacks)),
        ("agrees", .bool(peer.agrees)),
      ])
    }
    self = .object([
      ("replica", .string(report.identity.replica.name)),
      ("member", .string(report.identity.member.name)),
      ("incarnation", .string(report.incarnation)),
      ("charterVersion", .integer(report.charterVersion)),
      (
        "waitingCharter",
        report.waitingCharter.map { waiting in
          .object([
            ("version", .integer(waiting.version)), ("reason", .string(waiting.reason)),
          ])
        } ?? .null
      ),
      ("vector", ReportValue(report.vector)),
      ("unsealed", .integer(report.unsealed)),
      ("parked", .count(report.parked)),
      ("setAside", ReportValue(setAside: report.setAside, names, console)),
      (
        "missing",
        .list(
          report.missing.map { range in
            .object([
              ("stream", .string(range.stream.name)),
              ("first", .integer(range.numbers.lowerBound)),
              ("last", .integer(range.numbers.upperBound)), ("member", .string(range.member)),
            ])
          })
      ),
      (
        "conflicts",
        .object([
          ("open", .integer(report.openConflicts)), ("settled", .integer(report.settledConflicts)),
        ])
      ),
      ("held", .integer(report.heldRows)),
      ("digest", .string(report.digest.description)),
      ("hasEnded", .bool(report.hasEnded)),
      ("ended", .list(report.ended.map { .string($0.id.name) })),
      (
        "refused",
        .list(
          report.refused.map { range in
            .object([
              ("stream", .string(range.stream.name)),
              ("first", .integer(range.numbers.lowerBound)),
              ("last", .integer(range.numbers.upperBound)),
            ])
          })
      ),
      ("peers", .list(peers)),
    ])
  }
}
