import Exchange

/// What can be seen of a file, for people.
struct InspectionSummary {
  private let inspection: Inspection

  /// Summarises an inspection.
  init(_ inspection: Inspection) { self.inspection = inspection }

  /// Prints it; what is wrong goes to stderr as errors.
  func tell(_ console: Console) {
    let path = console.shortPath(inspection.path)
    console.line(path)
    console.say(.inspectedKind(inspection.kind, inspection.bytes, inspection.unpackedBytes))
    var table = TextTable(indent: "  ")
    for (label, text) in facts(console) { table.add(console.text(label), text) }
    table.lines.forEach { console.line($0) }
    for count in inspection.streams {
      console.line("    \(console.text(.inspectedStream(count)))")
    }
    for count in inspection.tables { console.line("    \(console.text(.tableCount(count)))") }
    let held = inspection.checks.filter { $0.outcome == .holds }
    if !held.isEmpty { console.say(.signaturesHold(held.map(\.subject))) }
    let untold = inspection.checks.filter { $0.outcome == .cannotTell }
    if !untold.isEmpty { console.say(.signaturesUntold(untold.count)) }
    for check in inspection.checks {
      guard case .fails(let reason) = check.outcome else { continue }
      console.complain(.signatureFails(check.subject, in: path), detail: reason)
    }
    if inspection.kind == .unknown { console.complain(.nothingOfOurs(path)) }
    if inspection.isWrong {
      console.hint(Hint(.askForItAgain, .plain("samband inspect --help")))
    }
  }

  private func facts(_ console: Console) -> [(Message, String)] {
    var facts: [(Message, String)] = []
    if let replica = inspection.openedBy {
      facts.append((.openedByLabel, named(replica.name)))
    }
    if let count = inspection.recipients {
      facts.append((.recipientsLabel, console.text(.replicas(Int64(count)))))
    }
    if let collaboration = inspection.collaboration {
      let name = inspection.name.map { "\($0) (\(collaboration))" } ?? collaboration
      facts.append((.inspectedCollaboration, name))
    }
    if let from = inspection.from { facts.append((.fromLabel, named(from))) }
    if !inspection.to.isEmpty {
      facts.append((.toLabel, console.text(.names(inspection.to.map(named)))))
    }
    if let created = inspection.created {
      facts.append((.createdLabel, console.text(.moment(created))))
    }
    if let part = inspection.part, part.count > 1 {
      facts.append((.partLabel, "\(part.number)/\(part.count)"))
    }
    if let version = inspection.charterVersion {
      facts.append((.charterLabel, "\(version)"))
    }
    if let fingerprint = inspection.fingerprint {
      facts.append((.fingerprintLabel, fingerprint))
    }
    return facts
  }

  private func named(_ identifier: String) -> String {
    inspection.names[identifier].map { "\($0) (\(identifier))" } ?? identifier
  }
}
