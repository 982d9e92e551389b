extension JSONReader {
  /// Moves over white space to the next token and returns its first byte.
  @inline(__always)
  mutating func nextByte() throws(JSONError) -> UInt8 {
    if offset == limit || bytes[offset] <= ASCII.space {
      offset = bytes.span.extracting(..<limit).skippingSpace(from: offset)
    }
    tokenOffset = offset
    guard offset < limit else { throw atEnd() }
    return bytes[offset]
  }

  /// Moves to the value that is due and checks its kind; nothing of the value is read.
  @inline(__always)
  mutating func moveToValue(_ kind: JSONKind) throws(JSONError) {
    let found = try peek()
    guard found == kind else {
      throw failure(.wrongType, "\(found.phrase) where \(kind.phrase) is due")
    }
  }

  /// Reads the string whose opening quote is the next byte.
  @inline(__always)
  mutating func scanString() throws(JSONError) -> StringToken {
    let token = try bytes.span.extracting(..<limit).scanString(at: offset)
    offset = token.end
    return token
  }

  /// The UTF-8 that a string token stands for.
  func decoded(_ token: StringToken) throws(JSONError) -> [UInt8] {
    guard token.hasEscapes else { return Array(bytes[token.content]) }
    var result: [UInt8] = []
    result.reserveCapacity(token.decodedCount)
    var index = token.content.lowerBound
    while let escape = bytes[index..<token.content.upperBound].firstIndex(of: ASCII.backslash) {
      result.append(contentsOf: bytes[index..<escape])
      let read = try bytes.span.scanEscape(at: escape)
      result.append(contentsOf: UTF8.encode(read.scalar) ?? UTF8.encodedReplacementCharacter)
      index = escape + read.length
    }
    result.append(contentsOf: bytes[index..<token.content.upperBound])
    return result
  }

  /// The error for a byte that the grammar does not allow here.
  func unexpected(_ byte: UInt8, _ due: String) -> JSONError {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let wideMarks: [[UInt8]] = [[0xFE, 0xFF], [0xFF, 0xFE]]
    let rest = bytes[offset..<limit]
    if offset == start, rest.starts(with: mark) || wideMarks.contains(where: rest.starts(with:)) {
      return failure(.byteOrderMark, "a byte order mark", at: offset)
    }
    return failure(.unexpectedByte, "\(ASCII.phrase(byte)) where \(due) is due", at: offset)
  }

  private func atEnd() -> JSONError {
    let isEmpty = phase == .value && frames.isEmpty
    return isEmpty
      ? failure(.empty, "the document is empty", at: limit)
      : failure(.truncated, "the document has no end", at: limit)
  }
}
