import BundleFormat
import MergeAlgebra
import ReplicaStore

/// A charter that is known and cannot come into force yet.
public struct WaitingCharter: Equatable, Sendable {
  /// Its version.
  public let version: Int64
  /// What keeps it out, as the store says it.
  public let reason: String
}

extension Operation {
  /// Keeps a newer charter, the successor of the newest known, and takes it into force if it can be.
  ///
  /// Edits must have been sealed if it has other tables or rules. When something in this file is in
  /// the way, the charter in force stays, and the newer one is tried again at the next sealing.
  func adopt(_ newer: SignedCharter) throws {
    try transaction.keepCharter(
      version: newer.charter.version, hash: newer.hash, document: newer.document)
    newest = newer
    try followCharters()
  }

  /// Takes the charters that are known into force, one after the other as far as it goes.
  func followCharters() throws {
    var obstacle: String?
    for kept in try transaction.charters() where kept.version > charter.charter.version {
      obstacle = try follow(try SignedCharter(reading: kept.document))
      if obstacle != nil { break }
    }
    try transaction.setMeta(Self.obstacleName, obstacle.map { .text($0) } ?? .null)
  }

  private static let obstacleName = "charterObstacle"

  /// The newest charter, when it is not in force.
  func waitingCharter() throws -> WaitingCharter? {
    guard newest.charter.version > charter.charter.version else { return nil }
    return WaitingCharter(
      version: newest.charter.version, reason: try transaction.text(Self.obstacleName))
  }

  /// Takes the next charter into force; returns what is in the way.
  private func follow(_ next: SignedCharter) throws -> String? {
    let isSame =
      next.charter.schema == charter.charter.schema
      && next.charter.rules.canonicalBytes == charter.charter.rules.canonicalBytes
    let before = CharterTerms(schema: charter.charter.schema, collaboration: collaboration)
    let now: CharterTerms
    do {
      now = CharterTerms(
        schema: next.charter.schema, collaboration: try next.charter.forMerging())
    } catch {
      // Rules that only a newer program knows.
      return error.description
    }
    if isSame {
      try transaction.adopt(now.collaboration, me: identity.member)
      try putInForce(next, now.collaboration)
      return nil
    }
    guard try transaction.unsealedCount() == 0 else { return "edits wait to be sealed" }
    var isAny = false
    let obstacle = try transaction.attempt { isAny = try migrate(from: before, to: now) }
    if let obstacle { return obstacle }
    try putInForce(next, now.collaboration)
    try showNovelties(isAny)
    return nil
  }

  private func putInForce(_ next: SignedCharter, _ terms: Collaboration) throws {
    charter = next
    collaboration = terms
    try transaction.putInForce(next.charter.version)
  }

  /// Changes the tables and applies what had been passed over; returns whether anything is new.
  private func migrate(from before: CharterTerms, to now: CharterTerms) throws -> Bool {
    let novelties = try transaction.migrate(from: before, to: now, me: identity.member)
    for entry in try transaction.partialEntries() {
      let set = try opened(entry)
      do {
        try transaction.catchUp(
          set.head, set.groups, with: novelties, judge: try judge(set.head))
      } catch let error as StoreError where error.code == .invalid {
        // A member must not keep a charter out by what it wrote for the new tables.
        try transaction.passOver(entry, error.flaw ?? Flaw(.unfit, detail: error.message))
      }
    }
    try transaction.journalOwn(novelties, me: identity.member)
    return novelties.isAny
  }

  /// Seals what the user had in tables and columns that are now the charter's, and shows everything.
  private func showNovelties(_ isAny: Bool) throws {
    let drafts = try transaction.drainJournals(me: identity.member)
    if !drafts.isEmpty {
      let keys = try workplace.keys.keys(of: identity.replica)
      for draft in drafts { _ = try seal(draft, note: "", keys: keys) }
    }
    if isAny { try transaction.recompute() }
    try transaction.project()
  }
}
