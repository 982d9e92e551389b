extension JSONReader {
  /// Reads a string.
  public mutating func readString() throws(JSONError) -> String {
    let token = try readStringToken()
    guard token.hasEscapes else {
      return String(decoding: bytes[token.content], as: UTF8.self)
    }
    return String(decoding: try decoded(token), as: UTF8.self)
  }

  /// Reads a string as its decoded UTF-8.
  public mutating func readStringBytes() throws(JSONError) -> [UInt8] {
    try decoded(try readStringToken())
  }

  /// Reads a number.
  public mutating func readNumber() throws(JSONError) -> JSONNumber {
    try moveToValue(.number)
    let token = try bytes.span.extracting(..<limit).scanNumber(
      at: offset, lengthLimit: limits.numberLength)
    offset = token.end
    phase = .after
    return token.number
  }

  /// Reads a number that is written without fraction and exponent; `wrongType` for any other.
  public mutating func readInteger() throws(JSONError) -> Int64 {
    let before = offset
    guard case .integer(let integer) = try readNumber() else {
      offset = before
      phase = .value
      throw failure(.wrongType, "a number with fraction or exponent where an integer is due")
    }
    return integer
  }

  /// Reads `true` or `false`.
  public mutating func readBool() throws(JSONError) -> Bool {
    try moveToValue(.bool)
    let isTrue = bytes[offset] == UInt8(ascii: "t")
    try readLiteral(isTrue ? "true" : "false")
    return isTrue
  }

  /// Reads `null`.
  public mutating func readNull() throws(JSONError) {
    try moveToValue(.null)
    try readLiteral("null")
  }

  mutating func readStringToken() throws(JSONError) -> StringToken {
    try moveToValue(.string)
    let token = try scanString()
    guard token.decodedCount <= limits.stringLength else {
      let detail = "a string of \(token.decodedCount) bytes, more than \(limits.stringLength)"
      throw failure(.stringTooLong, detail)
    }
    phase = .after
    return token
  }

  private mutating func readLiteral(_ literal: StaticString) throws(JSONError) {
    for index in 0..<literal.utf8CodeUnitCount {
      guard offset < limit else { throw failure(.truncated, "the document has no end", at: limit) }
      guard bytes[offset] == literal.utf8Start[index] else {
        throw unexpected(bytes[offset], "the literal \(literal)")
      }
      offset += 1
    }
    phase = .after
  }
}
