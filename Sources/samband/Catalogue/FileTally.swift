/// What became of the files of an import.
struct FileTally: Equatable, Sendable {
  /// All that were looked at.
  let all: Int
  /// Bundles with something new.
  let new: Int
  /// Bundles of which everything was known.
  let known: Int
  /// Bundles that this replica wrote.
  let own: Int
  /// Bundles for others.
  let forOthers: Int
  /// Files that are no bundles.
  let foreign: Int
  /// Files that were refused.
  let refused: Int
}
