import ArgumentParser
import Exchange
import MergeAlgebra
import ReplicaStore

/// `samband tables`: which tables there are, or what one may hold.
struct Tables: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the tables; of one, the columns and what may stand in them.",
    discussion: HelpText(
      text: """
        With --json: [{table, label, rows, audience, owner, write, columns: [{column, label, kind, \
        key, required, fixed, rule, refersTo, choices: [{code, label}], least, most, form}]}]. \
        Labels are in the language that is spoken, and the name itself where there is none.
        """,
      example: "samband tables measure", statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @Argument(help: ArgumentHelp("Only this table, by name or label.", valueName: "table"))
  var table: String?

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.openRecords(&console)
    let reports = try replica.tables(named: table, console.labels.vocabulary)
    let labels = console.labels
    if output.json {
      console.report(.list(reports.map { ReportValue($0, labels) }))
    } else if let only = reports.first, table != nil {
      tellColumns(only, console)
    } else {
      tell(reports, console)
    }
    return .done
  }

  private func tell(_ reports: [TableReport], _ console: Console) {
    var table = TextTable()
    for report in reports {
      let (name, label) = (report.table.name, console.labels.table(report.table.name))
      table.add(
        name, label == name ? "" : label, console.text(.rows(Int64(report.rows))),
        console.text(.holders(report.table.declaration.audience)))
    }
    table.lines.forEach { console.line($0) }
  }

  private func tellColumns(_ report: TableReport, _ console: Console) {
    let (name, labels) = (report.table.name, console.labels)
    let heading = labels.table(name) == name ? name : "\(labels.table(name)) (\(name))"
    console.line(console.look(.strong, heading))
    var table = TextTable(indent: "    ")
    for column in report.table.columns {
      let place = Vocabulary.Place(name, column.name)
      let parent =
        report.table.reference(column.name)?.parent
      let limits = column.restriction
      let elements = labels.vocabulary.sets[place].map(labels.table)
      var words = [Message.kind(of: column, refersTo: parent.map(labels.table), elements)]
      if limits.choices.isEmpty == false && !limits.isYesOrNo {
        words = [
          Message(
            limits.choices.map { labels.choice($0, of: column.name, in: name) }
              .joined(separator: ", "))
        ]
      }
      words += [Message.limits(limits.least?.readable, limits.most?.readable)].compactMap(\.self)
      let isMade = report.table.madeKey?.name == column.name
      let isRequired =
        (column.isRequired && !isMade) || labels.vocabulary.required.contains(place)
      words += Message.demands(of: column, isRequired: isRequired)
      let label = labels.column(column.name, of: name)
      table.add(
        column.name, label == column.name ? "" : label,
        words.map(console.text).joined(separator: "; "))
    }
    table.lines.forEach { console.line($0) }
  }
}

extension ReportValue {
  fileprivate init(_ report: TableReport, _ labels: RecordLabels) {
    let table = report.table
    self = .object([
      ("table", .string(table.name)), ("label", .string(labels.table(table.name))),
      ("rows", .count(report.rows)),
      ("audience", .string(table.declaration.audience.rawValue)),
      ("owner", table.declaration.owner.map { .string($0) } ?? .null),
      ("write", .string(table.declaration.write.rawValue)),
      ("columns", .list(table.columns.map { ReportValue($0, table, labels) })),
    ])
  }

  private init(_ column: RecordColumn, _ table: RecordTable, _ labels: RecordLabels) {
    let place = Vocabulary.Place(table.name, column.name)
    let limits = column.restriction
    let choices = limits.choices.map { value in
      ReportValue.object([
        ("code", ReportValue(value)),
        ("label", .string(labels.value(value, of: column.name, in: table.name))),
      ])
    }
    let isMade = table.madeKey?.name == column.name
    let isRequired =
      (column.isRequired && !isMade) || labels.vocabulary.required.contains(place)
    let parent = table.reference(column.name)?.parent ?? labels.vocabulary.sets[place]
    self = .object([
      ("column", .string(column.name)),
      ("label", .string(labels.column(column.name, of: table.name))),
      ("kind", .string(column.isSet ? "set" : "\(column.kind)")), ("key", .bool(column.isKey)),
      ("required", .bool(isRequired)), ("fixed", .bool(column.isFixed)),
      ("rule", column.rule.map { .string($0.name) } ?? .null),
      ("refersTo", parent.map { .string($0) } ?? .null), ("choices", .list(choices)),
      ("least", limits.least.map { ReportValue($0) } ?? .null),
      ("most", limits.most.map { ReportValue($0) } ?? .null),
      ("form", limits.form.map { .string($0.rawValue) } ?? .null),
    ])
  }
}
