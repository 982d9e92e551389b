import BundleFormat
import MergeAlgebra
import ReplicaStore

/// A replica goes on in a new incarnation, since its numbers may have been given already.
///
/// A database that was copied or restored would number its next change set like one that there is, and
/// then two would have one name. A new incarnation numbers from 1, in streams of its own. (Protocol §9.)
public struct NewLife: Equatable, Sendable {
  /// What showed that the database is not the only one or not the newest.
  public enum Reason: String, Sendable, CaseIterable {
    /// This computer remembers change sets of the replica that the database lacks.
    case behindThisComputer
    /// Somebody else holds change sets of the replica that the database lacks.
    case behindOthers
    /// It was written on another computer before.
    case otherComputer
  }

  /// The new incarnation.
  public let incarnation: String
  /// Why it began.
  public let reason: Reason

  /// Describes a new incarnation.
  public init(incarnation: String, reason: Reason) {
    self.incarnation = incarnation
    self.reason = reason
  }
}

extension Operation {
  /// The incarnation in which new change sets are made.
  var incarnation: String {
    get throws { try transaction.text("incarnation") }
  }

  /// Begins a new incarnation where the next number of this one may be taken.
  ///
  /// Asked once for each operation that seals, before anything is named.
  func beginNewLifeIfNeeded() throws {
    guard !hasLookedAtLife else { return }
    hasLookedAtLife = true
    guard let reason = try reasonForNewLife() else { return }
    let life = NewLife(incarnation: workplace.token(6), reason: reason)
    try transaction.setMeta("incarnation", .text(life.incarnation))
    newLife = life
  }

  private func reasonForNewLife() throws -> NewLife.Reason? {
    let own = ownNumbers
    let current = try incarnation
    func isBehind(_ numbers: [StreamID: Int64]) -> Bool {
      numbers.contains { $0.key.incarnation == current && $0.value > own[$0.key] ?? 0 }
    }
    if let machine = workplace.machine {
      if try !["", machine].contains(transaction.text("machine")) { return .otherComputer }
      if isBehind(workplace.keys.record(of: identity.replica)?.numbers ?? [:]) {
        return .behindThisComputer
      }
    }
    if isBehind(try numbersHeldByOthers()) { return .behindOthers }
    // Our own change sets that have come back and wait for others have their numbers, too.
    let kept = try transaction.streamsInLog().filter { $0.replica == identity.replica }
      .map { ($0, try transaction.lastKept(of: $0)) }
    return isBehind(Dictionary(uniqueKeysWithValues: kept)) ? .behindOthers : nil
  }

  /// How far others say that they hold each of our own streams, the senders of bundles among them.
  func numbersHeldByOthers() throws -> [StreamID: Int64] {
    try transaction.peers(byOwnWord: true).reduce(into: wordOfSenders) { numbers, peer in
      for (stream, position) in peer.vector.entries where stream.replica == identity.replica {
        numbers[stream] = max(numbers[stream] ?? 0, position.number)
      }
    }
  }
}
