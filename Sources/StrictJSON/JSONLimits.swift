/// How much a document may ask of its reader.
///
/// The size of the whole document is the caller's to limit, since the bytes are already in memory.
public struct JSONLimits: Sendable, Equatable {
  /// How many objects and arrays may stand inside each other, 1 to ``greatestDepth``.
  public var depth: Int
  /// The longest member name, in bytes of its decoded UTF-8.
  public var nameLength: Int
  /// The longest string value, in bytes of its decoded UTF-8.
  public var stringLength: Int
  /// The longest number, in bytes as written.
  public var numberLength: Int

  /// The most members of an object and of those that it stands in, all together.
  public var members: Int

  /// The greatest depth a reader takes: values are read by recursion, and the stack is finite.
  public static let greatestDepth = 1_000

  /// 64 levels, names of 1 024 bytes, strings of 64 MiB, numbers of 1 024 bytes, 200 000
  /// members.
  public static let standard = JSONLimits()

  /// Limits that are the standard ones where nothing else is said.
  public init(
    depth: Int = 64, nameLength: Int = 1_024, stringLength: Int = 64 << 20,
    numberLength: Int = 1_024, members: Int = 200_000
  ) {
    self.depth = depth
    self.nameLength = nameLength
    self.stringLength = stringLength
    self.numberLength = numberLength
    self.members = members
  }
}
