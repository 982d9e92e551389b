import ArgumentParser
import BundleFormat
import Exchange
import MergeAlgebra

/// `samband charter end-replica`: a lost laptop.
struct CharterEndReplica: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "end-replica",
    abstract: "End a replica whose computer was lost: a new charter, signed by the coordinator.",
    discussion: HelpText(
      text: """
        What this replica has of it stays, and nobody takes what it signs later, nor its bundles; \
        nothing is encrypted to it any more. What others had taken in before they hear of it stays \
        too, for everybody. It cannot be undone; the member makes a new replica with join. Bundles \
        that were sent before can still be read by whoever has the key.

        With --json: {charterVersion, fingerprint, ended: [{replica, member, streams}]}.
        """,
      example: "samband charter end-replica laerdal-7q2k9f3m",
      statuses: [.failed, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The replica, as charter show names it.", valueName: "replica"))
  var lost: ReplicaID

  @OptionGroup var ending: EndingOptions

  var givenLanguage: Language? { ending.givenLanguage }

  func perform(_ console: inout Console) throws -> ExitStatus {
    try ending.perform(&console, asking: { .shallEnd(["\($0.name(of: lost)) (\(lost))"]) }) {
      try $0.end(lost)
    }
  }
}

extension ReplicaID: ExpressibleByArgument {
  /// Accepts a well-formed replica id.
  public init?(argument: String) { self.init(argument) }
}
