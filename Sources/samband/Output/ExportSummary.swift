import Exchange

/// What an export wrote, for people and for scripts.
struct ExportSummary {
  private let report: ExportReport
  private let names: CharterNames
  private let maximumSize: Int?

  /// Summarises a report of an export that was to keep bundles within `maximumSize` bytes.
  init(_ report: ExportReport, _ names: CharterNames, maximumSize: Int?) {
    self.maximumSize = maximumSize
    self.report = report
    self.names = names
  }

  /// Prints a line for each file, then what did not go.
  func tell(_ console: Console) {
    var table = TextTable(indent: "  ")
    for file in report.files {
      table.add(
        names.name(of: file.to), console.text(.bundleContent(Int64(file.changeSets))),
        console.text(.size(file.bytes)), console.shortPath(file.path))
    }
    if report.files.isEmpty { console.say(.nobodyToWriteFor) } else { console.say(.wroteBundles) }
    table.lines.forEach { console.line($0) }
    tellRest(console)
  }

  /// Prints the same on one line, and what did not go.
  func tellShortly(_ console: Console) {
    let recipients = report.files.map { names.name(of: $0.to) }
    if recipients.isEmpty {
      console.say(.nobodyToWriteFor)
    } else {
      let changeSets = report.files.map(\.changeSets).max() ?? 0
      console.say(.sentTo(recipients, changeSets: Int64(changeSets)))
    }
    tellRest(console)
  }

  private func tellRest(_ console: Console) {
    if !report.skipped.isEmpty {
      console.say(.withoutReplica(report.skipped.map { names.name(of: $0) }))
    }
    if report.withheld > 0 { console.say(.withheld(Int64(report.withheld))) }
    if let maximumSize {
      let count = report.files.count { $0.bytes > maximumSize }
      if count > 0 { console.say(.largerThanAsked(count, maximumSize)) }
    }
  }
}

extension ReportValue {
  /// What an export wrote, as `cli.md` documents it.
  init(_ report: ExportReport) {
    let files = report.files.map { file in
      ReportValue.object([
        ("path", .string(file.path)),
        ("to", .string(file.to.name)),
        ("changeSets", .count(file.changeSets)),
        ("rows", .integer(file.rows)),
        ("bytes", .count(file.bytes)),
      ])
    }
    self = .object([("files", .list(files))])
  }
}
