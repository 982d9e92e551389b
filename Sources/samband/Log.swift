import ArgumentParser
import Exchange
import MergeAlgebra

/// `samband log`: who changed what when, a few lines a change set.
struct Log: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the change sets, newest first: who, when, note, how many rows of which tables.",
    discussion: HelpText(
      text: """
        Newest is what was applied here last; what waits for other change sets stands first. With \
        --json the result is a list of {dot, member, replica, time, note, state, rows, tables: \
        [{table, inserted, updated, deleted}]}; state is applied or parked.
        """,
      example: "samband log --limit 10", statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 20

  @Option(help: ArgumentHelp("Of this member only.", valueName: "member"))
  var member: MemberID?

  @Option(help: ArgumentHelp("Only those that touch this table.", valueName: "table"))
  var table: String?

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let lines = try replica.log(LogQuery(limit: limit, member: member, table: table))
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(.list(lines.map { ReportValue($0, names) }))
      return .done
    }
    if lines.isEmpty { console.say(.emptyLog) }
    for line in lines { tell(line, names, console) }
    if let newest = lines.first {
      console.line()
      let command = "samband show \(newest.head.dot)"
      console.say(.seeChangeSet(console.complete(.onReplica(command))))
    }
    let unsealed = try replica.status().unsealed
    if unsealed > 0 { console.note(.unsealedEdits(unsealed)) }
    return .done
  }

  private func tell(_ line: LogLine, _ names: CharterNames, _ console: Console) {
    let parts = [
      line.head.dot.description, console.text(.moment(line.head.time)),
      names.name(of: line.head.dot.stream.replica),
    ]
    let mark = line.isParked ? "  (\(console.text(.waitsForOthers)))" : ""
    console.line(parts.joined(separator: "  ") + mark)
    if !line.head.note.isEmpty {
      console.line("    “\(CellText(.text(line.head.note), console.language).whole)”")
    }
    let counted = line.tables.reduce(0) { $0 + $1.rows }
    var tables = line.tables.map { console.text(.tableCount($0)) }
    if line.rowCount > counted {
      tables.append(console.text(.erased(Int(line.rowCount) - counted)))
    }
    for text in tables { console.line("    \(text)") }
  }
}

extension ReportValue {
  /// A change set in a list.
  fileprivate init(_ line: LogLine, _ names: CharterNames) {
    self = .object(
      ReportValue.head(line.head, names) + [
        ("state", .string(line.isParked ? "parked" : "applied")),
        ("rows", .integer(line.rowCount)),
        ("tables", .list(line.tables.map { ReportValue($0) })),
      ])
  }
}
