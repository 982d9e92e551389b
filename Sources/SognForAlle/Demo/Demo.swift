import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore

/// Three weeks of "Sogn for alle": seven kommunar and the coordinator, each with a file of its own.
///
/// Everything is real: replicas, keys, plain SQL by another program, bundles in a folder. What goes
/// wrong on the way goes wrong on purpose.
public struct Demo {
  private let folder: String
  private let progress: (any ProgressObserver)?
  private let tell: (DemoEvent) throws -> Void
  private let clock = DemoClock(DemoClock.wednesday(ofWeek: 37))
  private var towns: [String: DemoTown] = [:]
  private var postbox: String { FileSystem.path(folder, "post") }

  /// Prepares the story in a new folder; `progress` hears of its operations and may stop them.
  ///
  /// Errors: `exists`, `cannotWrite`.
  public init(
    folder: String, progress: (any ProgressObserver)? = nil,
    tell: @escaping (DemoEvent) throws -> Void
  ) throws {
    if FileSystem.exists(folder), try !FileSystem.names(in: folder).isEmpty {
      throw ExchangeError(.exists, folder)
    }
    try FileSystem.makeFolder(folder)
    self.folder = folder
    self.progress = progress
    self.tell = tell
  }

  /// Removes what the story has left in the folder.
  public func discard() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.removeItem(atPath: FileSystem.path(folder, name))
    }
  }

  /// Lives through the weeks.
  ///
  /// Returns whether all replicas agree at the end.
  public mutating func run() throws -> Bool {
    try found()
    try fillIn()
    try week38()
    try week39()
    try week40()
    return try finish()
  }

  // MARK: The cast

  private var region: DemoTown { town("region") }

  private func town(_ id: String) -> DemoTown {
    guard let town = towns[id] else { preconditionFailure("there is no \(id)") }
    return town
  }

  private var kommunar: [DemoTown] { SognTemplate.kommunar.map { town($0.id.name) } }

  /// One folder of keys stands for eight computers.
  private var workplace: Workplace {
    var workplace = Workplace(
      keys: KeyFolder(path: FileSystem.path(folder, "keys")), clock: clock, progress: progress)
    workplace.guards = [SognTemplate.name: PersonalDataGuard()]
    return workplace
  }

  private func path(_ member: Member) -> String {
    FileSystem.path(folder, "\(member.id).sqlite")
  }

  private mutating func found() throws {
    let coordinator = SognTemplate.coordinator
    let replica = try Replica.found(
      SognTemplate.foundingPlan(), at: path(coordinator), workplace: workplace)
    towns["region"] = DemoTown(member: coordinator, replica: replica, clock: clock)
    let charter = try replica.charter()
    try FileSystem.write(charter.document, to: FileSystem.path(folder, "charter.json"))
    try tell(.founded(fingerprint(of: charter.hash)))
    var requests: [JoinRequest] = []
    for member in SognTemplate.kommunar {
      let joined = try Replica.join(
        charter: charter.document, from: "charter.json", member: member.id, at: path(member),
        workplace: workplace)
      towns[member.id.name] = DemoTown(member: member, replica: joined.replica, clock: clock)
      requests.append(joined.request)
    }
    let admitted = try replica.admit(requests)
    try tell(.admitted(count: requests.count, charterVersion: admitted.charter.version))
    try sendBack(week: 37)
  }

  // MARK: The weeks

  /// Lets every kommune write its own sample rows, parents before children.
  private func fillIn() throws {
    let groups = SampleGroup.all(in: SognTemplate.samples)
    let rounds = [
      ["region", "sogndal", "hoyanger"], ["aurland"], ["laerdal", "ardal", "vik", "luster"],
    ]
    for writers in rounds {
      for group in groups where writers.contains(group.writer) {
        try town(group.writer).edit(group.sql)
      }
      try exchange(week: 37, isTold: false)
    }
    try tell(.filled(rows: try region.replica.shownRowCount()))
  }

  private func week38() throws {
    try begin(week: 38)
    try edit(
      .ownerDescribesCourse, by: "sogndal",
      """
      UPDATE measure SET title = 'B2-kurs i norsk, hausten 2026',
        description = 'Kveldskurs, nett og tre samlingar.' WHERE code = 'T06'
      """)
    try edit(
      .neighbourDescribesCourse, by: "laerdal",
      """
      UPDATE measure SET description = 'Kveldskurs, nett og to samlingar. Felles skyss frå Lærdal.'
      WHERE code = 'T06'
      """)
    try edit(
      .neighbourSuggestsTitle, by: "laerdal",
      "UPDATE measure SET title = 'B2-kurs i norsk for heile Sogn' WHERE code = 'T06'")
    try edit(
      .courseIsDone, by: "ardal", "UPDATE measure SET status = 'FERD' WHERE code = 'T12'")
    try edit(
      .courseIsStopped, by: "luster", "UPDATE measure SET status = 'STOGG' WHERE code = 'T12'")
    try edit(
      .supportsNeed, by: "vik",
      "UPDATE need SET supporters = '[\"4638\",\"4639\",\"4641\"]' WHERE id = 'B1'")
    try tell(.post(.lost, from: "Vik"))
    try tell(.post(.delayed, from: "Høyanger"))
    try exchange(week: 38, losing: ["vik"], delaying: ["hoyanger"])
  }

  private func week39() throws {
    try begin(week: 39)
    try edit(.tiltakIsDeleted, by: "region", "DELETE FROM measure WHERE code = 'T09'")
    try edit(
      .tiltakIsEdited, by: "aurland",
      """
      UPDATE measure SET status = 'PAG', description = 'Kartlegging i gang i Aurland.'
      WHERE code = 'T09'
      """)
    try edit(
      .answersNeed, by: "hoyanger",
      "UPDATE need SET answered_by = '[\"T06\"]' WHERE id = 'B1'")
    try tell(.post(.doubled, from: "Aurland"))
    try tell(.post(.shuffled, from: "Regionrådet"))
    try exchange(week: 39, doubling: ["aurland"], delaying: ["hoyanger"])
  }

  private func week40() throws {
    try begin(week: 40)
    try tell(.post(.arrivedLate, from: "Høyanger"))
    try exchange(week: 40, alsoFrom: [38, 39])
    let conflicts = try region.replica.conflicts()
    try tell(.conflicts(conflicts))
    try decide("measure", "T12", "status", by: "region", wanting: "FERD")
    try decide("measure", "T06", "description", by: "sogndal", wanting: "tre samlingar")
    try decide("measure", "T06", "title", by: "sogndal", wanting: "heile Sogn")
  }

  /// The weeks lie there in the open, to be looked at; the last rounds travel as everybody's bundles do.
  private func finish() throws -> Bool {
    try exchange(week: 40, form: .encrypted, isTold: false)
    try exchange(week: 40, form: .encrypted, isTold: false)
    let all = [region] + kommunar
    let digests = try all.map { (member: $0.member.name, digest: try $0.replica.digest()) }
    let open = try all.map { try $0.replica.status().openConflicts }.max() ?? 0
    try tell(.open(open))
    try tell(.digests(digests))
    return Set(digests.map(\.digest)).count == 1
  }

  // MARK: Acts

  private func begin(week: Int) throws {
    clock.set(DemoClock.wednesday(ofWeek: week))
    try tell(.week(ISOWeek(milliseconds: clock.now)))
  }

  private func edit(_ edit: DemoEdit, by id: String, _ sql: String) throws {
    try town(id).edit(sql + ";")
    try tell(.edit(edit))
  }

  private func decide(
    _ table: String, _ key: String, _ column: String, by id: String, wanting text: String
  ) throws {
    let town = town(id)
    let conflict = try town.replica.conflicts().first {
      $0.table == table && $0.key.readable == key && $0.columns == [column]
    }
    guard let conflict, case .values(let siblings, _) = conflict.subject,
      let place = siblings.firstIndex(where: { $0.values[0].string?.contains(text) == true })
    else { return }
    try town.replica.resolve(conflict.id, .take(place + 1))
    try tell(.resolved(by: town.member.name, conflict, take: place + 1))
  }

  /// A week's exchange: all kommunar write to the coordinator, who merges and writes back.
  private func exchange(
    week: Int, form: BundleForm = .plain, isTold: Bool = true, losing lost: Set<String> = [],
    doubling doubled: Set<String> = [], delaying delayed: Set<String> = [],
    alsoFrom late: [Int] = []
  ) throws {
    let inbox = FileSystem.path(postbox, "W\(week)-inn")
    let shelf = FileSystem.path(postbox, "W\(week)-forseinka")
    for town in kommunar {
      let id = town.member.id.name
      let isGone = lost.contains(id)
      let target = delayed.contains(id) ? shelf : isGone ? FileSystem.path(folder, "tapt") : inbox
      let report = try town.replica.export(into: target, form: form)
      for file in report.files where doubled.contains(id) {
        let copy = file.path.replacing(".samband.json", with: "-kopi.samband.json")
        try FileSystem.write(try FileSystem.read(file.path), to: copy)
      }
    }
    let folders = [inbox] + late.map { FileSystem.path(postbox, "W\($0)-forseinka") }
    let report = try region.replica.importBundles(folders.filter(FileSystem.isFolder))
    if isTold { try tell(.imported(by: region.member.name, report)) }
    let sent = try sendBack(week: week, form: form)
    if isTold { try tell(.sentBack(bundles: sent)) }
  }

  /// The coordinator writes to everyone, who find their bundle among the others, in any order.
  @discardableResult
  private func sendBack(week: Int, form: BundleForm = .plain) throws -> Int {
    let outbox = FileSystem.path(postbox, "W\(week)-ut")
    let sent = try region.replica.export(into: outbox, form: form)
    for town in kommunar { _ = try town.replica.importBundles([outbox]) }
    return sent.files.count
  }
}
