import ArgumentParser
import BundleFormat
import Exchange
import MergeAlgebra

/// `samband join`: a member's replica, and its request to be admitted.
struct Join: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a member's replica from a charter, and the request to be admitted.",
    discussion: HelpText(
      text: """
        Compare the charter's fingerprint with the coordinator on the telephone, and read your own \
        aloud. Until you are admitted you can work, but nobody takes your bundles.
        """,
      example: """
        samband join avtale.json laerdal.sqlite --member laerdal --request-out laerdal.request.json
        """,
      statuses: [.invalidInput, .noSuchFile, .cannotWrite]
    ).discussion)

  @Argument(help: ArgumentHelp("The charter file.", valueName: "charter"))
  var charter: String

  @Argument(help: ArgumentHelp("The replica file to make.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Whose replica it is, as the charter names it.", valueName: "id"))
  var member: MemberID

  @Option(help: ArgumentHelp("Where to write the request.", valueName: "file"))
  var requestOut: String

  @OptionGroup var language: LanguageOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    try Found.checkRoom(for: requestOut)
    let (replica, request) = try join(console)
    let signed = try replica.charter()
    console.replicaArgument = file
    console.speak(signed.charter.language)
    try FileSystem.write(request.document, to: requestOut, replacing: false)
    if output.json {
      console.report(ReportValue(joined: replica, request, signed, requestOut))
    } else {
      console.say(.joined(signed.charter.name, CharterNames(signed.charter).name(of: member)))
      console.say(.madeReplica(replica.identity.replica.name, file))
      console.say(.wroteRequest(requestOut))
      console.say(.charterFingerprint(fingerprint(of: signed.hash)))
      console.say(.requestFingerprint(request.fingerprint))
      console.say(.compareAndSendRequest)
    }
    return .done
  }

  private func join(_ console: Console) throws -> (replica: Replica, request: JoinRequest) {
    let bytes = try FileSystem.readFromOutside(charter)
    do {
      return try Replica.join(
        charter: bytes, from: charter, member: member, at: file,
        workplace: Surroundings.current.workplace(console))
    } catch let error as ExchangeError where error.code == .unknownMember {
      let members = try SignedCharter(reading: bytes).charter.members
      throw Failure.notInCharter(member, members.map(\.id))
    }
  }
}

extension ReportValue {
  /// What joining made.
  fileprivate init(
    joined replica: Replica, _ request: JoinRequest, _ charter: SignedCharter, _ path: String
  ) {
    self = .object([
      ("collaboration", .string(replica.identity.collaboration.name)),
      ("replica", .string(replica.identity.replica.name)),
      ("member", .string(replica.identity.member.name)),
      ("request", .string(path)),
      ("fingerprint", .string(request.fingerprint)),
      ("charterVersion", .integer(charter.charter.version)),
      ("charterFingerprint", .string(fingerprint(of: charter.hash))),
    ])
  }
}
