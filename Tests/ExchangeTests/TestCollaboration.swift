import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Synchronization

/// A clock that a test sets, a second later at each look.
final class TestClock: WallClock {
  private let moment: Mutex<Int64>

  init(_ start: Int64 = 1_789_000_000_000) { moment = Mutex(start) }

  var now: Int64 {
    moment.withLock {
      $0 += 1_000
      return $0
    }
  }

  func advance(days: Int64) { moment.withLock { $0 += days * 86_400_000 } }
}

/// A small collaboration in a folder of its own, which goes with it.
final class TestCollaboration {
  let folder: String
  let clock = TestClock()
  let coordinator: Replica
  private(set) var members: [Replica] = []

  static let schema = """
    CREATE TABLE measure(
      code TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'IDE',
      owner_kommune TEXT, note TEXT, tags TEXT NOT NULL DEFAULT '[]', seats INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE part(
      id TEXT PRIMARY KEY NOT NULL, measure TEXT NOT NULL REFERENCES measure(code) ON DELETE CASCADE,
      name TEXT NOT NULL, UNIQUE(measure, name));
    CREATE TABLE figure(kommune TEXT NOT NULL, week TEXT NOT NULL, n INTEGER, PRIMARY KEY(kommune, week));
    """

  static let rules = """
    {"tables":{
      "measure":{"owner":"owner_kommune","columns":{
        "title":{"rule":"owner"},"owner_kommune":{"fixed":true},"note":{"rule":"ask"},
        "tags":{"rule":"union"},"seats":{"rule":"sum"},
        "status":{"rule":"furthest","order":[["IDE"],["PLAN"],["PAG"],["FERD","STOGG"]]}}},
      "figure":{"audience":"coordinator","owner":"kommune"}}}
    """

  /// Founds a collaboration with these members, all admitted.
  init(
    _ names: [String] = ["laerdal", "vik"], name: String = "Prøve",
    schema: String = TestCollaboration.schema, rules: String = TestCollaboration.rules,
    recoveryKey: VerifyingKey? = nil
  ) throws {
    folder = FileSystem.path(NSTemporaryDirectory(), "samband-test-\(UUID().uuidString)")
    try FileSystem.makeFolder(folder)
    let region = try Self.member("region")
    let others = try names.map(Self.member)
    let plan = FoundingPlan(
      name: name, coordinator: region, members: others, schema: schema,
      rules: Array(rules.utf8), recoveryKey: recoveryKey)
    let workplace = Workplace(
      keys: KeyFolder(path: FileSystem.path(folder, "keys")), clock: clock)
    coordinator = try Replica.found(
      plan, at: FileSystem.path(folder, "region.sqlite"), workplace: workplace)
    let charter = try coordinator.charter()
    var requests: [JoinRequest] = []
    for member in others {
      let joined = try Replica.join(
        charter: charter.document, from: "charter.json", member: member.id,
        at: FileSystem.path(folder, "\(member.id).sqlite"), workplace: workplace)
      members.append(joined.replica)
      requests.append(joined.request)
    }
    _ = try coordinator.admit(requests)
    let greeting = try coordinator.export(into: path("greeting"), form: .compressed)
    for (member, file) in zip(members, greeting.files) {
      _ = try member.importBundles([file.path])
    }
  }

  deinit {
    // Absent is as good as removed.
    try? FileManager.default.removeItem(atPath: folder)
  }

  var laerdal: Replica { members[0] }
  var vik: Replica { members[1] }

  func path(_ name: String) -> String { FileSystem.path(folder, name) }

  /// One bundle from one replica to another, in a folder of its own.
  func bundle(
    from sender: Replica, to receiver: Replica, form: BundleForm = .plain
  ) throws -> String {
    let folder = path("post-\(UUID().uuidString.prefix(8))")
    let report = try sender.export(to: [receiver.identity.member], into: folder, form: form)
    guard let file = report.files.first else { throw ExchangeError(.noSuchFile, folder) }
    return file.path
  }

  /// Sends one bundle and imports it.
  @discardableResult
  func send(from sender: Replica, to receiver: Replica) throws -> ImportReport {
    try receiver.importBundles([try bundle(from: sender, to: receiver)])
  }

  /// Members to the coordinator and back, so often that everybody has heard everything.
  func exchangeAll() throws {
    for _ in 0..<3 {
      for member in members { try send(from: member, to: coordinator) }
      for member in members { try send(from: coordinator, to: member) }
    }
  }

  static func member(_ name: String) throws -> Member {
    guard let id = MemberID(name) else { throw ExchangeError(.badMemberID, name) }
    return Member(id: id, name: name.capitalized, ownerKey: name)
  }
}

extension Replica {
  /// What the live tables show, as text, for comparing.
  func shown() throws -> String {
    let collaboration = try charter().charter.forMerging()
    return try file.read { transaction in
      try transaction.load(collaboration)
      return try transaction.trackedTables.map { table in
        let rows = try transaction.shownRows(of: table.name)
        return "\(table.name): "
          + rows.map { "\($0.key.values)=\($0.cells)" }.joined(separator: ";")
      }.joined(separator: "\n")
    }
  }
}

/// Edits a replica as another program does, and seals.
func edit(_ replica: Replica, _ sql: String) throws {
  try replica.file.runAsUser(sql)
  try replica.seal()
}
