import ArgumentParser
import Exchange
import ReplicaStore

/// `samband show`: one row with what belongs to it, or one change set whole.
struct Show: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show one row with what belongs to it, or one change set whole.",
    discussion: HelpText(
      text: """
        With a table and a key: what the row holds, the rows that it refers to and that refer to it, \
        what waits for a decision there, and its history. Tables and rows may be given by what people \
        call them. With --json: {table, key, columns: {…}, refersTo: [{columns, table, key, name}], \
        referredBy: [{columns, table, key, name}], history}; history is as in samband history.

        With a dot alone, the name of a change set that samband log prints: who, when, what its \
        author had seen, every row. Of every column the value that the author had before stands beside the one that was written. \
        With --json: {dot, member, replica, time, note, state, hash, charterVersion, erased, saw: \
        [{replica, stream, number, time}], rows: [{table, key, operation, time, columns: [{column, \
        before, after, added, removed, difference, suggestion}]}]}.
        """,
      example: "samband show laerdal-7q2k9f3m.4f1c.everyone:3",
      statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @Argument(
    help: ArgumentHelp(
      "The table; or, alone, the change set as `samband log` names it.", valueName: "table-or-dot"))
  var subject: String

  @Argument(help: ArgumentHelp("The row's key.", valueName: "key"))
  var key: String?

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    if let key { return try showRow(key, &console) }
    let replica = try replica.openRecords(&console)
    try refuseTableAlone(replica, console)
    let report = try replica.changeSet(named: subject)
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(ReportValue(report, names))
    } else {
      tell(report, names, console)
    }
    return .done
  }

  /// Refuses what is a table and no change set: a row is missing.
  private func refuseTableAlone(_ replica: Replica, _ console: Console) throws {
    // The name of a change set has a colon.
    if subject.contains(":") { return }
    do {
      let tables = try replica.tables(named: subject, console.labels.vocabulary)
      guard let name = tables.first?.table.name else { return }
      throw Failure.keyMissing(name, console.labels.table(name))
    } catch let error as ExchangeError where error.code == .unknownTable {
      return
    }
  }

  private func showRow(_ key: String, _ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let details = try replica.record(
      subject, key, values: KeyArgument(key).values, console.labels.vocabulary,
      console.labels.words())
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(ReportValue(details, names))
    } else {
      RecordSummary(details, names).tell(console)
    }
    return .done
  }

  private func tell(_ report: ChangeSetReport, _ names: CharterNames, _ console: Console) {
    let head = report.head
    let author = head.dot.stream.replica
    console.line(head.dot.description)
    let mark = report.isParked ? "  (\(console.text(.waitsForOthers)))" : ""
    console.line(
      "\(names.name(of: author)) (\(author)), \(console.text(.moment(head.time)))\(mark)")
    if !head.note.isEmpty {
      console.line("“\(CellText(.text(head.note), console.language).whole)”")
    }
    tell(report.saw, names, console)
    for row in report.rows {
      console.line()
      let place = "\(row.event.row.table) \(row.event.key.readable)"
      console.line("\(place)  (\(console.text(.operation(row.event.kind))))")
      var table = TextTable(indent: "    ")
      table.add(row.changes, of: row.event.kind, isShort: false, console)
      table.lines.forEach { console.line($0) }
    }
    if report.erasedRows > 0 {
      console.line()
      console.say(.erased(report.erasedRows))
    }
  }

  private func tell(
    _ saw: [ChangeSetReport.Sight], _ names: CharterNames, _ console: Console
  ) {
    guard !saw.isEmpty else {
      console.say(.hadSeenNothing)
      return
    }
    console.say(.hadSeen)
    for sight in saw {
      let replica = sight.stream.replica
      let who = "\(names.name(of: replica)) (\(sight.stream))"
      let message = Message.saw(who, sight.number, of: sight.applied, at: sight.time)
      console.line("    \(console.text(message))")
    }
  }
}

extension ReportValue {
  /// A change set whole.
  fileprivate init(_ report: ChangeSetReport, _ names: CharterNames) {
    let saw = report.saw.map { sight in
      ReportValue.object([
        ("replica", .string(sight.stream.replica.name)), ("stream", .string(sight.stream.name)),
        ("number", .integer(sight.number)), ("time", ReportValue(moment: sight.time)),
      ])
    }
    let rows = report.rows.map { row in
      ReportValue.object([
        ("table", .string(row.event.row.table)), ("key", ReportValue(row.event.key)),
        ("operation", ReportValue(row.event.kind)), ("time", ReportValue(moment: row.event.time)),
        ("columns", .list(row.changes.map { ReportValue($0) })),
      ])
    }
    self = .object(
      ReportValue.head(report.head, names) + [
        ("state", .string(report.isParked ? "parked" : "applied")),
        ("hash", .string(report.hash.description)),
        ("charterVersion", .integer(report.head.charterVersion)),
        ("erased", .count(report.erasedRows)), ("saw", .list(saw)), ("rows", .list(rows)),
      ])
  }
}
