/// The name of one change set: a stream and a number in it, counted from 1.
public struct Dot: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The stream.
  public let stream: StreamID
  /// The number, at least 1.
  public let number: Int64

  /// Names the `number`-th change set of `stream`.
  public init(_ stream: StreamID, _ number: Int64) {
    precondition(number >= 1, "a dot's number is at least 1, not \(number) (\(stream))")
    self.stream = stream
    self.number = number
  }

  /// The text as it is written.
  public var description: String { "\(stream.name):\(number)" }

  /// By stream bytes, then number.
  public static func < (left: Self, right: Self) -> Bool {
    left.stream == right.stream ? left.number < right.number : left.stream < right.stream
  }
}

/// A dot and the wall-clock time of the edit: what ranks concurrent writes.
///
/// Rank is (time, stream as bytes, number). Between rows it is continued by the key's bytes
/// (``BirthRank``). Time never decides between writes of which one saw the other.
public struct Stamp: Hashable, Comparable, Sendable {
  /// The change set that made the write.
  public let dot: Dot
  /// Milliseconds since 1970-01-01T00:00Z, by the author's clock.
  public let time: Int64

  /// Pairs a dot with its edit's time in milliseconds.
  public init(_ dot: Dot, time: Int64) {
    self.dot = dot
    self.time = time
  }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.time == right.time ? left.dot < right.dot : left.time < right.time
  }
}
