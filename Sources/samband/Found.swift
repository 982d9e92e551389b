import ArgumentParser
import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import SognForAlle

/// `samband found`: the coordinator's replica and the first charter.
struct Found: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Found a collaboration: its charter and the coordinator's replica.",
    discussion: HelpText(
      text: """
        The tables come from the built-in template, from your own SQL file with a rules file \
        beside it, or with --from from a database that exists, with its rows; that is only read. \
        Give the charter file to the members; each of them joins with it. With --recovery-out a key \
        is made that can go on when the coordinator's own is lost: lock that file away.
        """,
      example: """
        samband found region.sqlite --template sogn --name 'Sogn for alle' --charter-out avtale.json
        """,
      statuses: [.invalidInput, .noSuchFile, .cannotWrite, .busy]
    ).discussion)

  @Argument(help: ArgumentHelp("The replica file to make.", valueName: "file"))
  var file: String

  @Option(help: "The collaboration's name. Default with --template sogn: 'Sogn for alle'.")
  var name: String?

  @Option(help: ArgumentHelp("A built-in set of tables and rules.", valueName: "sogn"))
  var template: String?

  @Option(help: ArgumentHelp("Your own tables, as plain SQL.", valueName: "file"))
  var schema: String?

  @Option(
    help: ArgumentHelp(
      "An SQLite database to take over as it is, with its rows.", valueName: "file"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The rules for --schema or --from, as JSON. Default with --from: proposed from its tables.",
      valueName: "file"))
  var rules: String?

  @Flag(help: "With --from: say what would be done, and write nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("The coordinator.", valueName: "id=name"))
  var coordinator: MemberArgument?

  @Option(
    name: .customLong("member"),
    help: ArgumentHelp(
      "A member, with what owner columns hold for it. May be repeated.",
      valueName: "id:ownerkey=name"))
  var members: [MemberArgument] = []

  @Option(help: ArgumentHelp("Where to write the charter.", valueName: "file"))
  var charterOut: String?

  @Option(
    help: ArgumentHelp(
      "Where to write the recovery key, which is to be kept outside this computer.",
      valueName: "file"))
  var recoveryOut: String?

  @Option(help: "The charter's language: nn, nb or en.")
  var language: Language?

  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { language }

  func validate() throws {
    if [template, schema, from].count(where: { $0 != nil }) > 1 {
      throw ValidationError("--template, --schema and --from exclude each other")
    }
    if rules != nil && schema == nil && from == nil {
      throw ValidationError("--rules belongs to --schema or --from")
    }
    if dryRun && from == nil { throw ValidationError("--dry-run belongs to --from") }
    if dryRun { return }
    if template == nil && name == nil { throw ValidationError("--name is missing") }
    if charterOut == nil { throw ValidationError("--charter-out is missing") }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    if FileSystem.exists(file) { throw ExchangeError(.exists, file) }
    if dryRun, let from { return try look(at: from, console) }
    let charterOut = charterOut ?? ""
    var plan = try plan(console.language)
    try checkMembers(plan)
    try Self.checkRoom(for: charterOut)
    let recovery = try recoveryOut.map { path in
      try RecoveryOutput(path: path, Surroundings.current.workplace(console))
    }
    plan.recoveryKey = recovery?.key.verifyingKey
    let (replica, takeover) = try found(plan, console)
    console.replicaArgument = file
    console.speak(plan.language)
    let charter = try replica.charter()
    try recovery?.write(of: replica.identity.collaboration)
    try FileSystem.write(charter.document, to: charterOut, replacing: false)
    if output.json {
      console.report(ReportValue(founded: replica, charter, charterOut, takeover))
    } else {
      tell(replica, charter, charterOut, console)
      tellOfRecovery(console)
    }
    return .done
  }

  /// Says what taking a database over would do.
  private func look(at existing: String, _ console: Console) throws -> ExitStatus {
    let takeover = try Takeover(of: existing, rules: try rules.map { try FileSystem.read($0) })
    if output.json {
      console.report(ReportValue(takeover))
    } else {
      TakeoverSummary(takeover).tell(console)
    }
    try takeover.checkRows()
    if !output.json { console.say(.nothingWritten) }
    return .done
  }

  private func found(
    _ plan: FoundingPlan, _ console: Console
  ) throws -> (replica: Replica, takeover: Takeover?) {
    let workplace = Surroundings.current.workplace(console)
    guard let from else {
      return (try Replica.found(plan, at: file, workplace: workplace), nil)
    }
    var announced: Takeover?
    let founded = try Replica.found(
      plan, from: from, rules: try rules.map { try FileSystem.read($0) }, at: file,
      workplace: workplace
    ) { takeover in
      announced = takeover
      if !output.json { TakeoverSummary(takeover).tell(console) }
    }
    if !output.json { SealSummary(founded.report).tell(console) }
    return (founded.replica, announced)
  }

  private func plan(_ spoken: Language) throws -> FoundingPlan {
    guard schema != nil || from != nil else { return try templatePlan() }
    let founder = Member(id: SognTemplate.coordinator.id, name: "Regionrådet", ownerKey: "region")
    return FoundingPlan(
      name: name ?? "", language: spoken.rawValue, coordinator: coordinator?.member ?? founder,
      members: members.map(\.member),
      schema: try schema.map { String(decoding: try FileSystem.read($0), as: UTF8.self) } ?? "",
      rules: try rules.map { try FileSystem.read($0) } ?? Array("{}".utf8))
  }

  private func templatePlan() throws -> FoundingPlan {
    guard let template else { throw Failure.nothingToFound }
    guard template == SognTemplate.name else { throw Failure.unknownTemplate(template) }
    return SognTemplate.foundingPlan(
      name: name ?? "Sogn for alle", language: (language ?? .nn).rawValue,
      coordinator: coordinator?.member ?? SognTemplate.coordinator,
      furtherMembers: members.map(\.member))
  }

  private func checkMembers(_ plan: FoundingPlan) throws {
    var known: Set<MemberID> = [plan.coordinator.id]
    for member in plan.members where !known.insert(member.id).inserted {
      throw Failure.memberTwice(member.id)
    }
  }

  /// Refuses an output file that cannot be made, before anything else is made.
  static func checkRoom(for path: String) throws {
    if FileSystem.exists(path) { throw ExchangeError(.exists, path) }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileSystem.isFolder(folder) else { throw Failure.noSuchFolder(folder) }
  }

  private func tellOfRecovery(_ console: Console) {
    guard let recoveryOut else {
      let command = "samband charter revise --recovery-out \(console.text(.fileWord))"
      console.say(.noRecoveryKey(console.complete(.onReplica(command))))
      return
    }
    console.say(.wroteRecoveryKey(recoveryOut))
  }

  private func tell(
    _ replica: Replica, _ charter: SignedCharter, _ charterOut: String, _ console: Console
  ) {
    console.say(.founded(charter.charter.name, charter.charter.members.count))
    console.say(.madeReplica(replica.identity.replica.name, file))
    console.say(.wroteCharter(charterOut, version: charter.charter.version))
    console.say(.charterFingerprint(fingerprint(of: charter.hash)))
    console.say(.giveCharterToMembers(ShellWord(charterOut).text))
  }
}

extension ReportValue {
  /// What founding made.
  fileprivate init(
    founded replica: Replica, _ charter: SignedCharter, _ path: String, _ takeover: Takeover?
  ) {
    let taken = takeover.map { [(name: "takeover", value: ReportValue($0))] } ?? []
    let made: [(name: String, value: ReportValue)] = [
      ("collaboration", .string(replica.identity.collaboration.name)),
      ("replica", .string(replica.identity.replica.name)),
      ("member", .string(replica.identity.member.name)),
      ("charter", .string(path)),
      ("charterVersion", .integer(charter.charter.version)),
      ("fingerprint", .string(fingerprint(of: charter.hash))),
    ]
    self = .object(made + taken)
  }
}
