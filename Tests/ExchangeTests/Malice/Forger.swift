import BundleFormat
import Exchange
import Foundation
import MergeAlgebra

/// Signs what it likes with a member's key, each change set in a stream of its own unless told.
final class Forger {
  let town: TestCollaboration
  private let keys: ReplicaKeys
  private var lives = 0
  private var me: ReplicaIdentity { town.laerdal.identity }

  init(_ town: TestCollaboration) throws {
    self.town = town
    keys = try town.laerdal.workplace.keys.keys(of: town.laerdal.identity.replica)
  }

  /// What is to be signed.
  struct Draft {
    var circle: Circle = .everyone
    var groups: [OperationGroup] = []
    var number: Int64 = 1
    var previous: ContentHash?
    var life: String?
    var context = VersionVector()
    var charter: Int64 = 2
    var time: Int64 = 1_789_000_000_000
  }

  /// Another life of the replica, as after a restored backup.
  func newLife() -> String {
    lives += 1
    let digits = String(lives)
    return "evil" + String(repeating: "0", count: 5 - digits.count) + digits
  }

  func stream(_ life: String, _ circle: Circle = .everyone) throws -> StreamID {
    guard let stream = StreamID(replica: me.replica, incarnation: life, circle: circle) else {
      throw ExchangeError(.notAReplica, life)
    }
    return stream
  }

  /// A change set that its author did sign.
  func sign(_ draft: Draft) throws -> SignedChangeSet {
    let dot = Dot(try stream(draft.life ?? newLife(), draft.circle), draft.number)
    let head = ChangeSetHead(
      dot: dot, previous: draft.previous, contextDifference: draft.context,
      charterVersion: draft.charter, time: draft.time, note: "")
    return try SignedChangeSet(
      sealing: head, groups: draft.groups, collaboration: me.collaboration,
      secret: [UInt8](repeating: 7, count: 32), key: keys.signing)
  }

  /// A bundle of the member's with these change sets.
  func bundle(of sets: [SignedChangeSet], to replica: Replica) throws -> String {
    var bundle = try HandMadeBundle(from: town.laerdal)
    for set in sets { bundle.add(set) }
    return try bundle.write(for: replica, in: town)
  }
}

/// One group with one row.
func group(
  _ kind: RowChange.Kind, _ table: String, _ key: [Value],
  _ cells: [(String, OperationGroup.Cell)] = [], suggested: [String] = [],
  time: Int64 = 1_789_000_000_000
) -> OperationGroup {
  OperationGroup(
    table: table, kind: kind, columns: cells.map(\.0), suggested: suggested,
    rows: [.init(key: RowKey(key), time: time, cells: cells.map(\.1))])
}

/// A cell with a text.
func text(_ text: String) -> OperationGroup.Cell { .value(.text(text)) }
