import BundleFormat
import Exchange
import MergeAlgebra
import SambandTestKit

extension Simulation {
  /// A party writes bundles for some members and posts them.
  func send(_ party: Party) throws {
    try seal(party)
    let others = members.map(\.id).filter { $0 != party.member }
    switch generator.number(below: 4) {
    case 0: try send(party, to: [], toAll: true)
    case 1: try send(party, to: others.filter { _ in generator.once(in: 2) })
    case 2:
      let hasSecond = parties.contains {
        $0.member == party.member && $0 !== party && $0.isAdmitted
      }
      try send(party, to: hasSecond ? [party.member] : [])
    default: try send(party, to: [])
    }
  }

  /// Returns how many change sets were sent.
  @discardableResult
  func send(_ party: Party, to recipients: [MemberID], toAll: Bool = false) throws -> Int {
    letterNumber += 1
    let out = path("out-\(letterNumber)")
    let isCompressed = generator.once(in: 2)
    let report = try party.replica.export(
      to: recipients, toAll: toAll, into: out, form: isCompressed ? .compressed : .plain)
    guard report.sealed.changeSets.isEmpty, report.withheld == 0 else {
      throw Failure("\(party.name): an export sealed or withheld something")
    }
    for file in report.files {
      log.note(
        "\(party.name) writes to \(file.to): \(file.changeSets) change sets, "
          + "\(file.rows) rows, \(file.bytes) bytes")
      let letter = Letter(
        bytes: try FileSystem.read(file.path), isCompressed: isCompressed, sender: party.index)
      let isInParts = post.manners != nil && generator.once(in: 4)
      for part in isInParts ? try parts(of: letter) : [letter] {
        for recipient in parties where recipient.member == file.to && recipient !== party {
          post.send(part, to: recipient.index, in: round, using: &generator)
        }
      }
    }
    return report.files.reduce(0) { $0 + $1.changeSets }
  }

  /// The same letter as several, each with some of the change sets: how a large export travels.
  private func parts(of letter: Letter) throws -> [Letter] {
    let bundle = try SignedBundle(reading: letter.bytes)
    let count = bundle.changeSets.count
    guard count > 1 else { return [letter] }
    let sender = parties[letter.sender]
    let keys = try sender.replica.workplace.keys.keys(of: sender.replica.identity.replica)
    let cut = 1 + generator.number(below: count - 1)
    figures.partial += 1
    return try [0..<cut, cut..<count].map { range in
      var manifest = bundle.manifest
      manifest.heads = Array(bundle.manifest.heads[range])
      if let id = BundleID(random: random.bytes(10)) { manifest.bundle = id }
      let writer = try BundleWriter(
        manifest: manifest, key: keys.signing, charters: bundle.charters.map(\.document),
        bodies: range.map { bundle.body(at: $0) })
      let bytes = try letter.isCompressed ? writer.compressed : writer.plain()
      return Letter(bytes: bytes, isCompressed: letter.isCompressed, sender: letter.sender)
    }
  }

  /// A party imports what has come, all at once or in several runs.
  func collect(_ party: Party) throws {
    var letters = post.collect(for: party.index, in: round, using: &generator)
    guard !letters.isEmpty else { return }
    try seal(party)
    while !letters.isEmpty {
      let count = generator.once(in: 2) ? letters.count : 1 + generator.number(below: letters.count)
      try take(Array(letters.prefix(count)), party)
      letters.removeFirst(count)
    }
  }

  private struct Opened {
    let path: String
    let letter: Letter
    let isTorn: Bool
  }

