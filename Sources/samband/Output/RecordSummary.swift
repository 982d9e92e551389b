import Exchange
import MergeAlgebra
import ReplicaStore

/// One row with what belongs to it, for people.
struct RecordSummary {
  private let details: RecordDetails
  private let names: CharterNames
  /// How many rows of one table are listed that refer to the row.
  private static let patience = 10

  /// Summarises a row.
  init(_ details: RecordDetails, _ names: CharterNames) {
    self.details = details
    self.names = names
  }

  /// Prints the cells, the rows around it, what waits for a decision, and the history.
  func tell(_ console: Console) {
    let table = console.labels.table(details.table)
    console.line(console.look(.strong, "\(table) \(details.key.readable)"))
    tellCells(console)
    if !details.refersTo.isEmpty {
      console.line()
      console.say(.refersTo)
      tell(details.refersTo, console)
    }
    if !details.referredBy.isEmpty {
      console.line()
      console.say(.referredBy)
      tell(details.referredBy, console)
    }
    let history = HistorySummary(details.history, details.table, names)
    let open = details.history.now.conflicts.filter { $0.isHeldRow || $0.state == .open }
    if !open.isEmpty { console.line() }
    for conflict in open { history.tell(conflict, console) }
    if let life = details.history.history {
      console.line()
      console.say(.historyOfRow(life.entries.count))
      history.tellChanges(console)
    }
    let now = details.history.now
    if details.history.history == nil {
      console.line()
      console.say(.standing(now.standing, isShown: now.isShown))
    } else if now.isEdited {
      console.line()
      console.say(.rowIsEdited)
    }
  }

  private func tellCells(_ console: Console) {
    var table = TextTable(indent: "    ")
    for cell in details.cells {
      let lines = CellText(cell.shown, console.language).lines
      table.add(cell.heading, lines.first ?? "")
      for line in lines.dropFirst() { table.add("", line) }
    }
    table.lines.forEach { console.line($0) }
  }

  private func tell(_ related: [RecordDetails.Related], _ console: Console) {
    var table = TextTable(indent: "    ")
    var counts: [String: Int] = [:]
    for row in related {
      counts[row.table, default: 0] += 1
      if counts[row.table, default: 0] > Self.patience { continue }
      let columns = row.columns.map { column in
        console.labels.column(
          column,
          of: details.refersTo.contains { $0.columns == row.columns && $0.table == row.table }
            ? details.table : row.table)
      }.joined(separator: ", ")
      let name = row.name.map { CellText(.text($0), console.language).short } ?? ""
      table.add(console.labels.table(row.table), row.key.readable, name, "(\(columns))")
    }
    table.lines.forEach { console.line($0) }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.patience {
      let rest = console.text(.andMore(count - Self.patience))
      console.line("    \(console.labels.table(name)): \(rest)")
    }
  }
}

extension RecordDetails.Cell {
  /// What is shown of it: the words, and what has none as it is.
  ///
  /// An empty list is nothing.
  var shown: Value {
    if value == .text("[]") { return .null }
    return value.isNull || text.isEmpty ? value : .text(text)
  }
}

extension ReportValue {
  /// One row with what belongs to it.
  init(_ details: RecordDetails, _ names: CharterNames) {
    self = .object([
      ("table", .string(details.table)), ("key", ReportValue(details.key)),
      ("columns", .object(details.cells.map { ($0.column, ReportValue($0.value)) })),
      ("refersTo", .list(details.refersTo.map { ReportValue($0) })),
      ("referredBy", .list(details.referredBy.map { ReportValue($0) })),
      ("history", ReportValue(details.history, details.table, names)),
    ])
  }

  private init(_ related: RecordDetails.Related) {
    self = .object([
      ("columns", .list(related.columns.map { .string($0) })), ("table", .string(related.table)),
      ("key", ReportValue(related.key)), ("name", related.name.map { .string($0) } ?? .null),
    ])
  }
}
