/// Hears how far an operation is, and may stop it.
///
/// Called on the thread of the operation, and often: whoever shows it to a person shows a part only.
/// An operation that is stopped throws `interrupted`; its transaction is rolled back, and files that
/// it had begun are removed.
public protocol ProgressObserver: Sendable {
  /// Hears how far a stage is.
  func observe(_ progress: StageProgress)
  /// Whether the operation is to stop.
  var isStopRequested: Bool { get }
}

/// How far one stage of an operation is.
public struct StageProgress: Equatable, Sendable {
  /// What an operation does one after the other.
  public enum Stage: String, Sendable, CaseIterable {
    /// Copies a database: pages.
    case copying
    /// Reads files: files.
    case reading
    /// Makes change sets of edits: rows, each of them twice.
    case sealing
    /// Checks signatures and hashes: change sets.
    case checking
    /// Merges change sets: rows.
    case merging
    /// Makes the tables show what was merged: rows, each of them several times.
    case showing
    /// Makes and writes bundles: bundles.
    case writing
    /// Takes a sheet into a table: lines.
    case taking
  }

  /// What is done.
  public let stage: Stage
  /// How much of it has been done, in the stage's own unit.
  public let done: Int64
  /// How much of it there is; `nil` when nobody knows.
  public let total: Int64?

  /// Describes how far a stage is.
  public init(_ stage: Stage, _ done: Int64, of total: Int64?) {
    self.stage = stage
    self.done = done
    self.total = total
  }
}
