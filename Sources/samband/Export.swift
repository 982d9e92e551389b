import ArgumentParser
import Exchange
import MergeAlgebra

/// `samband export`: one bundle for each recipient.
struct Export: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write one bundle for each recipient, with all that they are not known to have.",
    discussion: HelpText(
      text: """
        Without --to a member writes for the coordinator, and the coordinator for all. A bundle is \
        written even when there is nothing new, since what you have received is news too.
        """,
      example: "samband export --to region -o ut",
      statuses: [.failed, .invalidInput, .noSuchFile, .cannotWrite, .busy, .notAllowed]
    ).discussion)

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("For whom to write.", valueName: "member"))
  var to: [MemberID] = []

  @Flag(help: "Write for every other member.")
  var all = false

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var output: String

  @OptionGroup var form: FormOptions
  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var report: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    if all && !to.isEmpty { throw ValidationError("--to and --all exclude each other") }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let exported = try replica.export(
      to: to, toAll: all, into: output, form: form.form, maximumSize: form.maxSize?.bytes)
    if report.json {
      console.report(ReportValue(exported))
    } else {
      SealSummary(exported.sealed).tell(console)
      let names = CharterNames(try replica.charter().charter)
      ExportSummary(exported, names, maximumSize: form.maxSize?.bytes).tell(console)
    }
    return .done
  }
}
