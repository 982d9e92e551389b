import Exchange

/// How a replica stands, in about ten lines: a label and what is to be said of it.
struct StatusSummary {
  private let report: StatusReport
  private let names: CharterNames

  /// Summarises a report.
  init(_ report: StatusReport, _ names: CharterNames) {
    self.report = report
    self.names = names
  }

  /// Prints it.
  func tell(_ console: Console) {
    var table = TextTable()
    for (label, message) in lines(console) {
      table.add(console.text(label), console.text(message))
    }
    table.lines.forEach { console.line($0) }
    if !report.isAdmitted { console.say(.notAdmittedYet) }
    for peer in report.peers where peer.differs {
      console.complain(.differs(names.name(of: peer.member), peer.replica.name))
    }
    if report.peers.contains(where: \.differs) {
      console.hint(Hint(.checkOwnReplica, .onReplica("samband verify")))
    }
  }

  private func lines(_ console: Console) -> [(Message, Message)] {
    var lines: [(Message, Message)] = [
      (.whoLabel, Message("\(report.memberName) (\(report.identity.replica))")),
      (
        .collaborationLabel,
        .collaborationLine(report.collaborationName, version: report.charterVersion)
      ),
      (.unsealedLabel, report.unsealed > 0 ? .edits(report.unsealed) : .nothing),
    ]
    lines += toSend()
    lines += missing()
    lines.append((.openLabel, open(console)))
    lines.append((.settledLabel, Message(String(report.settledConflicts))))
    if report.heldRows > 0 { lines.append((.heldLabel, .rows(report.heldRows))) }
    lines.append((.digestLabel, digest()))
    return lines
  }

  /// What waits to be sent: a line for each replica that lacks something, one for all others.
  private func toSend() -> [(Message, Message)] {
    guard !report.peers.isEmpty else { return [(.toSendLabel, .nobodyElseYet)] }
    let behind = report.peers.filter { $0.lacks > 0 }
    let upToDate = report.peers.filter { $0.lacks == 0 }
    var lines = behind.map { peer in
      (Message.toSendLabel, Message.lacks(names.name(of: peer.member), peer.lacks, peer.lastHeard))
    }
    if !upToDate.isEmpty {
      let others = upToDate.map { names.name(of: $0.member) }
      lines.append((.toSendLabel, .haveEverything(others)))
    }
    return Self.withOneLabel(lines)
  }

  private func missing() -> [(Message, Message)] {
    guard report.parked > 0 || !report.missing.isEmpty else { return [(.missingLabel, .nothing)] }
    let waiting = (Message.missingLabel, Message.waitingHere(Int64(report.parked)))
    let ranges = report.missing.map { range in
      (
        Message.missingLabel,
        Message.missingRange(range.numbers, of: range.stream.name, askMember: range.member)
      )
    }
    return Self.withOneLabel([waiting] + ranges)
  }

  private func open(_ console: Console) -> Message {
    guard report.openConflicts > 0 else { return .nothing }
    return .openConflicts(
      report.openConflicts, console.complete(.onReplica("samband conflicts")))
  }

  private func digest() -> Message {
    let agreeing = report.peers.filter { $0.lacks == 0 && !$0.differs && $0.lastHeard != nil }
    return .digestLine(
      report.digest.description, sameAs: agreeing.map { names.name(of: $0.member) })
  }

  private static func withOneLabel(_ lines: [(Message, Message)]) -> [(Message, Message)] {
    lines.enumerated().map { $0 == 0 ? $1 : (Message(""), $1.1) }
  }
}
