/// The name of one bundle: 16 characters of lower-case base32, made from 10 random bytes.
public struct BundleID: Hashable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let name: String

  private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// Accepts a well-formed id; `nil` otherwise.
  public init?(_ name: String) {
    guard name.utf8.count == 16, name.utf8.allSatisfy(Self.digits.contains) else { return nil }
    self.name = name
  }

  /// Makes an id of random bytes, of which there must be 10; `nil` otherwise.
  public init?(random bytes: [UInt8]) {
    guard bytes.count == 10 else { return nil }
    var text: [UInt8] = []
    for half in [bytes[..<5], bytes[5...]] {
      let word = half.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      for shift in stride(from: 35, through: 0, by: -5) {
        text.append(Self.digits[Int(word >> UInt64(shift) & 31)])
      }
    }
    name = String(decoding: text, as: UTF8.self)
  }

  /// The identifier as written.
  public var description: String { name }
}
