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
    if report.hasEnded { console.say(.thisHasEnded) }
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
    lines.append((.toSendLabel, toSend()))
    if !report.peers.isEmpty {
      if let reached = reached() { lines.append((.reachedLabel, reached)) }
      lines.append((.heardLabel, heard()))
    }
    lines += missing()
    lines += ended()
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

  /// What waits to be sent; a member sends to the coordinator only.
  private func toSend() -> Message {
    guard !report.peers.isEmpty else { return .nobodyElseYet }
    let isCoordinator = report.identity.member == names.coordinator
    let lacking = report.peers.filter { peer in
      peer.lacks > 0 && (isCoordinator || peer.member == names.coordinator)
    }
    let groups = Dictionary(grouping: lacking, by: \.lacks).sorted { $0.key > $1.key }
    if groups.isEmpty { return .nothing }
    return .joined(groups.map { .lacks(some($0.value), $0.key) }, "; ")
  }

  /// Who is known to have all that was made here; `nil` while nothing was.
  private func reached() -> Message? {
    let concerned = report.peers.filter { $0.ours > 0 }
    if concerned.isEmpty { return nil }
    let (holding, waiting) = (
      concerned.filter { $0.has == $0.ours }, concerned.filter { $0.has < $0.ours }
    )
    let isSaid = Message.saysWhoIsLeft(holding.count, except: waiting.count)
    return .reached(
      holding.isEmpty ? nil : some(holding),
      notConfirmedBy: waiting.isEmpty || isSaid ? nil : some(waiting))
  }

  /// Who was heard from in which week, directly or through others; the newest week first.
  private func heard() -> Message {
    let weeks = Dictionary(grouping: report.peers) { peer in
      peer.lastHeard.map { ISOWeek(milliseconds: $0) }
    }
    let newest = weeks.keys.compactMap(\.self).sorted { ($0.year, $0.week) > ($1.year, $1.week) }
    let hasYears = Set(newest.map(\.year)).count > 1
    var parts = newest.map { week in
      Message.heard(some(weeks[week] ?? []), inWeek: week, withYear: hasYears)
    }
    if let silent = weeks[nil] { parts.append(.neverHeard(some(silent))) }
    return .joined(parts, "; ")
  }

  /// Some of the peers, by name or as all of them.
  private func some(_ peers: [StatusReport.PeerStatus]) -> Message {
    let others = report.peers.filter { peer in !peers.contains { $0.replica == peer.replica } }
    return .some(
      peers.map { names.label(of: $0.replica) }, except: others.map { names.label(of: $0.replica) })
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

  /// Replicas that have ended, and what of them was refused.
  private func ended() -> [(Message, Message)] {
    let refused = report.refused.map { range in
      (
        Message.refusedLabel,
        Message.refusedRange(range, names.label(of: range.stream.replica))
      )
    }
    guard !report.ended.isEmpty else { return Self.withOneLabel(refused) }
    let labels = report.ended.map { names.label(of: $0.id) }
    return [(.endedLabel, .names(labels))] + Self.withOneLabel(refused)
  }

  private func open(_ console: Console) -> Message {
    guard report.openConflicts > 0 else { return .nothing }
    return .openConflicts(
      report.openConflicts, console.complete(.onReplica("samband conflicts")))
  }

  private func digest() -> Message {
    let agreeing = report.peers.filter(\.agrees)
    return .digestLine(
      report.digest.description, sameAs: agreeing.isEmpty ? nil : some(agreeing))
  }

  private static func withOneLabel(_ lines: [(Message, Message)]) -> [(Message, Message)] {
    lines.enumerated().map { index, line in
      let isRepeated = index > 0 && lines[index - 1].0 == line.0
      return isRepeated ? (Message(""), line.1) : line
    }
  }
}
