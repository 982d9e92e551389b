import ArgumentParser
import Exchange
import ReplicaStore

/// `samband conflicts`: what two people wrote at once, and what is held back.
struct Conflicts: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what two people wrote at once; with an id, all there is to know about it.",
    discussion: HelpText(
      text: """
        Nothing is lost: what is not shown stands here until somebody decides. Two rows for the same \
        thing stand side by side as A, which is shown, and B, which is not.

        With --json the whole list is one document: [{id, table, key, columns, rule, state, base, \
        shown, values: [{value, member, replica, time, dot}]}]. Of two rows for the same thing \
        (rules setAside and merge) columns are those in which they agree, shown is row A, and values \
        are rows A and B, each an object of column and cell. For a row that was made with a number \
        that another row got (rule renumbered) shown is its number now, and values has the one given.
        A row that somebody deleted (rules keep-edited, delete-wins and revive) has cells, the row as \
        an object of column and cell, and others, values that stand beside those. A reference to a \
        row that is gone (rule clear) is shown as null; values has what was written. base is what was \
        there before anybody wrote at once, in the shape of shown, for a deleted row as an object of \
        column and cell; null where there was no row, or the log does not tell.
        """,
      example: "samband conflicts",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: "One conflict, in full.")
  var id: String?

  @Flag(help: "Every conflict in full.")
  var all = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let listed = try replica.conflicts()
    let chosen = listed.filter { id == nil || $0.id == id }
    if let id, chosen.isEmpty { throw ExchangeError(.unknownConflict, id) }
    let names = CharterNames(try replica.charter().charter)
    let bases =
      output.json || id != nil || all ? try replica.bases(of: chosen) : [:]
    if output.json {
      let tables = ReplicaTables(replica)
      let columns = try Dictionary(
        uniqueKeysWithValues: Set(chosen.map(\.table)).map { ($0, try tables.columns(of: $0)) })
      console.report(
        .list(
          chosen.map {
            ReportValue($0, names, columns: columns[$0.table] ?? [], base: bases[$0.id])
          }))
    } else if id != nil || all {
      for (index, conflict) in ConflictList.sorted(chosen).enumerated() {
        if index > 0 { console.line() }
        try ConflictDetails(conflict, names, replica, base: bases[conflict.id]).tell(console)
      }
      if chosen.isEmpty { console.say(.noConflicts) }
    } else {
      ConflictList(chosen).tell(console)
    }
    return .done
  }
}
