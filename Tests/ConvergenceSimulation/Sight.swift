import MergeAlgebra

/// What somebody has seen, in the simulation's own bookkeeping.
///
/// Not a `VersionVector`: the simulation keeps its own record, so that a fault in the real one shows.
struct Sight: Equatable {
  private(set) var numbers: [StreamID: Int64] = [:]

  /// Whether this change set is among what has been seen.
  func covers(_ dot: Dot) -> Bool { numbers[dot.stream, default: 0] >= dot.number }

  /// Whether everything that `other` has seen has been seen here.
  func covers(_ other: Sight) -> Bool {
    other.numbers.allSatisfy { numbers[$0.key, default: 0] >= $0.value }
  }

  /// Sees a change set that comes right after the one before it in its stream.
  mutating func see(_ dot: Dot) throws {
    guard numbers[dot.stream, default: 0] == dot.number - 1 else {
      throw Failure("\(dot) does not follow \(numbers[dot.stream, default: 0])")
    }
    numbers[dot.stream] = dot.number
  }

  /// Whether a real vector says the same.
  func agrees(with vector: VersionVector) -> Bool {
    vector.count == numbers.count
      && vector.entries.allSatisfy { numbers[$0.stream] == $0.position.number }
  }
}

/// Something that must never happen.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