  private func take(_ letters: [Letter], _ party: Party) throws {
    letterNumber += 1
    let folder = path("in-\(letterNumber)")
    try FileSystem.makeFolder(folder)
    let opened = try letters.enumerated().map { number, letter in
      let isTorn = post.manners != nil && generator.once(in: 30)
      if isTorn { figures.torn += 1 }
      let kept = isTorn ? generator.number(below: letter.bytes.count) : letter.bytes.count
      let name = "bundle-\(number).samband.json\(letter.isCompressed ? ".gz" : "")"
      let path = FileSystem.path(folder, name)
      try FileSystem.write(Array(letter.bytes.prefix(kept)), to: path)
      return Opened(path: path, letter: letter, isTorn: isTorn)
    }
    let paths = generator.once(in: 2) ? [folder] : opened.map(\.path)
    let report = try party.replica.importBundles(paths)
    figures.imports += 1
    guard report.sealed.changeSets.isEmpty else {
      throw Failure("\(party.name): an import sealed something")
    }
    try examine(report, opened, party)
    try check(report, party)
  }

  /// Whether each file had the outcome that it should have.
  private func examine(_ report: ImportReport, _ opened: [Opened], _ party: Party) throws {
    let charter = try party.replica.charter().charter
    for (path, outcome) in report.files {
      guard let file = opened.first(where: { $0.path == path }) else {
        throw Failure("\(party.name): nobody put \(path) there")
      }
      let sender = parties[file.letter.sender]
      switch outcome {
      case .imported(let new, let known):
        guard !file.isTorn else { throw Failure("\(party.name): a torn bundle was taken") }
        let heads = try SignedBundle(reading: file.letter.bytes).manifest.heads
        let dots = heads.compactMap { history.dots[$0] }
        guard dots.count == heads.count, new + known == heads.count else {
          throw Failure("\(party.name): \(heads.count) change sets, but \(new) and \(known)")
        }
        party.delivered.formUnion(dots)
        log.note("\(party.name) imports from \(sender.name): \(new) new, \(known) known")
      case .refused(let error):
        figures.refusedBundles += 1
        log.note("\(party.name) refuses from \(sender.name): \(error.code.rawValue)")
        let isStranger = charter.replica(sender.replica.identity.replica) == nil
        let lacksCharters = sender.firstCharter > charter.version + 1
        let isAllowed =
          (error.code == .unknownAuthor && isStranger)
          || (error.code == .charterGap && lacksCharters)
        if file.isTorn || isAllowed { continue }
        throw Failure("\(party.name) refuses from \(sender.name): \(error)")
      default: throw Failure("\(party.name): \(path) came out as \(outcome)")
      }
    }
  }

  private func check(_ report: ImportReport, _ party: Party) throws {
    try party.take(charterVersion: report.charterVersion)
    let applied = try party.catchUp(history)
    let waiting = party.delivered.filter { !party.sight.covers($0) }.count
    log.note("\(party.name) applied \(report.applied), \(report.parked) parked")
    guard report.applied == applied, report.parked == waiting else {
      throw Failure(
        "\(party.name): applied \(report.applied) and parked \(report.parked), "
          + "but should have \(applied) and \(waiting)")
    }
    figures.parked += report.parked
    guard party.sight.agrees(with: try party.replica.status().vector) else {
      throw Failure("\(party.name): the version vector is not what was applied")
    }
    guard report.differing.isEmpty else {
      throw Failure("\(party.name): differs from \(report.differing)")
    }
    try look(at: party)
  }

  /// Nothing is lost any more: everybody writes to the coordinator and it to all, until all is said.
  func calmDown() throws {
    post.manners = nil
    if generator.once(in: 2) { post.loseAll() }
    round += SimulatedPost<Letter>.Manners().longestDelay
    for place in requests.indices { requests[place].round = 0 }
    try admitWhoAsked()
    for _ in 0..<4 {
      round += 1
      log.note("— calm round \(round)")
      stage = "calm"
      var sent = 0
      for party in parties.dropFirst() {
        try seal(party)
        sent += try send(party, to: [])
      }
      try collect(coordinator)
      try seal(coordinator)
      sent += try send(coordinator, to: [])
      for party in parties.dropFirst() { try collect(party) }
      if sent == 0 { return }
    }
    throw Failure("after four calm rounds there is still something to send")
  }
}
