import MergeAlgebra
import ReplicaStore

/// What a replica leaves behind when it stops being one.
public struct DetachReport: Sendable {
  /// Another replica that has not confirmed change sets that were made here.
  public struct Unheard: Equatable, Sendable {
    /// The replica.
    public let replica: ReplicaID
    /// How many of our own change sets it is not known to have.
    public let changeSets: Int64
  }

  /// Edits that nobody else will get.
  public let unsealed: Int64
  /// Who has not heard everything of us.
  public let unheard: [Unheard]
  /// Rows in the tables that stay.
  public let rows: Int64
  /// Where the key of the replica is; it can be removed by hand.
  public let keyPath: String
}

extension Replica {
  /// What would be lost if the replica were detached now; changes nothing.
  public func detachReport() throws -> DetachReport {
    let status = try status()
    let own = status.vector.entries.filter { $0.stream.replica == identity.replica }
      .reduce(0) { $0 + $1.position.number }
    let unheard = status.peers.compactMap { peer in
      peer.has < own
        ? DetachReport.Unheard(replica: peer.replica, changeSets: own - peer.has) : nil
    }
    return DetachReport(
      unsealed: status.unsealed, unheard: unheard, rows: try shownRowCount(),
      keyPath: workplace.keys.keyPath(of: identity.replica))
  }

  /// Makes the replica an ordinary SQLite file: without our tables and triggers, in one transaction.
  ///
  /// The user's own things stay, also rows whose edits were never sealed. The replica cannot be used
  /// afterwards. Errors: `unsealedEdits` unless `discardingUnsealed`; `busy`.
  public func detach(discardingUnsealed: Bool) throws {
    try write { operation in
      let unsealed = try operation.transaction.unsealedCount()
      guard unsealed == 0 || discardingUnsealed else {
        throw ExchangeError(.unsealedEdits, file.path, String(unsealed))
      }
      try operation.transaction.detach()
    }
    do {
      try file.leaveWAL()
    } catch let error as StoreError {
      throw ExchangeError(error, at: file.path)
    }
  }
}
