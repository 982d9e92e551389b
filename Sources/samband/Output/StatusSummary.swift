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
    if let waiting = report.waitingCharter {
      lines.append(
        (
          .waitingCharterLabel, .waitingCharter(version: waiting.version, reason: waiting.reason)
        ))
    }
    lines += toSend()
    lines += missing()
    lines += Self.withOneLabel(
      report.setAside.map { set in
        (.asideLabel, .setAside(set, by: names.name(of: set.dot.stream.replica)))
      })
    lines.append((.openLabel, open(console)))
    lines.append((.settledLabel, Message(String(report.settledConflicts))))
    if report.heldRows > 0 { lines.append((.heldLabel, .rows(report.heldRows))) }
    lines.append((.digestLabel, digest()))
    return lines
  }

  /// What waits to be sent: a line for each replica that lacks something, one for all others.
  ///
  /// A member sends to the coordinator only, so of the others it is told who has not confirmed.
  private func toSend() -> [(Message, Message)] {
    guard !report.peers.isEmpty else { return [(.toSendLabel, .nobodyElseYet)] }
    let isCoordinator = report.identity.member == names.coordinator
    let direct = report.peers.filter { isCoordinator || $0.member == names.coordinator }
    let upToDate = direct.filter { $0.lacks == 0 }.map { names.label(of: $0.replica) }
    var lines = direct.filter { $0.lacks > 0 }.map { peer in
      (
        Message.toSendLabel,
        Message.lacks(names.label(of: peer.replica), peer.lacks, peer.lastHeard)
      )
    }
    if !upToDate.isEmpty { lines.append((.toSendLabel, .haveEverything(upToDate))) }
    let unconfirmed = report.peers.filter { peer in
      peer.lacks > 0 && !direct.contains { $0.replica == peer.replica }
    }
    if !unconfirmed.isEmpty {
      let others = unconfirmed.map { names.label(of: $0.replica) }
      lines.append((.unconfirmedLabel, .names(others)))
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
      report.digest.description, sameAs: agreeing.map { names.label(of: $0.replica) })
  }

  private static func withOneLabel(_ lines: [(Message, Message)]) -> [(Message, Message)] {
    lines.enumerated().map { index, line in
      let isRepeated = index > 0 && lines[index - 1].0 == line.0
      return isRepeated ? (Message(""), line.1) : line
    }
  }
}
