import ArgumentParser
import BundleFormat
import Exchange
import ReplicaStore

/// `samband charter revise`: a new charter version with other tables or rules.
struct CharterRevise: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "revise",
    abstract: "Revise tables and rules: a new charter version, signed by the coordinator.",
    discussion: HelpText(
      text: """
        Give the whole new schema, or the whole new rules, or both. New tables, columns, indexes and \
        values are taken in; what the rows that are there may not fit is refused, with the way \
        round. A renamed column stands in the rules: "renamed": {"old": "new"}. The members get the \
        new version with your next bundle, and until then go on with the older one.
        """,
      example: "samband charter revise --schema schema.sql --rules rules.json --dry-run",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Option(help: ArgumentHelp("The tables, as plain SQL.", valueName: "file"))
  var schema: String?

  @Option(help: ArgumentHelp("The rules, as JSON.", valueName: "file"))
  var rules: String?

  @Flag(help: "Tell what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    if schema == nil && rules == nil {
      throw ValidationError("give --schema, --rules or both")
    }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    console.help = "samband charter revise --help"
    let replica = try replica.open(&console)
    let text = try schema.map { String(decoding: try FileSystem.read($0), as: UTF8.self) }
    let document = try rules.map { try FileSystem.read($0) }
    let trial = try replica.revise(schema: text, rules: document, isTrial: true)
    let before = try replica.charter().charter.version
    let isNew = trial.charter.charter.version > before
    guard isNew else {
      tell(trial, console, .nothingToRevise, isDone: false)
      return .done
    }
    if dryRun {
      let version = trial.charter.charter.version
      tell(trial, console, .wouldRevise(version: version), isDone: false)
      return .done
    }
    if !yes {
      guard Terminal.canBeAsked else {
        throw Failure.revisionNotConfirmed(Hint.sameCommand(and: "--yes"))
      }
      trial.changes.forEach { console.note(.change($0)) }
      guard console.confirms(.shallRevise) else { throw Failure.revisionDeclined }
    }
    let report = try replica.revise(schema: text, rules: document)
    tell(report, console, .revised(version: report.charter.charter.version), isDone: true)
    return .done
  }

  private func tell(
    _ report: RevisionReport, _ console: Console, _ conclusion: Message, isDone: Bool
  ) {
    if output.json {
      console.report(ReportValue(report, isDone: isDone))
      return
    }
    report.changes.forEach { console.say(.change($0)) }
    console.say(conclusion)
    guard isDone else { return }
    console.say(.charterFingerprint(fingerprint(of: report.charter.hash)))
    let folder = console.text(.folderWord)
    console.say(.charterTravels(console.complete(.onReplica("samband sync \(folder)"))))
  }
}

extension ReportValue {
  /// What a revision changes; `revised` says whether it has been made.
  fileprivate init(_ report: RevisionReport, isDone: Bool) {
    let changes = report.changes.map { change in
      ReportValue.object([
        ("subject", .string(change.subject.rawValue)),
        ("action", .string(change.action.rawValue)),
        ("table", .string(change.table)),
        ("name", .string(change.name)),
        ("before", change.before.map { .string($0) } ?? .null),
        ("after", change.after.map { .string($0) } ?? .null),
      ])
    }
    self = .object([
      ("charterVersion", .integer(report.charter.charter.version)),
      ("fingerprint", .string(fingerprint(of: report.charter.hash))),
      ("revised", .bool(isDone)),
      ("changes", .list(changes)),
    ])
  }
}
