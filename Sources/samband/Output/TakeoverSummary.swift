import Exchange
import MergeAlgebra
import ReplicaStore
import StrictJSON

/// What taking a database under sync will do, table by table.
struct TakeoverSummary {
  private let takeover: Takeover

  /// Summarises a takeover.
  init(_ takeover: Takeover) { self.takeover = takeover }

  /// Prints it.
  func tell(_ console: Console) {
    let plan = takeover.plan
    console.say(
      .takingOver(
        console.shortPath(takeover.path), tables: plan.tables.count,
        rows: plan.tables.reduce(0) { $0 + $1.rows }, isProposed: plan.isProposed))
    for table in plan.tables { tell(table, console) }
    for table in plan.virtualTables { console.say(.takenVirtualTable(table)) }
    for name in plan.declarations.triggers.keys.sorted() { console.say(.takenTrigger(name)) }
  }

  private func tell(_ table: TakeoverPlan.Table, _ console: Console) {
    let choices = table.choices
    console.say(.takenTable(choices.name, rows: table.rows, choices.audience))
    if choices.audience == .local { return }
    let lines =
      [Message.takenKey(choices.key, choices.keyOrigin, choices.keyReason)]
      + choices.references.map(Message.takenReference) + choices.fixed.map(Message.takenFixed)
      + choices.columns.map(Message.takenColumn) + choices.unique.map(Message.takenUnique)
    for line in lines { console.line("  " + console.text(line)) }
  }
}

extension ReportValue {
  /// What taking a database under sync will do.
  init(_ takeover: Takeover) {
    let plan = takeover.plan
    self = .object([
      ("from", .string(takeover.path)),
      ("proposed", .bool(plan.isProposed)),
      ("tables", .list(plan.tables.map { ReportValue($0) })),
      (
        "virtualTables",
        .list(
          plan.virtualTables.map { table in
            .object([
              ("table", .string(table.name)),
              ("filledByTriggers", .bool(table.isFilledByTriggers)),
            ])
          })
      ),
      ("rules", ReportValue(document: takeover.rules)),
    ])
  }

  private init(_ table: TakeoverPlan.Table) {
    let choices = table.choices
    let strings: ([String]) -> ReportValue = { .list($0.map { .string($0) }) }
    self = .object([
      ("table", .string(choices.name)), ("rows", .integer(table.rows)),
      ("audience", .string(choices.audience.rawValue)), ("key", strings(choices.key)),
      ("keyOrigin", .string(choices.keyOrigin.rawValue)),
      ("keyReason", .string(choices.keyReason.rawValue)),
      (
        "references",
        .list(
          choices.references.map { reference in
            .object([
              ("columns", strings(reference.columns)), ("parent", .string(reference.parent)),
              ("rule", .string(reference.rule.rawValue)),
              ("reason", .string(reference.reason.rawValue)),
            ])
          })
      ),
      (
        "fixed",
        .list(
          choices.fixed.map {
            .object([
              ("column", .string($0.column)), ("referringTables", strings($0.referringTables)),
            ])
          })
      ),
      (
        "columns",
        .list(
          choices.columns.map {
            .object([("column", .string($0.name)), ("rule", .string($0.rule.name))])
          })
      ),
      (
        "unique",
        .list(
          choices.unique.map { unique in
            .object([
              ("terms", strings(unique.terms)), ("onCollision", .string(unique.rule.rawValue)),
            ])
          })
      ),
    ])
  }

  /// A JSON document as it is.
  private init(document: JSONValue) {
    self =
      switch document {
      case .null: .null
      case .bool(let flag): .bool(flag)
      case .integer(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .string(text)
      case .array(let values): .list(values.map { ReportValue(document: $0) })
      case .object(let members):
        .object(members.map { ($0.name, ReportValue(document: $0.value)) })
      }
  }
}
