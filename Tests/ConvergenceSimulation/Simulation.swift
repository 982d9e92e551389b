import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import SambandTestKit

/// One collaboration that lives through bad weeks, from one seed.
final class Simulation {
  let seed: UInt64
  let folder: String
  var generator: SeededGenerator
  let random: SimulatedRandom
  var log: EventLog
  var figures = Figures()
  var parties: [Party] = []
  var post = SimulatedPost<Letter>()
  var history = History(models: [])
  var round = 0
  var letterNumber = 0
  /// What is being done, for failures.
  var stage = "founding"
  let world: any World
  /// What people saw and wrote, where the world keeps such books.
  var ledger: Ledger?
  /// Requests to join that the coordinator has not looked at yet, and in which round it will.
  var requests: [(party: Int, request: JoinRequest, round: Int)] = []

  /// A bundle on its way.
  struct Letter {
    let bytes: [UInt8]
    let isCompressed: Bool
    let sender: Int
  }

  static let week: Int64 = 7 * 86_400_000
  static let year: Int64 = 365 * 86_400_000
  /// 2026-09-14, in milliseconds.
  static let start: Int64 = 1_789_344_000_000

  init(seed: UInt64, folder: String, options: Options, isVerbose: Bool) throws {
    self.seed = seed
    self.folder = folder
    generator = SeededGenerator(seed: seed)
    random = SimulatedRandom(seed: seed &* 0x9E37_79B9 &+ 1)
    log = EventLog(isVerbose: isVerbose)
    world = try options.world(seed: seed, using: &generator)
  }

  var members: [Member] { world.members }

  /// The coordinator's replica.
  var coordinator: Party { parties[0] }

  /// Founds, works, calms down and checks; returns the hash of what happened.
  func run() throws -> String {
    try FileSystem.makeFolder(folder)
    if world is SchemaWorld { log.note("\(world.schema)\n\(world.rules)") }
    try found()
    let rounds = 7 + generator.number(below: 5)
    for _ in 0..<rounds {
      round += 1
      log.note("— round \(round)")
      try admitWhoAsked()
      if round < rounds - 2, parties.count < world.mostReplicas, generator.once(in: 5) {
        try join(generator.pick(Array(members.dropFirst())), admittedIn: round + 1)
      }
      for party in parties.shuffled(using: &generator) { try live(party) }
    }
    try calmDown()
    stage = "final checks"
    try FinalChecks(simulation: self).run()
    figures.seeds = 1
    figures.replicas = parties.count
    figures.bundles = post.figures.sent
    figures.lost = post.figures.lost
    figures.late = post.figures.late
    figures.duplicated = post.figures.duplicated
    return log.hash
  }

  // MARK: Founding and joining

  private func found() throws {
    let plan = FoundingPlan(
      name: "Prøve \(seed)", language: "nn", coordinator: members[0],
      members: Array(members.dropFirst()), schema: world.schema,
      rules: Array(world.rules.utf8))
    let (workplace, clock) = newWorkplace()
    let replica = try Replica.found(plan, at: path("replica-0.sqlite"), workplace: workplace)
    let party = try Party(index: 0, member: members[0].id, replica: replica, clock: clock)
    party.isAdmitted = true
    parties = [party]
    history = History(models: try party.models())
    guard history.models.map(\.name) == world.tableNames else {
      throw Failure("the journals are not numbered in name order")
    }
    ledger = world.ledger(of: history.models)
    for member in members.dropFirst() { try join(member, admittedIn: 0) }
    let second = world.secondReplicas(using: &generator)
    for member in members.dropFirst().prefix(second) { try join(member, admittedIn: 0) }
    try admitWhoAsked()
  }

  private func newWorkplace() -> (Workplace, SimulatedClock) {
    let offsets: [Int64] = [0, 0, 0, 0, 0, 1, -1, 7, -12, 30, -25]
    let clock = SimulatedClock(at: Self.start + generator.pick(offsets) * Self.year)
    let workplace = Workplace(keys: KeyFolder(path: path("keys")), clock: clock, random: random)
    return (workplace, clock)
  }

  func path(_ name: String) -> String { FileSystem.path(folder, name) }

  /// Makes a replica of a member from the coordinator's newest charter; it asks to be admitted.
  private func join(_ member: Member, admittedIn round: Int) throws {
    let index = parties.count
    let (workplace, clock) = newWorkplace()
    let (replica, request) = try Replica.join(
      charter: try coordinator.replica.charter().document, from: "charter", member: member.id,
      at: path("replica-\(index).sqlite"), workplace: workplace)
    parties.append(try Party(index: index, member: member.id, replica: replica, clock: clock))
    requests.append((index, request, round))
    log.note("\(parties[index].name) joins as \(replica.identity.replica)")
  }

  /// The coordinator admits those who asked and whose time has come.
  func admitWhoAsked() throws {
    let due = requests.filter { $0.round <= round }
    guard !due.isEmpty else { return }
    requests.removeAll { $0.round <= round }
    let charter = try coordinator.replica.admit(due.map(\.request))
    try coordinator.take(charterVersion: charter.charter.version)
    for (party, _, _) in due { parties[party].isAdmitted = true }
    log.note("\(due.count) admitted in charter \(charter.charter.version)")
  }

  // MARK: A party's week

  private func live(_ party: Party) throws {
    // Mostly whole weeks, so that edits of several replicas are often of one time.
    party.clock.move(by: Self.week)
    if generator.once(in: 5) { party.clock.move(by: Int64(generator.number(below: 90)) * 60_000) }
    if generator.once(in: 15) {
      party.clock.move(by: (Int64(generator.number(below: 9)) - 4) * Self.year)
    }
    stage = "\(party.name) edits"
    try edit(party)
    stage = "\(party.name) looks"
    if generator.once(in: 6) { try lookUnsealed(party) }
    stage = "\(party.name) seals"
    if generator.once(in: 3) { try seal(party) }
    if generator.once(in: 3) { try edit(party) }
    stage = "\(party.name) imports"
    if !generator.once(in: 4) { try collect(party) }
    stage = "\(party.name) resolves"
    if generator.once(in: 4) { try decide(party) }
    stage = "\(party.name) exports"
    if party.isAdmitted || generator.once(in: 3), !generator.once(in: 4) { try send(party) }
  }

  /// Looking must not be disturbed by edits that wait, and not disturb them.
  private func lookUnsealed(_ party: Party) throws {
    let status = try party.replica.status()
    log.note("\(party.name) looks: \(status.unsealed) unsealed")
    guard try party.replica.status().unsealed == status.unsealed else {
      throw Failure("\(party.name): looking changed what waits")
    }
  }

  /// Keeps a change set that a party just made in the books; returns its groups.
  @discardableResult
  func note(_ dot: Dot, of party: Party) throws -> [OperationGroup] {
    guard let entry = try party.replica.file.read({ try $0.entry(dot) }) else {
      throw Failure("\(party.name) does not have its own \(dot)")
    }
    let set = try SignedChangeSet(reading: try Gzip.inflate(entry.body).bytes)
    let followed = set.groups.filter { ledger?.followsKeys(of: $0.table) ?? true }
    try history.note(
      dot, hash: entry.hash, charter: entry.charterVersion, seeing: party.sight, followed)
    try party.sight.see(dot)
    party.delivered.insert(dot)
    figures.acts += set.rowCount
    log.note("\(party.name) seals \(dot) \(entry.hash) with \(set.rowCount) rows")
    return set.groups
  }
}
