/// Base64 with the standard alphabet (RFC 4648 section 4), strict in both directions.
///
/// Headers carry it without padding, armor with it. Every sequence of bytes has one text: other
/// characters, misplaced padding and bits that no byte uses are refused.
enum Base64 {
  /// Appends the text of the bytes.
  static func append(_ bytes: Span<UInt8>, padded: Bool, to text: inout [UInt8]) {
    let digits = Self.digits
    let whole = bytes.count - bytes.count % 3
    var index = 0
    while index < whole {
      let word =
        UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
      text.append(digits[Int(word >> 18)])
      text.append(digits[Int(word >> 12 & 63)])
      text.append(digits[Int(word >> 6 & 63)])
      text.append(digits[Int(word & 63)])
      index += 3
    }
    guard whole < bytes.count else { return }
    let hasSecond = whole + 1 < bytes.count
    let word = UInt32(bytes[whole]) << 8 | (hasSecond ? UInt32(bytes[whole + 1]) : 0)
    text.append(digits[Int(word >> 10)])
    text.append(digits[Int(word >> 4 & 63)])
    if hasSecond { text.append(digits[Int(word << 2 & 63)]) }
    if padded { text.append(contentsOf: hasSecond ? [equals] : [equals, equals]) }
  }

  /// The text of the bytes without padding.
  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    append(bytes.span, padded: false, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text without padding; `nil` when it is not the one text of its bytes.
  static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    return decode(Array(text.utf8).span, padded: false, into: &bytes) ? bytes : nil
  }

  /// Appends the bytes of a text; false, with nothing appended, when it is not their one text.
  static func decode(_ text: Span<UInt8>, padded: Bool, into bytes: inout [UInt8]) -> Bool {
    var count = text.count
    if padded {
      guard count % 4 == 0 else { return false }
      if count > 0, text[count - 1] == equals { count -= text[count - 2] == equals ? 2 : 1 }
    }
    guard count % 4 != 1 else { return false }
    let start = bytes.count
    guard decodeDigits(text.extracting(..<count), into: &bytes) else {
      bytes.removeSubrange(start...)
      return false
    }
    return true
  }

  private static func decodeDigits(_ text: Span<UInt8>, into bytes: inout [UInt8]) -> Bool {
    let values = Self.values
    let whole = text.count & ~3
    var index = 0
    while index < whole {
      let first = values[Int(text[index])]
      let second = values[Int(text[index + 1])]
      let third = values[Int(text[index + 2])]
      let fourth = values[Int(text[index + 3])]
      guard first | second | third | fourth < 64 else { return false }
      bytes.append(first << 2 | second >> 4)
      bytes.append(second << 4 | third >> 2)
      bytes.append(third << 6 | fourth)
      index += 4
    }
    guard whole < text.count else { return true }
    let first = values[Int(text[whole])]
    let second = values[Int(text[whole + 1])]
    let third = whole + 2 < text.count ? values[Int(text[whole + 2])] : nil
    guard first | second | (third ?? 0) < 64 else { return false }
    bytes.append(first << 2 | second >> 4)
    guard let third else { return second & 0xF == 0 }
    bytes.append(second << 4 | third >> 2)
    return third & 0x3 == 0
  }

  private static let equals = UInt8(ascii: "=")

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
