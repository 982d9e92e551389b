import Foundation
import MergeAlgebra

@testable import ReplicaStore

/// A change set on its way between test replicas.
struct Parcel: Sendable {
  let head: ChangeSetHead
  let hash: ContentHash
  let groups: [OperationGroup]

  var rowCount: Int64 { Int64(groups.reduce(0) { $0 + $1.rows.count }) }
}

/// A replica file that seals and takes change sets without bundles around them.
final class TestReplica {
  let me: MemberID
  let id: ReplicaID
  let path: String
  private(set) var schema: String
  let bag: Mailbag
  var collaboration: Collaboration
  private(set) var file: ReplicaFile

  init(
    _ id: ReplicaID, of me: MemberID, schema: String, _ collaboration: Collaboration,
    _ bag: Mailbag
  ) throws {
    self.id = id
    self.me = me
    self.schema = schema
    self.bag = bag
    path = bag.path("\(id).sqlite")
    self.collaboration = collaboration
    file = try ReplicaFile.create(at: path, schema: schema)
    try file.write { tx in try tx.adopt(collaboration, me: me) }
  }

  /// Closes the file and opens it again, as the next run of the program does.
  func reopen() throws { file = try ReplicaFile(opening: path) }

  /// Goes on by another charter.
  func follow(_ schema: String, _ collaboration: Collaboration) {
    self.schema = schema
    self.collaboration = collaboration
  }

  /// One operation with the charter loaded.
  @discardableResult
  func write<Result>(_ body: (ReplicaTransaction) throws -> Result) throws -> Result {
    try file.write { tx in
      try tx.load(collaboration)
      return try body(tx)
    }
  }

  /// Looks without changing anything.
  func read<Result>(_ body: (ReplicaTransaction) throws -> Result) throws -> Result {
    try file.read { tx in
      try tx.load(collaboration)
      return try body(tx)
    }
  }

  /// Edits as another program does, with foreign keys on.
  func edit(_ sql: String) throws { try file.runAsUser(sql) }

  /// Edits as another program does and seals at once; `time` replaces the clock.
  @discardableResult
  func edit(_ sql: String, at time: Int64) throws -> [Parcel] {
    try edit(sql)
    return try seal(at: time)
  }

  /// Makes change sets of what was edited; `time` replaces the clock.
  @discardableResult
  func seal(at time: Int64? = nil) throws -> [Parcel] {
    try write { tx in
      let parcels = try seal(in: tx, at: time)
      try tx.project()
      return parcels
    }
  }

  /// Seals, then takes change sets in the order given: those that are ready, parking the others.
  @discardableResult
  func receive(_ parcels: [Parcel], at time: Int64? = nil) throws -> ProjectionReport {
    try write { tx in
      try seal(in: tx, at: time)
      for parcel in parcels where try tx.knownHash(of: parcel.head.dot) == nil {
        try tx.keep(
          parcel.head, hash: parcel.hash, rowCount: parcel.rowCount, body: [1], received: 0)
        try applyReady(in: tx)
      }
      return try tx.project()
    }
  }

  private func applyReady(in tx: ReplicaTransaction) throws {
    var isProgressing = true
    while isProgressing {
      isProgressing = false
      for entry in try tx.parked() {
        guard let parcel = bag.parcels[entry.dot], tx.missing(for: parcel.head).isEmpty else {
          continue
        }
        try tx.apply(parcel.head, hash: parcel.hash, parcel.groups)
        isProgressing = true
      }
    }
  }

  /// Decides the only conflict of a table about two rows.
  func keep(_ kept: KeptRow, in table: String, at time: Int64) throws {
    try write { tx in
      try seal(in: tx, at: time)
      let twins = try tx.conflicts().filter { conflict in
        guard conflict.table == table, case .duplicate = conflict.subject else { return false }
        return true
      }
      guard twins.count == 1 else { throw Surprise("\(twins.count) duplicates in \(table)") }
      let drafts = try tx.drafts(keeping: kept, newKey: nil, twins[0], by: me, at: time)
      try apply(drafts, in: tx, at: time)
      try tx.project()
    }
  }

  @discardableResult
  func seal(in tx: ReplicaTransaction, at time: Int64?) throws -> [Parcel] {
    try tx.checkCapture(me: me)
    return try apply(try tx.drainJournals(me: me), in: tx, at: time)
  }

  @discardableResult
  private func apply(
    _ drafts: [Draft], in tx: ReplicaTransaction, at time: Int64?
  ) throws -> [Parcel] {
    var parcels: [Parcel] = []
    for draft in drafts {
      let parcel = try parcel(for: draft, in: tx, at: time)
      try tx.keep(
        parcel.head, hash: parcel.hash, rowCount: parcel.rowCount, body: [1], received: 0)
      try tx.apply(parcel.head, hash: parcel.hash, parcel.groups)
      bag.parcels[parcel.head.dot] = parcel
      parcels.append(parcel)
    }
    return parcels
  }

  private func parcel(
    for draft: Draft, in tx: ReplicaTransaction, at time: Int64?
  ) throws -> Parcel {
    guard let stream = StreamID(replica: id, incarnation: "0001", circle: draft.circle) else {
      throw Surprise("\(id) cannot write to \(draft.circle)")
    }
    let position = tx.vector[stream]
    let dot = Dot(stream, (position?.number ?? 0) + 1)
    var context = tx.vector.visible(in: draft.circle)
    context[stream] = nil
    let head = ChangeSetHead(
      dot: dot, previous: position?.head,
      contextDifference: context.difference(from: tx.context(of: stream)),
      charterVersion: collaboration.charterVersion, time: time ?? 0, note: "")
    let groups = draft.groups.map { group in
      var group = group
      for index in group.rows.indices { group.rows[index].time = time ?? group.rows[index].time }
      return group
    }
    return Parcel(head: head, hash: try bag.hash(of: dot), groups: groups)
  }
}

/// Something that a test did not expect and cannot go on after.
struct Surprise: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
