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

        With --dry-run it is told exactly what would happen, on a copy that is thrown away: nothing \
        is sealed and nothing written. With --json: {applied, alreadyKnown, parked, refused: [{file, \
        code, reason}], setAside: [{dot, member, replica, code, table, row, column, other, following, \
        reason}], conflicts: {opened, settled}}, for --dry-run also rows: [{table, inserted, \
        updated, deleted}].
        """,
      example: "samband import /media/minnepinne",
      statuses: [.failed, .differing, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("Bundles, or folders with bundles.", valueName: "path"))
  var paths: [String]

  @Flag(help: "Tell what would happen, and do nothing.")
  var dryRun = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    if dryRun { return try tellTrial(replica, console) }
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

  private func tellTrial(_ replica: Replica, _ console: Console) throws -> ExitStatus {
    let scratch = try ScratchFolder()
    defer { scratch.remove(console) }
    let trial = try replica.tryImport(paths, scratch: scratch.path)
    // Of a member that only a newer charter in the bundles names, the identifier is told.
    let names = CharterNames(try replica.newestCharter().charter)
    let summary = ImportSummary(trial.report, names, rows: trial.rows)
    if output.json {
      console.report(summary.document(console))
    } else {
      summary.tell(console)
    }
    summary.complain(console)
    return ExitStatus(trial.report)
  }
}
