import ArgumentParser
import Exchange

/// `samband doctor`: what commonly goes wrong, in plain words.
struct Doctor: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for what commonly goes wrong, with a hint for each finding.",
    discussion: HelpText(
      text: """
        Looks at the key file, the clock, whether the replica is used on two computers or was \
        restored, the triggers that capture edits, your own triggers, free space, SQLite's own checks, \
        change sets that wait and replicas that have been silent for four weeks. Changes nothing.

        With --json: {facts: {sqlite, encoding, pageSize, pageCount, journalMode, freeBytes}, \
        findings: [{code, isHarmless, text, hint}]}. Status 1 when something more than harmless is \
        found.
        """,
      example: "samband doctor", statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let report = try replica.examine()
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(document(report, names, replica.file.path, console))
    } else {
      console.say(.facts(report.facts, free: report.freeBytes))
      for symptom in report.symptoms {
        console.say(.symptom(symptom, names))
        let hint = Hint(for: symptom, file: replica.file.path)
        console.say(.indented(hint.text(console)))
      }
      if report.symptoms.isEmpty { console.say(.healthy) }
    }
    return report.symptoms.allSatisfy(\.isHarmless) ? .done : .failed
  }

  private func document(
    _ report: HealthReport, _ names: CharterNames, _ file: String, _ console: Console
  ) -> ReportValue {
    let findings = report.symptoms.map { symptom in
      ReportValue.object([
        ("code", .string(symptom.code)), ("isHarmless", .bool(symptom.isHarmless)),
        ("text", .string(console.text(.symptom(symptom, names)))),
        ("hint", .string(Hint(for: symptom, file: file).text(console))),
      ])
    }
    return .object([
      (
        "facts",
        .object([
          ("sqlite", .string(report.facts.sqlite)), ("encoding", .string(report.facts.encoding)),
          ("pageSize", .integer(report.facts.pageSize)),
          ("pageCount", .integer(report.facts.pageCount)),
          ("journalMode", .string(report.facts.journalMode)),
          ("freeBytes", report.freeBytes.map { .integer($0) } ?? .null),
        ])
      ), ("findings", .list(findings)),
    ])
  }
}

extension Hint {
  /// What to do about a symptom.
  init(for symptom: Symptom, file: String) {
    let command: HintedCommand =
      switch symptom {
      case .keyMissing: .plain("samband join --help")
      case .keyReadableByOthers(let path): .plain("chmod 600 \(ShellWord(path).text)")
      case .clockBehind, .clockAhead: .plain("date")
      case .onSeveralMachines(let record): .plain("rm \(ShellWord(record).text)")
      case .olderThanItself: .onReplica("samband status")
      case .charterWaits, .parked, .unheard: .onReplica("samband status")
      case .captureMissing, .dangling(_, _, isUnsealed: true): .onReplica("samband seal")
      case .ownTrigger: .plain("samband charter revise --help")
      case .littleSpace:
        .plain("df -h \(ShellWord(Self.folder(of: file)).text)")
      case .journalMode: .plain("sqlite3 \(ShellWord(file).text) 'PRAGMA journal_mode = WAL'")
      case .database, .dangling: .onReplica("samband verify --deep")
      }
    self.init(.advice(for: symptom), command)
  }

  private static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
  }

  /// The hint on one line.
  fileprivate func text(_ console: Console) -> String {
    console.text(advice) + (command.map { ": \(console.complete($0))" } ?? "")
  }
}

extension Symptom {
  /// Its word in documents for scripts.
  fileprivate var code: String {
    switch self {
    case .keyMissing: "keyMissing"
    case .keyReadableByOthers: "keyReadableByOthers"
    case .clockBehind: "clockBehind"
    case .clockAhead: "clockAhead"
    case .onSeveralMachines: "onSeveralMachines"
    case .olderThanItself: "olderThanItself"
    case .charterWaits: "charterWaits"
    case .captureMissing: "captureMissing"
    case .ownTrigger: "ownTrigger"
    case .littleSpace: "littleSpace"
    case .journalMode: "journalMode"
    case .database: "database"
    case .dangling: "dangling"
    case .parked: "parked"
    case .unheard: "unheard"
    }
  }
}
