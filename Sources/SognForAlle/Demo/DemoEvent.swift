import Exchange
import MergeAlgebra
import ReplicaStore

/// What happens in the demonstration, for the command line to tell.
public enum DemoEvent: Sendable {
  /// The collaboration was founded; its charter's fingerprint.
  case founded(String)
  /// The kommunar joined and were admitted by this charter version.
  case admitted(count: Int, charterVersion: Int64)
  /// The sample rows were written by their kommunar and exchanged.
  case filled(rows: Int64)
  /// A week begins.
  case week(ISOWeek)
  /// Somebody edits with another program.
  case edit(DemoEdit)
  /// Something happens to a bundle on its way.
  case post(DemoAccident, from: String)
  /// Somebody imported bundles.
  case imported(by: String, ImportReport)
  /// The coordinator has sent its bundles back.
  case sentBack(bundles: Int)
  /// The conflicts as the coordinator sees them.
  case conflicts([ListedConflict])
  /// Somebody decided a conflict.
  case resolved(by: String, ListedConflict, take: Int)
  /// How many conflicts are open everywhere after the decisions have travelled.
  case open(Int64)
  /// The digest of every replica.
  case digests([(member: String, digest: StateDigest)])
}

/// The edits that the demonstration tells of.
public enum DemoEdit: Sendable, CaseIterable {
  case ownerDescribesCourse
  case neighbourDescribesCourse
  case neighbourSuggestsTitle
  case courseIsDone
  case courseIsStopped
  case tiltakIsDeleted
  case tiltakIsEdited
  case supportsNeed
  case answersNeed
}

/// What can happen to a bundle.
public enum DemoAccident: Sendable, CaseIterable {
  case lost
  case delayed
  case arrivedLate
  case doubled
  case shuffled
}
