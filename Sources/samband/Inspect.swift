import ArgumentParser
import Exchange

/// `samband inspect`: what a file is, without a replica.
struct Inspect: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Tell what a bundle, charter or request holds, and whether it is as its author made it.",
    discussion: HelpText(
      text: """
        Needs no replica and changes nothing; works on files for others and of other collaborations, \
        too. What is encrypted to a replica on this computer is opened with its key; of what is \
        encrypted to others it is told how many can open it. Signatures are checked with the keys of the charter in the file: whether that is the right \
        charter only people can tell, by its fingerprint.

        With --json the result is a list of {file, kind, bytes, unpackedBytes, collaboration, name, \
        from, to, created, part, charterVersion, fingerprint, recipients, openedBy, streams: [{stream, first, last, \
        changeSets, rows}], tables: [{table, inserted, updated, deleted}], checks: [{subject, dot, \
        outcome, reason}]}; kind is bundle, charter, request, key, encrypted or unknown, outcome holds, \
        fails or cannotTell. Exit status 65 when anything fails or the file is none of ours.
        """,
      example: "samband inspect /media/minnepinne/*.samband.*",
      statuses: [.invalidInput, .noSuchFile]
    ).discussion)

  @Argument(help: ArgumentHelp("The files.", valueName: "file"))
  var files: [String]

  @OptionGroup var language: LanguageOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let workplace = Surroundings.current.workplace(console)
    let inspections = try files.map { try Inspection.inspect($0, workplace: workplace) }
    if output.json {
      console.report(.list(inspections.map { ReportValue($0) }))
    } else {
      for (index, inspection) in inspections.enumerated() {
        if index > 0 { console.line() }
        InspectionSummary(inspection).tell(console)
      }
    }
    return inspections.contains(where: \.isWrong) ? .invalidInput : .done
  }
}

extension ReportValue {
  /// What can be seen of a file.
  fileprivate init(_ inspection: Inspection) {
    func text(_ text: String?) -> ReportValue { text.map { .string($0) } ?? .null }
    self = .object([
      ("file", .string(inspection.path)), ("kind", .string(inspection.kind.rawValue)),
      ("bytes", .count(inspection.bytes)),
      ("unpackedBytes", inspection.unpackedBytes.map { .count($0) } ?? .null),
      ("collaboration", text(inspection.collaboration)), ("name", text(inspection.name)),
      ("from", text(inspection.from)), ("to", .list(inspection.to.map { .string($0) })),
      ("created", ReportValue(moment: inspection.created)),
      (
        "part",
        inspection.part.map { .list([.integer($0.number), .integer($0.count)]) } ?? .null
      ),
      ("charterVersion", inspection.charterVersion.map { .integer($0) } ?? .null),
      ("fingerprint", text(inspection.fingerprint)),
      ("recipients", inspection.recipients.map { .count($0) } ?? .null),
      ("openedBy", text(inspection.openedBy?.name)),
      (
        "streams",
        .list(
          inspection.streams.map { count in
            .object([
              ("stream", .string(count.stream.name)),
              ("first", .integer(count.numbers.lowerBound)),
              ("last", .integer(count.numbers.upperBound)),
              ("changeSets", .count(count.changeSets)), ("rows", .integer(count.rows)),
            ])
          })
      ),
      ("tables", .list(inspection.tables.map { ReportValue($0) })),
      ("checks", .list(inspection.checks.map { ReportValue($0) })),
    ])
  }

  private init(_ check: Inspection.Check) {
    let (subject, dot): (String, ReportValue) =
      switch check.subject {
      case .document: ("document", .null)
      case .charter: ("charter", .null)
      case .manifest: ("manifest", .null)
      case .changeSet(_, let dot): ("changeSet", dot.map { .string($0.description) } ?? .null)
      case .request: ("request", .null)
      }
    let (outcome, reason): (String, ReportValue) =
      switch check.outcome {
      case .holds: ("holds", .null)
      case .fails(let reason): ("fails", .string(reason))
      case .cannotTell: ("cannotTell", .null)
      }
    self = .object([
      ("subject", .string(subject)), ("dot", dot), ("outcome", .string(outcome)),
      ("reason", reason),
    ])
  }
}
