extension JSONWriter {
  /// Appends a string with its quotes.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { unsafe string(utf8: $0) }
  }

  /// Appends a string with its quotes from its UTF-8, which must be well-formed.
  public mutating func string(utf8 text: [UInt8]) {
    text.withUnsafeBufferPointer { unsafe string(utf8: $0) }
  }

  /// Appends a string with its quotes from its UTF-8, which must be well-formed.
  public mutating func string(utf8 text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { unsafe string(utf8: $0) }
  }

  /// Appends a string with its quotes from its UTF-8, which must be well-formed.
  public mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
    let isWellFormed = unsafe stringIfWellFormed(utf8: text)
    precondition(isWellFormed, "the string is not UTF-8")
  }

  /// Appends a string with its quotes if the bytes are well-formed UTF-8, and else nothing.
  ///
  /// Returns whether it did, so that text from outside needs no check of its own before.
  public mutating func stringIfWellFormed(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
    let before = bytes.count
    let span = unsafe Span(_unsafeElements: text)
    bytes.append(ASCII.quote)
    var runStart = 0
    var index = 0
    while true {
      index = span.endOfPlainRun(from: index)
      guard index < span.count else { break }
      let byte = span[index]
      guard byte < 0x80 else {
        let length = span.utf8SequenceLength(at: index)
        guard length > 0 else {
          bytes.removeLast(bytes.count - before)
          return false
        }
        index += length
        continue
      }
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<index]))
      escape(byte)
      index += 1
      runStart = index
    }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<index]))
    bytes.append(ASCII.quote)
    return true
  }

  /// Appends the shortest escape of a byte that may not stand in a string (RFC 8785, 3.2.2.2).
  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case ASCII.quote: raw("\\\"")
    case ASCII.backslash: raw("\\\\")
    case 0x08: raw("\\b")
    case 0x09: raw("\\t")
    case 0x0A: raw("\\n")
    case 0x0C: raw("\\f")
    case 0x0D: raw("\\r")
    default:
      raw(byte < 0x10 ? "\\u000" : "\\u001")
      let digit = byte & 0x0F
      raw(digit < 10 ? ASCII.zero + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
