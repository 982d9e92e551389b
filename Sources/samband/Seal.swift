import ArgumentParser
import Exchange

/// `samband seal`: what other programs have edited becomes change sets.
struct Seal: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make change sets of what was edited, with a note if you like.",
    discussion: HelpText(
      text: "Export, import and sync do this by themselves first; seal alone is for the note.",
      example: "samband seal -m 'Etter møtet i veke 38'",
      statuses: [.failed, .invalidInput, .noSuchFile, .busy, .notAllowed]
    ).discussion)

  @Option(name: [.customShort("m"), .long], help: "What the edits are about.")
  var note = ""

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let report = try replica.open(&console).seal(note: note)
    if output.json {
      console.report(ReportValue(report))
    } else {
      if report.changeSets.isEmpty { console.say(.nothingToSeal) }
      SealSummary(report).tell(console)
    }
    return .done
  }
}

extension ReportValue {
  /// The incarnation that began; null when the one before goes on.
  init(_ life: NewLife?) {
    self =
      life.map { life in
        .object([
          ("incarnation", .string(life.incarnation)), ("reason", .string(life.reason.rawValue)),
        ])
      } ?? .null
  }

  /// What sealing did.
  init(_ report: SealReport) {
    let warnings: [(name: String, value: ReportValue)] =
      report.warnings.isEmpty
      ? [] : [("warnings", .list(report.warnings.map { ReportValue($0) }))]
    let made: [(name: String, value: ReportValue)] = [
      (
        "changeSets",
        .list(
          report.changeSets.map {
            .object([("dot", .string($0.dot.description)), ("rows", .count($0.rows))])
          })
      ),
      ("newLife", ReportValue(report.newLife)),
      (
        "rekeyed",
        .list(
          report.projection.rekeyed.map { change in
            .object([
              ("table", .string(change.table)),
              ("from", .list(change.from.values.map { ReportValue($0) })),
              ("to", .list(change.to.values.map { ReportValue($0) })),
            ])
          })
      ),
      (
        "corrections",
        .list(
          report.projection.corrections.map { correction in
            .object([
              ("table", .string(correction.table)),
              ("key", .list(correction.key.values.map { ReportValue($0) })),
              ("column", correction.column.map { .string($0) } ?? .null),
            ])
          })
      ),
      (
        "conflicts",
        .object([
          ("opened", .count(report.projection.opened)),
          ("settled", .count(report.projection.settled)),
        ])
      ),
    ]
    self = .object(made + warnings)
  }

  /// What is worth a second look, and where.
  private init(_ place: GuardedPlace) {
    self = .object([
      ("finding", .string(place.finding.rawValue)),
      ("table", place.table.map { .string($0) } ?? .null),
      ("row", .string(place.row)), ("column", .string(place.column)),
    ])
  }
}
