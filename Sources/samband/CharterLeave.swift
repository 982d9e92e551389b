import ArgumentParser
import BundleFormat
import Exchange
import MergeAlgebra

/// `samband charter leave`: a member leaves the collaboration.
struct CharterLeave: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave",
    abstract: "Let a member leave: its replicas end, its rows stay.",
    discussion: HelpText(
      text: """
        The charter says when. Take the member's last bundle in first: what comes later is refused. \
        It can come back with charter revise --member, and a new replica.

        With --json: {charterVersion, fingerprint, ended: [{replica, member, streams}]}.
        """,
      example: "samband charter leave vik",
      statuses: [.failed, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The member, as charter show names it.", valueName: "member"))
  var member: MemberID

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let name = CharterNames(try replica.newestCharter().charter).name(of: member)
    try console.confirmEnding(yes, .shallLeave(name))
    let report = try replica.leave(member)
    if !output.json { console.say(.hasLeft(name)) }
    EndingSummary(report).tell(console, output)
    return .done
  }
}
