/// A number, kept apart by how it was written.
///
/// Equality is by bits, so that `0.0` and `-0.0` differ and every value equals itself.
public enum JSONNumber: Equatable, Sendable {
  /// Written without fraction and exponent, and within ``exactIntegers``; never `-0`.
  case integer(Int64)
  /// Anything else: always finite, the nearest double; `-0` gives `-0.0`.
  case double(Double)

  /// The integers that every JSON reader keeps exactly: ±(2^53 − 1), as RFC 8785 and I-JSON ask.
  public static let exactIntegers: ClosedRange<Int64> =
    -9_007_199_254_740_991...9_007_199_254_740_991

  /// Whether both were written the same way and have the same bits.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left == right
    case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
    case (.integer, .double), (.double, .integer): false
    }
  }
}
