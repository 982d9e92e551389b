import ArgumentParser
import Exchange

/// `samband import`: takes bundles in from files and folders.
struct Import: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take bundles in from files and folders, in any order.",
    discussion: HelpText(
      text: """
        Importing twice, late or in part is never wrong. A bundle that is refused leaves the replica \
        as it was and does not keep the others out.
        """,
      example: "samband import /media/minnepinne",
      statuses: [.differing, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("Bundles, or folders with bundles.", valueName: "path"))
  var paths: [String]

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let report = try replica.importBundles(paths)
    let summary = ImportSummary(report, CharterNames(try replica.newestCharter().charter))
    if output.json {
      console.report(summary.document(console))
    } else {
      summary.tell(console)
    }
    summary.complain(console)
    return ExitStatus(report)
  }
}
