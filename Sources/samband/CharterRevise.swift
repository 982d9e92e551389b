import ArgumentParser
import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore

/// `samband charter revise`: a new charter version with other tables, rules or members.
struct CharterRevise: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "revise",
    abstract: "Revise tables, rules and members: a new charter version, signed by the coordinator.",
    discussion: HelpText(
      text: """
        Give the whole new schema, or the whole new rules, or both. New tables, columns, indexes and \
        values are taken in; what the rows that are there may not fit is refused, with the way \
        round. A renamed column stands in the rules: "renamed": {"old": "new"}. The members get the \
        new version with your next bundle, and until then go on with the older one.

        --member takes a new member in, gives one another name, or takes one back that had left. \
        --coordinator hands over to another member, unless a table is for the coordinator alone; \
        --recovery-out makes another recovery key.
        """,
      example: "samband charter revise --schema schema.sql --rules rules.json --dry-run",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Option(help: ArgumentHelp("The tables, as plain SQL.", valueName: "file"))
  var schema: String?

  @Option(help: ArgumentHelp("The rules, as JSON.", valueName: "file"))
  var rules: String?

  @Option(
    name: .customLong("member"),
    help: ArgumentHelp(
      "A member who joins, returns or gets another name. May be repeated.",
      valueName: "id:ownerkey=name"))
  var members: [MemberArgument] = []

  @Option(help: ArgumentHelp("The member who coordinates from now on.", valueName: "id"))
  var coordinator: MemberID?

  @Option(help: ArgumentHelp("Make a new recovery key, in this file.", valueName: "file"))
  var recoveryOut: String?

  @Flag(help: "Tell what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    let isAny =
      schema != nil || rules != nil || !members.isEmpty || coordinator != nil || recoveryOut != nil
    if !isAny {
      throw ValidationError("give --schema, --rules, --member, --coordinator or --recovery-out")
    }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    console.help = "samband charter revise --help"
    let replica = try replica.open(&console)
    let recovery = try recoveryOut.map { path in
      try RecoveryOutput(path: path, replica.workplace)
    }
    let revision = try revision(recovery)
    let trial = try replica.revise(revision, isTrial: true)
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
      trial.memberChanges.forEach { console.note(.change($0)) }
      guard console.confirms(.shallRevise) else { throw Failure.revisionDeclined }
    }
    // Before it counts: a charter must not name a recovery key that nobody has.
    try recovery?.write(of: replica.identity.collaboration)
    let report = try replica.revise(revision)
    if !output.json, let recovery { console.say(.wroteRecoveryKey(recovery.path)) }
    tell(report, console, .revised(version: report.charter.charter.version), isDone: true)
    return .done
  }

  private func revision(_ recovery: RecoveryOutput?) throws -> Revision {
    var revision = Revision(
      schema: try schema.map { String(decoding: try FileSystem.read($0), as: UTF8.self) },
      rules: try rules.map { try FileSystem.read($0) })
    revision.members = members.map {
      MemberRevision(id: $0.member.id, name: $0.member.name, ownerKey: $0.ownerKey)
    }
    revision.coordinator = coordinator
    revision.recoveryKey = recovery?.key.verifyingKey
    return revision
  }

  private func tell(
    _ report: RevisionReport, _ console: Console, _ conclusion: Message, isDone: Bool
  ) {
    if output.json {
      console.report(ReportValue(report, isDone: isDone))
      return
    }
    report.changes.forEach { console.say(.change($0)) }
    report.memberChanges.forEach { console.say(.change($0)) }
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
      ("memberChanges", .list(report.memberChanges.map { ReportValue($0) })),
    ])
  }
}

extension ReportValue {
  /// One change of who takes part.
  fileprivate init(_ change: MemberChange) {
    let (kind, member): (String, Member?) =
      switch change {
      case .joined(let member): ("joined", member)
      case .returned(let member): ("returned", member)
      case .renamed(let member, _): ("renamed", member)
      case .coordinates(let member): ("coordinates", member)
      case .recoveryKey: ("recoveryKey", nil)
      }
    self = .object([
      ("change", .string(kind)), ("member", member.map { .string($0.id.name) } ?? .null),
      ("name", member.map { .string($0.name) } ?? .null),
    ])
  }
}
