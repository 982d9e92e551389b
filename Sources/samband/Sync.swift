import ArgumentParser
import Exchange

/// `samband sync`: the weekly command.
struct Sync: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "The weekly command: take in what is new in a folder, and write for everyone.",
    discussion: HelpText(
      text: """
        The folder may be on a stick, shared, or the place where you keep mail attachments. A \
        member writes for the coordinator, the coordinator for every member.
        """,
      example: "samband sync /media/minnepinne",
      statuses: [.failed, .differing, .invalidInput, .noSuchFile, .cannotWrite, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The folder to exchange through.", valueName: "folder"))
  var folder: String

  @OptionGroup var form: FormOptions
  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let report = try replica.sync(with: folder, form: form.form, maximumSize: form.maxSize?.bytes)
    let names = CharterNames(try replica.newestCharter().charter)
    let imported = ImportSummary(report.imported, names)
    if output.json {
      console.report(
        .object([
          ("import", imported.document(console)), ("export", ReportValue(report.exported)),
        ]))
    } else {
      SealSummary(report.imported.sealed).tell(console)
      imported.tellShortly(console)
      ExportSummary(report.exported, names).tellShortly(console)
    }
    imported.complain(console)
    return ExitStatus(report.imported)
  }
}
