// Scanners are bounds-checked: they read untrusted bytes through `Span`, never a bare pointer.

/// A string that has been checked from quote to quote.
struct StringToken {
  /// The bytes between the quotes, as written.
  let content: Range<Int>
  /// How many bytes of UTF-8 they stand for.
  let decodedCount: Int

  var hasEscapes: Bool { decodedCount != content.count }
  /// The offset after the closing quote.
  var end: Int { content.upperBound + 1 }
}

/// One escape sequence, or one pair of them that makes a single scalar.
struct EscapeToken {
  let scalar: Unicode.Scalar
  let length: Int
}

extension Span where Element == UInt8 {
  /// The offset of the first byte at or after `start` that is not white space.
  @inline(__always)
  func skippingSpace(from start: Int) -> Int {
    var index = start
    while index < count {
      let byte = self[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
      index += 1
    }
    return index
  }

  /// The first offset at or after `start` with a quote, a backslash, a control character or a byte
  /// outside ASCII; the count when there is none.
  ///
  /// Eight bytes at a time. In each test a borrow can only reach bytes above a true hit, so the
  /// lowest marked byte is exact.
  @inline(__always)
  func endOfPlainRun(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while count - index >= 8 {
      let word = UInt64(
        littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quote = word ^ (ones &* UInt64(ASCII.quote))
      let backslash = word ^ (ones &* UInt64(ASCII.backslash))
      let low = (word &- ones &* 0x20) | (quote &- ones) | (backslash &- ones)
      let marked = (low & ~word | word) & high
      if marked != 0 { return index + marked.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      let byte = self[index]
      if byte < 0x20 || byte == ASCII.quote || byte == ASCII.backslash || byte >= 0x80 { break }
      index += 1
    }
    return index
  }

  /// Checks the string whose opening quote is at `quote`.
  func scanString(at quote: Int) throws(JSONError) -> StringToken {
    var index = quote + 1
    var saved = 0
    while true {
      index = endOfPlainRun(from: index)
      guard index < count else {
        throw JSONError(.truncated, "the string has no end", at: count, in: self)
      }
      switch self[index] {
      case ASCII.quote:
        let content = quote + 1..<index
        return StringToken(content: content, decodedCount: content.count - saved)
      case ASCII.backslash:
        let escape = try scanEscape(at: index)
        saved += escape.length - UTF8.width(escape.scalar)
        index += escape.length
      case let byte where byte < 0x20:
        let detail = "control character (\(ASCII.phrase(byte))) in a string"
        throw JSONError(.controlCharacter, detail, at: index, in: self)
      default:
        let length = utf8SequenceLength(at: index)
        guard length > 0 else {
          throw JSONError(.invalidUTF8, "the string is not UTF-8", at: index, in: self)
        }
        index += length
      }
    }
  }

  /// Reads the escape whose backslash is at `start`; a surrogate pair is one escape.
  func scanEscape(at start: Int) throws(JSONError) -> EscapeToken {
    guard start + 1 < count else {
      throw JSONError(.truncated, "the string has no end", at: count, in: self)
    }
    switch self[start + 1] {
    case ASCII.quote: return EscapeToken(scalar: "\"", length: 2)
    case ASCII.backslash: return EscapeToken(scalar: "\\", length: 2)
    case UInt8(ascii: "/"): return EscapeToken(scalar: "/", length: 2)
    case UInt8(ascii: "b"): return EscapeToken(scalar: "\u{8}", length: 2)
    case UInt8(ascii: "f"): return EscapeToken(scalar: "\u{C}", length: 2)
    case UInt8(ascii: "n"): return EscapeToken(scalar: "\n", length: 2)
    case UInt8(ascii: "r"): return EscapeToken(scalar: "\r", length: 2)
    case UInt8(ascii: "t"): return EscapeToken(scalar: "\t", length: 2)
    case ASCII.lowerU: return try scanUnicodeEscape(at: start)
    case let byte:
      let detail = "no escape begins with a backslash and \(ASCII.phrase(byte))"
      throw JSONError(.invalidEscape, detail, at: start, in: self)
    }
  }

  private func scanUnicodeEscape(at start: Int) throws(JSONError) -> EscapeToken {
    let unit = try scanHexadecimal(at: start + 2)
    if let scalar = Unicode.Scalar(unit) { return EscapeToken(scalar: scalar, length: 6) }
    if UTF16.isLeadSurrogate(UInt16(unit)), start + 7 < count,
      self[start + 6] == ASCII.backslash, self[start + 7] == ASCII.lowerU
    {
      let low = try scanHexadecimal(at: start + 8)
      let value = 0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
      if UTF16.isTrailSurrogate(UInt16(low)), let scalar = Unicode.Scalar(value) {
        return EscapeToken(scalar: scalar, length: 12)
      }
    }
    let digits = String(unit, radix: 16, uppercase: true)
    throw JSONError(.loneSurrogate, "lone surrogate U+\(digits)", at: start, in: self)
  }

  /// Four hexadecimal digits, of either case.
  private func scanHexadecimal(at start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<start + 4 {
      guard index < count else {
        throw JSONError(.truncated, "the string has no end", at: count, in: self)
      }
      let byte = self[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default:
        let detail = "\(ASCII.phrase(byte)) is no hexadecimal digit of an escape"
        throw JSONError(.invalidEscape, detail, at: index, in: self)
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
