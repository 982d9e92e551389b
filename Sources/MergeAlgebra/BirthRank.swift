/// The order in which rows may claim a place that only one of them can have.
///
/// (time, stream as bytes, number, key bytes) of the row's birth; the lowest claims first.
public struct BirthRank: Hashable, Comparable, Sendable {
  /// The row's birth.
  public let stamp: Stamp
  /// The row's key.
  public let key: RowKey

  /// Ranks the row with this birth and key.
  public init(_ stamp: Stamp, _ key: RowKey) {
    self.stamp = stamp
    self.key = key
  }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.stamp == right.stamp ? left.key < right.key : left.stamp < right.stamp
  }
}
