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

  @OptionGroup var ending: EndingOptions

  var givenLanguage: Language? { ending.givenLanguage }

  func perform(_ console: inout Console) throws -> ExitStatus {
    try ending.perform(
      &console, asking: { .shallLeave($0.name(of: member)) },
      saying: { .hasLeft($0.name(of: member)) }
    ) {
      try $0.leave(member)
    }
  }
}
