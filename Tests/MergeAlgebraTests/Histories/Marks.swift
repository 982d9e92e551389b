/// A set of small numbers: which operations of a history someone has seen.
///
/// The oracle asks this set who saw what, and so does not depend on version vectors.
struct Marks: Hashable {
  private var words: [UInt64] = [0, 0, 0, 0]

  init() {}

  /// The marks of the lowest bits.
  init(bits: UInt64) { words[0] = bits }

  func contains(_ index: Int) -> Bool { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }

  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

  func union(_ other: Marks) -> Marks {
    var result = self
    for index in words.indices { result.words[index] |= other.words[index] }
    return result
  }

  func isSubset(of other: Marks) -> Bool {
    words.indices.allSatisfy { words[$0] & ~other.words[$0] == 0 }
  }
}
