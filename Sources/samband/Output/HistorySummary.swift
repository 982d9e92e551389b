import Exchange
import MergeAlgebra
import ReplicaStore

/// The life of a row, for people.
struct HistorySummary {
  private let report: HistoryReport
  private let table: String
  private let names: CharterNames
  private var place: String { "\(table) \(report.now.key.readable)" }

  /// Summarises a report about a row of a table.
  init(_ report: HistoryReport, _ table: String, _ names: CharterNames) {
    self.report = report
    self.table = table
    self.names = names
  }

  /// Prints each change, then what is shown and why.
  func tell(_ console: Console) {
    let entries = report.history?.entries ?? []
    console.say(.lifeOf(place, changes: entries.count))
    tellChanges(console)
    console.line()
    tellNow(console)
    for conflict in report.now.conflicts { tell(conflict, console) }
    if let keys = report.history?.namesakes, !keys.isEmpty {
      console.say(.namesakes(keys.map(\.readable)))
      let command =
        "samband history \(ShellWord(table).text) \(KeyArgument.word(for: keys[0]))"
      console.line("  \(console.complete(.onReplica(command)))")
    }
  }

  /// Prints each change.
  func tellChanges(_ console: Console) {
    for (number, entry) in (report.history?.entries ?? []).enumerated() {
      tell(entry, number + 1, console)
    }
  }

  private func tell(_ entry: RowHistory.Entry, _ number: Int, _ console: Console) {
    let replica = entry.event.dot.stream.replica
    var words = [
      "\(number)", console.text(.moment(entry.event.time)), names.label(of: replica),
      console.text(.operation(entry.event.kind)),
    ]
    var notes = [Message.effect(entry.effect)].compactMap(\.self)
    if !entry.unseen.isEmpty { notes.append(.unseen(entry.unseen)) }
    if !notes.isEmpty { words.append("(\(notes.map(console.text).joined(separator: "; ")))") }
    console.line()
    console.line(words.joined(separator: "  "))
    console.line("   \(entry.event.dot)")
    if let note = report.heads[entry.event.dot]?.note, !note.isEmpty {
      console.line("   “\(CellText(.text(note), console.language).whole)”")
    }
    if entry.event.kind == .delete { return }
    let name = self.table
    var table = TextTable(indent: "     ")
    table.add(entry.changes, of: entry.event.kind, isShort: true, console) {
      console.labels.column($0, of: name)
    }
    table.lines.forEach { console.line($0) }
  }

  private func tellNow(_ console: Console) {
    let now = report.now
    console.say(.standing(now.standing, isShown: now.isShown))
    if let number = now.renumberedFrom {
      console.say(.renumbered(from: number, to: now.key.readable))
    }
    if now.isEdited && now.standing != .unsealed { console.say(.rowIsEdited) }
    guard now.isShown else { return }
    var table = TextTable(indent: "     ")
    for column in now.columns {
      table.add(
        console.labels.column(column.name, of: self.table),
        CellText(column.shown ?? .null, console.language).short,
        reasons(for: column, console).joined(separator: "; "))
    }
    table.lines.forEach { console.line($0) }
  }

  private func reasons(for column: RowNow.Column, _ console: Console) -> [String] {
    var reasons: [String] = []
    if let shown = column.shown, shown != column.own, !report.now.isEdited {
      let own = CellText(column.own, console.language).short
      reasons.append(console.text(.writtenOtherwise(own)))
    }
    let authors = column.authors.map { stamp in
      let name = names.label(of: stamp.dot.stream.replica)
      return stamp.time == 0 ? name : "\(name), \(console.text(.moment(stamp.time)))"
    }
    let distinct = authors.enumerated().filter { !authors[..<$0].contains($1) }.map(\.element)
    if !distinct.isEmpty { reasons.append(console.text(.names(distinct))) }
    if column.choices > 1 {
      reasons.append(console.text(.ruleChose(column.rule, among: column.choices)))
    }
    return reasons
  }

  /// Prints what is listed of the row.
  func tell(_ conflict: ListedConflict, _ console: Console) {
    let state = conflict.isHeldRow ? Message.heldState : .state(conflict.state)
    console.say(.conflictOfRow(conflict.id, conflict.place, state))
    console.line("  \(console.complete(.onReplica("samband conflicts \(conflict.id)")))")
  }
}

extension ReportValue {
  /// The life of a row of a table.
  init(_ report: HistoryReport, _ table: String, _ names: CharterNames) {
    let entries = report.history?.entries ?? []
    let now = report.now
    self = .object([
      ("table", .string(table)), ("key", ReportValue(now.key)), ("shown", .bool(now.isShown)),
      ("standing", .string(now.standing.word)),
      ("renumberedFrom", now.renumberedFrom.map { .integer($0) } ?? .null),
      ("edited", .bool(now.isEdited)),
      ("changes", .list(entries.map { ReportValue($0, in: entries, report, names) })),
      ("now", .list(now.columns.map { ReportValue($0, names) })),
      ("conflicts", .list(now.conflicts.map { .string($0.id) })),
      ("namesakes", .list((report.history?.namesakes ?? []).map { ReportValue($0) })),
    ])
  }

  private init(
    _ entry: RowHistory.Entry, in entries: [RowHistory.Entry], _ report: HistoryReport,
    _ names: CharterNames
  ) {
    let event = entry.event
    let replica = event.dot.stream.replica
    self = .object([
      ("dot", .string(event.dot.description)),
      ("member", names.member(of: replica).map { .string($0.name) } ?? .null),
      ("replica", .string(replica.name)), ("time", ReportValue(moment: event.time)),
      ("note", .string(report.heads[event.dot]?.note ?? "")),
      ("operation", ReportValue(event.kind)), ("effect", .string(entry.effect.rawValue)),
      ("unseen", .list(entry.unseen.map { .string(entries[$0].event.dot.description) })),
      ("columns", .list(entry.changes.map { ReportValue($0) })),
    ])
  }

  private init(_ column: RowNow.Column, _ names: CharterNames) {
    self = .object([
      ("column", .string(column.name)),
      ("shown", column.shown.map { ReportValue($0) } ?? .null),
      ("written", ReportValue(column.own)), ("rule", .string(column.rule)),
      ("choices", .count(column.choices)),
      ("authors", .list(column.authors.map { .string($0.dot.description) })),
    ])
  }
}

extension RowNow.Standing {
  /// Its word in documents for scripts.
  var word: String {
    switch self {
    case .plain: "plain"
    case .deleted: "deleted"
    case .held: "held"
    case .setAside: "setAside"
    case .merged: "merged"
    case .revived: "revived"
    case .altered: "altered"
    case .unsealed: "unsealed"
    }
  }
}
