import Foundation
import MergeAlgebra

@testable import ReplicaStore

/// Replicas that share a schema and its rules, and every change set that any of them made.
///
/// The members are the coordinator Region, Lærdal and Vik.
final class TestPost {
  let schema: String
  let collaboration: Collaboration
  var replicas: [TestReplica] = []
  private let bag = Mailbag()

  static let names = ["region": "Region", "laerdal": "Lærdal", "vik": "Vik"]

  init(
    _ schema: String, _ declarations: [String: TableDeclaration] = [:],
    triggers: [String: TriggerRule] = [:]
  ) throws {
    self.schema = schema
    let members = try Self.names.sorted { $0.key < $1.key }.map { id, name in
      Member(id: try Self.member(id), name: name, ownerKey: id)
    }
    collaboration = Collaboration(
      charterVersion: 1, coordinator: try Self.member("region"), members: members,
      declarations: Declarations(tables: declarations, triggers: triggers))
    try bag.open()
  }

  static func member(_ id: String) throws -> MemberID {
    guard let member = MemberID(id) else { throw Surprise("\(id) is no member") }
    return member
  }

  /// A new replica of a member; its name is the member's and a number.
  @discardableResult
  func replica(_ member: String, schema: String? = nil) throws -> TestReplica {
    let number = replicas.count + 1
    let member = try Self.member(member)
    guard let id = ReplicaID(member: member, token: "r\(number)") else {
      throw Surprise("no replica id for \(member)")
    }
    let replica = try TestReplica(
      id, of: member, schema: schema ?? self.schema, collaboration, bag)
    replicas.append(replica)
    return replica
  }

  /// A replica of Lærdal and one of Vik.
  func pair() throws -> (laerdal: TestReplica, vik: TestReplica) {
    (try replica("laerdal"), try replica("vik"))
  }

  /// A path for another file of the test.
  func path(_ name: String) -> String { bag.path(name) }

  /// Every change set that any replica made, by dot.
  var parcels: [Dot: Parcel] {
    get { bag.parcels }
    set { bag.parcels = newValue }
  }

  /// Change sets that a replica may hold, by dot.
  func parcels(for replica: TestReplica) -> [Parcel] {
    parcels.values.filter {
      $0.head.dot.stream.circle.isOpen(to: replica.me, coordinator: collaboration.coordinator)
    }.sorted { $0.head.dot < $1.head.dot }
  }

  /// Everyone seals, then everyone receives all that there is.
  func exchange() throws {
    for replica in replicas { try replica.seal() }
    for replica in replicas { try replica.receive(parcels(for: replica)) }
  }
}

/// The folder and the change sets of one test; the folder goes when nothing uses it any more.
final class Mailbag {
  var parcels: [Dot: Parcel] = [:]
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("samband-store-\(UUID().uuidString)")

  func open() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("left behind: \(folder.path): \(error)")
    }
  }

  /// A path for a file of the test.
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Thirty-two bytes that only this change set has.
  func hash(of dot: Dot) throws -> ContentHash {
    var generator = dot.description.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    let bytes = (0..<32).map { _ in
      generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: generator >> 56)
    }
    guard let hash = ContentHash(bytes) else { throw Surprise("no hash") }
    return hash
  }
}

/// A declaration with some defaults changed.
func declared(_ change: (inout TableDeclaration) -> Void) -> TableDeclaration {
  var declaration = TableDeclaration()
  change(&declaration)
  return declaration
}

/// A declaration of a rule for each of some columns.
func rules(_ rules: [String: Rule], owner: String? = nil) -> TableDeclaration {
  declared { table in
    table.owner = owner
    table.columns = rules.mapValues { ColumnDeclaration(rule: $0) }
    if let owner { table.columns[owner] = ColumnDeclaration(isFixed: true) }
  }
}
