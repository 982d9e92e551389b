import ArgumentParser
import BundleFormat
import Exchange

/// `samband charter recover`: the coordinator's keys are lost.
struct CharterRecover: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Go on with a new replica of the coordinator when its keys are lost.",
    discussion: HelpText(
      text: """
        Get the newest charter from a member (charter export), make a replica with join --member and \
        the coordinator's id, and then use the recovery key on it. The coordinator's other replicas \
        end. Send the new charter to the members; their bundles bring what they have. Afterwards \
        charter revise --recovery-out makes a new recovery key, since this one has been out.

        With --json: {charterVersion, fingerprint, ended: [{replica, member, streams}]}.
        """,
      example: "samband charter recover --recovery reserve.json --replica region-ny.sqlite",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Option(help: ArgumentHelp("The file with the recovery key.", valueName: "file"))
  var recovery: String

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let document = try FileSystem.read(recovery, limit: 64 << 10)
    let report = try replica.recover(with: document, from: recovery)
    if !output.json {
      let version = report.charter.charter.version
      console.say(.recovered(replica.identity.replica.name, version: version))
    }
    EndingSummary(report).tell(console, output)
    return .done
  }
}
