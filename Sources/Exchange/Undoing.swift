import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What an undo did, or would do.
public struct UndoReport: Sendable {
  /// The change sets that were made; empty when everything was left alone.
  public let made: [Dot]
  /// What was written, and what was left alone.
  public let plan: UndoPlan
  /// What the tables show otherwise since.
  public let projection: ProjectionReport
}

extension Replica {
  /// Undoes a change set by a new one, its inverse, for those who hold the first.
  ///
  /// An inserted row is deleted, a deleted one inserted as it was, an updated cell gets the value that
  /// its author had seen; elements and amounts are taken back. What anybody has written since, or at
  /// once, is left alone and reported. Edits that wait are sealed first. On trial everything is looked
  /// at and nothing kept.
  ///
  /// Errors: `unknownChangeSet`; `undoForbidden` when a row is somebody else's to write, a column is set
  /// once, or the schema would not show the result; then nothing is undone.
  public func undo(_ name: String, note: String, isTrial: Bool = false) throws -> UndoReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    func run(_ operation: Operation) throws -> UndoReport {
      _ = try operation.seal(note: "", keys: keys)
      return try operation.undo(name, note: note, keys: keys)
    }
    return isTrial ? try read(run) : try write(run)
  }
}

extension Operation {
  fileprivate func undo(_ name: String, note: String, keys: ReplicaKeys) throws -> UndoReport {
    let entry = try entry(named: name)
    guard !entry.isParked else { throw ExchangeError(.unknownChangeSet, name) }
    let (_, own, all, _) = try lives(of: entry.dot, untilEnd: true)
    let plan = try transaction.undoing(
      own, all, by: identity.member, at: workplace.clock.now)
    try refuse(plan.forbidden)
    let before = try transaction.irregularRows()
    let made = try plan.drafts.map { try seal($0, note: note, keys: keys).head.dot }
    let projection = try transaction.project()
    try refuse(try transaction.forbidden(since: before, by: plan.steps))
    return UndoReport(made: made, plan: plan, projection: projection)
  }

  private func refuse(_ forbidden: [UndoPlan.Forbidden]) throws {
    guard let first = forbidden.first else { return }
    throw ExchangeError(.undoForbidden, first.row, first.kind.rawValue, first.subject)
  }
}
