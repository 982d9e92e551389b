import ArgumentParser
import Exchange

/// `samband status`: how the replica stands, in about ten lines.
struct Status: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell how things stand: what waits, what is missing, what a person must decide.",
    discussion: HelpText(
      text: "Changes nothing.", example: "samband status", statuses: [.differing, .noSuchFile]
    ).discussion)

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let report = try replica.status()
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(ReportValue(report, names, console))
    } else {
      StatusSummary(report, names).tell(console)
    }
    return report.peers.contains(where: \.differs) ? .differing : .done
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
        ("lacks", .integer(peer.lacks)),
      ])
    }
    self = .object([
      ("replica", .string(report.identity.replica.name)),
      ("member", .string(report.identity.member.name)),
      ("incarnation", .string(report.identity.incarnation)),
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
        "conflicts",
        .object([
          ("open", .integer(report.openConflicts)), ("settled", .integer(report.settledConflicts)),
        ])
      ),
      ("digest", .string(report.digest.description)),
      ("peers", .list(peers)),
    ])
  }
}
