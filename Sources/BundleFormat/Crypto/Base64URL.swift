/// Base64 with the URL-safe alphabet and without padding (RFC 4648 section 5).
///
/// Decoding is strict: every sequence of bytes has one text, so padding, other characters and bits
/// that no byte uses are refused.
public enum Base64URL {
  /// The text of the bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: encodedBytes(bytes), as: UTF8.self)
  }

  /// The bytes of a text; `nil` when it is not the text that ``encode(_:)`` gives.
  public static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)) }

  static func encodedBytes(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    append(bytes[...], to: &text)
    return text
  }

  static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    text.reserveCapacity(text.count + (bytes.count * 4 + 2) / 3)
    var index = bytes.startIndex
    while bytes.endIndex - index >= 3 {
      let word =
        UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
      for shift: UInt32 in [18, 12, 6, 0] { text.append(digits[Int(word >> shift & 63)]) }
      index += 3
    }
    switch bytes.endIndex - index {
    case 1:
      let word = UInt32(bytes[index]) << 4
      for shift: UInt32 in [6, 0] { text.append(digits[Int(word >> shift & 63)]) }
    case 2:
      let word = UInt32(bytes[index]) << 10 | UInt32(bytes[index + 1]) << 2
      for shift: UInt32 in [12, 6, 0] { text.append(digits[Int(word >> shift & 63)]) }
    default: break
    }
  }

  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var word: UInt32 = 0
    var bits: UInt32 = 0
    for character in text {
      let digit = values[Int(character)]
      guard digit < 64 else { return nil }
      word = word << 6 | UInt32(digit)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    let unused = word & (1 << bits - 1)
    return unused == 0 ? bytes : nil
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
