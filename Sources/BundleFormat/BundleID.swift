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

  public var description: String { name }
}

/// A digest of the replicated state of one circle: 16 bytes (protocol §12).
public struct StateDigest: Hashable, Sendable, CustomStringConvertible {
  /// The 16 bytes.
  public let bytes: [UInt8]

  /// Wraps exactly 16 bytes; `nil` for any other length.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads 32 lower-case hexadecimal digits; `nil` for anything else.
  public init?(hexadecimal text: String) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      let digit: UInt8
      switch character {
      case 0x30...0x39: digit = character - 0x30
      case 0x61...0x66: digit = character - 0x57
      default: return nil
      }
      if let left = high { bytes.append(left << 4 | digit) }
      high = high == nil ? digit : nil
    }
    guard high == nil else { return nil }
    self.init(bytes)
  }

  /// Lower-case hexadecimal, 32 digits.
  public var description: String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
