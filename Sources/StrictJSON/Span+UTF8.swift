extension Span where Element == UInt8 {
  /// The length of the well-formed UTF-8 sequence at `start`, 0 when there is none.
  ///
  /// Table 3-7 of the Unicode Standard (RFC 3629): no overlong form, no surrogate, nothing above
  /// U+10FFFF, nothing cut short.
  @inline(__always)
  func utf8SequenceLength(at start: Int) -> Int {
    let lead = self[start]
    if lead < 0x80 { return 1 }
    guard lead >= 0xC2, lead <= 0xF4 else { return 0 }
    if lead < 0xE0 {
      return isContinuation(at: start + 1) ? 2 : 0
    }
    guard start + 2 < count else { return 0 }
    let second = self[start + 1]
    let seconds: ClosedRange<UInt8> =
      switch lead {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard seconds.contains(second), isContinuation(at: start + 2) else { return 0 }
    if lead < 0xF0 { return 3 }
    return isContinuation(at: start + 3) ? 4 : 0
  }

  @inline(__always)
  private func isContinuation(at index: Int) -> Bool {
    index < count && self[index] & 0xC0 == 0x80
  }
}
