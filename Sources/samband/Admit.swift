import ArgumentParser
import BundleFormat
import Exchange

/// `samband admit`: a new charter version that names more replicas.
struct Admit: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Admit replicas: a new charter version, signed by the coordinator.",
    discussion: HelpText(
      text: """
        Shows the fingerprint of each request; compare them with the members on the telephone. The \
        new charter travels with your next bundles.
        """,
      example: "samband admit laerdal.request.json vik.request.json",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("Request files.", valueName: "request"))
  var requests: [String]

  @Flag(help: "The fingerprints were compared: do not ask.")
  var yes = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let examined = try requests.map { path in
      try replica.examine(request: FileSystem.readFromOutside(path), from: path)
    }
    let before = try replica.charter().charter
    if !output.json || !yes { show(examined, CharterNames(before), console) }
    if !yes {
      guard Terminal.canBeAsked else {
        throw Failure.notConfirmed(Hint.sameCommand(and: "--yes"))
      }
      guard console.confirms(.areFingerprintsRight) else { throw Failure.declined }
    }
    let charter = try replica.admit(examined).charter
    let admitted = charter.replicas.filter { before.replica($0.id) == nil }
    if output.json {
      console.report(
        .object([
          ("charterVersion", .integer(charter.version)),
          ("admitted", .list(admitted.map { .string($0.id.name) })),
        ]))
    } else if admitted.isEmpty {
      console.say(.allAdmittedBefore(version: charter.version))
    } else {
      let names = CharterNames(charter)
      console.say(.admitted(admitted.map { names.label(of: $0.id) }, version: charter.version))
      let folder = console.text(.folderWord)
      console.say(.charterTravels(console.complete(.onReplica("samband sync \(folder)"))))
    }
    return .done
  }

  private func show(_ requests: [JoinRequest], _ names: CharterNames, _ console: Console) {
    var table = TextTable()
    for request in requests {
      table.add(names.name(of: request.member), request.replica.name, request.fingerprint)
    }
    // With --json the result alone goes to stdout.
    table.lines.forEach { output.json ? console.note(Message($0)) : console.line($0) }
  }
}
