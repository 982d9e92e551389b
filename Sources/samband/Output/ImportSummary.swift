import Exchange
import ReplicaStore

/// What an import did, for people and for scripts.
struct ImportSummary {
  private let report: ImportReport
  private let names: CharterNames
  /// What would change in the tables; `nil` for an import that was carried out.
  private let trialRows: [TableCount]?

  /// Summarises a report; `rows` is what would change in the tables, for one that was only tried.
  init(_ report: ImportReport, _ names: CharterNames, rows: [TableCount]? = nil) {
    self.report = report
    self.names = names
    trialRows = rows
  }

  /// Prints what came in and what it led to.
  func tell(_ console: Console) {
    if trialRows != nil { console.say(.onlyTried) }
    SealSummary(report.sealed).tell(console)
    console.say(files)
    if !report.files.isEmpty {
      console.say(.applied(Int64(report.applied), knownBefore: Int64(report.alreadyKnown)))
    }
    tellConsequences(console)
    for count in trialRows ?? [] { console.line("  \(console.text(.tableCount(count)))") }
  }

  /// Prints the files and the change sets on one line, then what they led to.
  func tellShortly(_ console: Console) {
    let applied = Message.applied(
      Int64(report.applied), knownBefore: Int64(report.alreadyKnown))
    console.say(report.files.isEmpty ? files : .joined([files, applied]))
    tellConsequences(console)
  }

  /// Prints what is wrong: refused files with reasons, and senders whose data differs.
  func complain(_ console: Console) {
    var hints: [Hint] = []
    for (_, error) in report.refused {
      console.complain(error)
      if let hint = Hint(for: error), !hints.contains(hint) { hints.append(hint) }
    }
    for sender in report.differing {
      console.complain(.differs(names.name(of: sender), sender.name))
    }
    if !report.differing.isEmpty {
      hints.append(Hint(.checkOwnReplica, .onReplica("samband verify")))
    }
    hints.forEach { console.hint($0) }
  }

  private func tellConsequences(_ console: Console) {
    if report.opened + report.settled > 0 {
      console.say(.newConflicts(opened: report.opened, settled: report.settled))
    }
    if report.opened > 0 && trialRows == nil {
      console.say(.lookAtConflicts(console.complete(.onReplica("samband conflicts"))))
    }
    if report.newlyHeld > 0 {
      let command = console.complete(.onReplica("samband conflicts"))
      console.say(.newlyHeld(report.newlyHeld, command))
    }
    for set in report.setAside {
      console.say(.setAside(set, by: names.name(of: set.dot.stream.replica)))
    }
    if report.parked > 0 { console.say(.parked(Int64(report.parked))) }
    for range in report.missing {
      console.say(.missing(range.numbers, of: range.stream.name, askMember: range.member))
    }
    if let waiting = report.waitingCharter {
      console.say(.charterWaits(version: waiting.version, reason: waiting.reason))
    }
    let refused = Dictionary(grouping: report.refusedSets, by: \.stream.replica)
    for (replica, dots) in refused.sorted(by: { $0.key < $1.key }) {
      console.say(.refusedAfterEnd(names.label(of: replica), Int64(dots.count)))
    }
    for replica in report.fastClocks {
      console.say(.fastClock(names.name(of: replica), replica.name))
    }
  }

  private var files: Message {
    var new = 0
    var known = 0
    var own = 0
    var forOthers = 0
    var foreign = 0
    for file in report.files {
      switch file.outcome {
      case .imported(let fresh, _) where fresh > 0: new += 1
      case .imported: known += 1
      case .own: own += 1
      case .notForUs: forOthers += 1
      case .foreign: foreign += 1
      case .refused: continue
      }
    }
    return .filesRead(
      FileTally(
        all: report.files.count, new: new, known: known, own: own, forOthers: forOthers,
        foreign: foreign, refused: report.refused.count))
  }

  /// The report as `cli.md` documents it.
  func document(_ console: Console) -> ReportValue {
    let refused = report.refused.map { path, error in
      ReportValue.object([
        ("file", .string(path)),
        ("code", .string(error.code.rawValue)),
        ("reason", .string(console.reason(error))),
      ])
    }
    let rows = trialRows.map { rows in
      [(name: "rows", value: ReportValue.list(rows.map { ReportValue($0) }))]
    }
    let members: [(name: String, value: ReportValue)] = [
      ("applied", .count(report.applied)),
      ("alreadyKnown", .count(report.alreadyKnown)),
      ("newLife", ReportValue(report.sealed.newLife)),
      ("parked", .count(report.parked)),
      ("refused", .list(refused)),
      ("setAside", ReportValue(setAside: report.setAside, names, console)),
      (
        "refusedChangeSets",
        .list(report.refusedSets.map(\.description).sorted().map { .string($0) })
      ),
      (
        "conflicts",
        .object([("opened", .count(report.opened)), ("settled", .count(report.settled))])
      ),
    ]
    return .object(members + (rows ?? []))
  }
}
