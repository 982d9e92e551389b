import ArgumentParser
import Exchange
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// `samband history`: the whole life of a row.
struct History: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell the whole life of a row: each change in causal order, what is shown and why.",
    discussion: HelpText(
      text: """
        The key is written as you would say it: T06, 12, or several columns with commas between \
        (AP1,4642). A negative number, or a text with a comma in such a key, goes as JSON: '[-12]'. \
        The whole log is read.

        With --json: {table, key, shown, standing, renumberedFrom, edited, changes: [{dot, member, \
        replica, time, note, operation, effect, unseen, columns}], now: [{column, shown, written, \
        rule, choices, authors}], conflicts, namesakes}. unseen names the dots of earlier changes \
        that the author had not seen; columns are as in samband show; standing is plain, deleted, \
        held, setAside, merged, revived, altered or unsealed.
        """,
      example: "samband history measure T06", statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @Argument(help: ArgumentHelp("The table.", valueName: "table"))
  var table: String

  @Argument(help: ArgumentHelp("The row's key.", valueName: "key"))
  var key: String

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let known = try replica.tables(named: table, console.labels.vocabulary).first?.table.name
    let table = known ?? table
    let report = try replica.history(of: key, values: KeyArgument(key).values, in: table)
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(ReportValue(report, table, names))
    } else {
      HistorySummary(report, table, names).tell(console)
    }
    return .done
  }
}
