import ArgumentParser
import Exchange
import ReplicaStore

/// `samband undo`: a new change set, the inverse of another.
struct Undo: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Undo a change set by a new one that writes back what its author had before.",
    discussion: HelpText(
      text: """
        A row that was made is deleted, a deleted one is put back as it was, an edited cell gets the \
        value from before; elements and amounts are taken back. What somebody has written since, or \
        at the same time, is left as it is and named. When a row is somebody else's to write, a column \
        is set once, or the schema forbids the result, nothing is undone (status 77). An undo can be \
        undone.

        With --json: {undone, dryRun, changeSets, rows: [{table, key, operation, columns: [{column, \
        before, after, added, removed, difference, suggestion}]}], leftAlone: [{table, key, column, \
        reason, member, replica, time, dot}]}. Status 1 when everything was left as it is.
        """,
      example: "samband undo laerdal-7q2k9f3m.4f1c.everyone:3 -m 'Feil rad' --dry-run",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Argument(help: ArgumentHelp("The change set, as `samband log` names it.", valueName: "dot"))
  var dot: String

  @Option(name: [.customShort("m"), .long], help: "Why.")
  var note = ""

  @Flag(help: "Tell what would be written, and write nothing.")
  var dryRun = false

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let report = try replica.undo(dot, note: note, isTrial: dryRun)
    let names = CharterNames(try replica.newestCharter().charter)
    if output.json {
      console.report(document(report, names))
    } else {
      tell(report, names, console)
    }
    guard report.made.isEmpty else { return .done }
    console.complain(.nothingUndone)
    if let left = report.plan.leftAlone.first {
      let command =
        "samband history \(ShellWord(left.table).text) \(KeyArgument.word(for: left.key))"
      console.hint(Hint(.seeHistory, .onReplica(command)))
    }
    return .failed
  }

  private func tell(_ report: UndoReport, _ names: CharterNames, _ console: Console) {
    if dryRun { console.say(.onlyTried) }
    for step in report.plan.steps {
      console.say(.undone("\(step.table) \(step.key.readable)", step.kind))
      var table = TextTable(indent: "    ")
      table.add(step.changes, of: step.kind, isShort: true, console)
      table.lines.forEach { console.line($0) }
    }
    for left in report.plan.leftAlone {
      let place = "\(left.table) \(left.key.readable)" + (left.column.map { ": \($0)" } ?? "")
      let who = left.by.map { stamp in
        Message.whoAndWhen(names.name(of: stamp.dot.stream.replica), stamp.time)
      }
      console.say(.leftAlone(place, left.reason, who))
    }
    if dryRun || report.made.isEmpty { return }
    console.say(.undoneBy(report.made.map(\.description)))
    console.say(.decisionTravels)
  }

  private func document(_ report: UndoReport, _ names: CharterNames) -> ReportValue {
    let rows = report.plan.steps.map { step in
      ReportValue.object([
        ("table", .string(step.table)), ("key", ReportValue(step.key)),
        ("operation", ReportValue(step.kind)),
        ("columns", .list(step.changes.map { ReportValue($0) })),
      ])
    }
    let left = report.plan.leftAlone.map { left in
      let replica = left.by?.dot.stream.replica
      let member = replica.flatMap { names.member(of: $0) }
      return ReportValue.object([
        ("table", .string(left.table)), ("key", ReportValue(left.key)),
        ("column", left.column.map { .string($0) } ?? .null),
        ("reason", .string(left.reason.rawValue)),
        ("member", member.map { .string($0.name) } ?? .null),
        ("replica", replica.map { .string($0.name) } ?? .null),
        ("time", ReportValue(moment: left.by?.time)),
        ("dot", left.by.map { .string($0.dot.description) } ?? .null),
      ])
    }
    return .object([
      ("undone", .string(dot)), ("dryRun", .bool(dryRun)),
      ("changeSets", .list(dryRun ? [] : report.made.map { .string($0.description) })),
      ("rows", .list(rows)), ("leftAlone", .list(left)),
    ])
  }
}
