import ArgumentParser
import Exchange

/// `samband sync`: the weekly command.
struct Sync: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "The weekly command: take in what is new in a folder, and write for everyone.",
    discussion: HelpText(
      text: """
        The folder may be on a stick, shared, or the place where you keep mail attachments. A \
        member writes for the coordinator, the coordinator for every member. What came in stays and is \
        told, also when nothing can be written; with --json "export" is then null.
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
    var imported: ImportSummary?
    do {
      let report = try replica.sync(with: folder, form: form.form, maximumSize: form.maxSize?.bytes)
      {
        let names = CharterNames(try replica.newestCharter().charter)
        imported = ImportSummary($0, names)
        if !output.json { tell($0, names, console) }
      }
      let names = CharterNames(try replica.newestCharter().charter)
      if output.json {
        self.report(imported, ReportValue(report.exported), console)
      } else {
        ExportSummary(report.exported, names, maximumSize: form.maxSize?.bytes)
          .tellShortly(console)
      }
      imported?.complain(console)
      return ExitStatus(report.imported)
    } catch {
      // What came in is in, whether or not anything could be written.
      if output.json && imported != nil { self.report(imported, .null, console) }
      imported?.complain(console)
      throw error
    }
  }

  private func tell(_ report: ImportReport, _ names: CharterNames, _ console: Console) {
    SealSummary(report.sealed).tell(console)
    ImportSummary(report, names).tellShortly(console)
  }

  private func report(_ imported: ImportSummary?, _ exported: ReportValue, _ console: Console) {
    let document = imported?.document(console) ?? .null
    console.report(.object([("import", document), ("export", exported)]))
  }
}
