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
        The tables come from the built-in template or from your own SQL file with a rules file \
        beside it. Give the charter file to the members; each of them joins with it.
        """,
      example: """
        samband found region.sqlite --template sogn --name 'Sogn for alle' --charter-out avtale.json
        """,
      statuses: [.invalidInput, .noSuchFile, .cannotWrite]
    ).discussion)

  @Argument(help: ArgumentHelp("The replica file to make.", valueName: "file"))
  var file: String

  @Option(help: "The collaboration's name. Default with --template sogn: 'Sogn for alle'.")
  var name: String?

  @Option(help: ArgumentHelp("A built-in set of tables and rules.", valueName: "sogn"))
  var template: String?

  @Option(help: ArgumentHelp("Your own tables, as plain SQL.", valueName: "file"))
  var schema: String?

  @Option(help: ArgumentHelp("The rules for --schema, as JSON.", valueName: "file"))
  var rules: String?

  @Option(help: ArgumentHelp("The coordinator.", valueName: "id=name"))
  var coordinator: MemberArgument?

  @Option(
    name: .customLong("member"),
    help: ArgumentHelp(
      "A member, with what owner columns hold for it. May be repeated.",
      valueName: "id:ownerkey=name"))
  var members: [MemberArgument] = []

  @Option(help: ArgumentHelp("Where to write the charter.", valueName: "file"))
  var charterOut: String

  @Option(help: "The charter's language: nn, nb or en.")
  var language: Language?

  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { language }

  func validate() throws {
    if template != nil && schema != nil {
      throw ValidationError("--template and --schema exclude each other")
    }
    if rules != nil && schema == nil { throw ValidationError("--rules belongs to --schema") }
    if template == nil && name == nil { throw ValidationError("--name is missing") }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let plan = try plan(console.language)
    try checkMembers(plan)
    try Self.checkRoom(for: charterOut)
    let replica = try Replica.found(plan, at: file, workplace: Surroundings.current.workplace)
    console.replicaArgument = file
    console.speak(plan.language)
    let charter = try replica.charter()
    try FileSystem.write(charter.document, to: charterOut, replacing: false)
    if output.json {
      console.report(ReportValue(founded: replica, charter, charterOut))
    } else {
      tell(replica, charter, console)
    }
    return .done
  }

  private func plan(_ spoken: Language) throws -> FoundingPlan {
    guard let schema else { return try templatePlan() }
    let founder = Member(id: SognTemplate.coordinator.id, name: "Regionrådet", ownerKey: "region")
    return FoundingPlan(
      name: name ?? "", language: spoken.rawValue, coordinator: coordinator?.member ?? founder,
      members: members.map(\.member),
      schema: String(decoding: try FileSystem.read(schema), as: UTF8.self),
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

  private func tell(_ replica: Replica, _ charter: SignedCharter, _ console: Console) {
    console.say(.founded(charter.charter.name, charter.charter.members.count))
    console.say(.madeReplica(replica.identity.replica.name, file))
    console.say(.wroteCharter(charterOut, version: charter.charter.version))
    console.say(.charterFingerprint(fingerprint(of: charter.hash)))
    console.say(.giveCharterToMembers(ShellWord(charterOut).text))
  }
}

extension ReportValue {
  /// What founding made.
  fileprivate init(founded replica: Replica, _ charter: SignedCharter, _ path: String) {
    self = .object([
      ("collaboration", .string(replica.identity.collaboration.name)),
      ("replica", .string(replica.identity.replica.name)),
      ("member", .string(replica.identity.member.name)),
      ("charter", .string(path)),
      ("charterVersion", .integer(charter.charter.version)),
      ("fingerprint", .string(fingerprint(of: charter.hash))),
    ])
  }
}
