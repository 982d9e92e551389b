/// Which row a generated number means: the number, and the insert that first gave it.
///
/// Two replicas that number their rows by themselves make different rows with one number; what tells
/// them apart is the change set that made each. The earliest of them keeps the number (protocol §4).
public struct RowIdentity: Hashable, Comparable, Sendable {
  /// The number that its author was shown.
  public let number: Int64
  /// The insert that made it, as long as the row is known, however often it is made anew.
  public let birth: Stamp

  /// Names the row that `birth` made with this number.
  public init(number: Int64, birth: Stamp) {
    self.number = number
    self.birth = birth
  }

  /// By number, then by rank of birth.
  public static func < (left: Self, right: Self) -> Bool {
    left.number == right.number ? left.birth < right.birth : left.number < right.number
  }
}
