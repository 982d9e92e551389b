extension JSONReader {
  /// Reads the `{` of an object; `nextMember` follows until it returns nil.
  public mutating func beginObject() throws(JSONError) {
    try moveToValue(.object)
    try open(isObject: true)
  }

  /// Reads the `[` of an array; `nextElement` follows until it returns false.
  public mutating func beginArray() throws(JSONError) {
    try moveToValue(.array)
    try open(isObject: false)
  }

  /// Reads the next member's name and colon, or the `}`, for which it returns nil.
  public mutating func nextMember() throws(JSONError) -> String? {
    guard let token = try nextName() else { return nil }
    guard token.hasEscapes else {
      return String(decoding: bytes[token.content], as: UTF8.self)
    }
    return String(decoding: try decoded(token), as: UTF8.self)
  }

  /// Whether the array has another element; reads the `]` when it has none.
  public mutating func nextElement() throws(JSONError) -> Bool {
    precondition(
      frames.last?.isObject == false && phase != .value,
      "nextElement at offset \(offset), where no element is due")
    guard try !closes(with: ASCII.closeBracket, due: "',' or ']'") else { return false }
    phase = .value
    return true
  }

  /// Reads a name and its colon, or the `}`, and refuses a name that the object has already.
  mutating func nextName() throws(JSONError) -> StringToken? {
    precondition(
      frames.last?.isObject == true && phase != .value,
      "nextMember at offset \(offset), where no member is due")
    guard try !closes(with: ASCII.closeBrace, due: "',' or '}'") else { return nil }
    let byte = try nextByte()
    guard byte == ASCII.quote else { throw unexpected(byte, "a member name") }
    let nameOffset = offset
    let token = try scanString()
    guard token.decodedCount <= limits.nameLength else {
      let detail = "a member name of \(token.decodedCount) bytes, more than \(limits.nameLength)"
      throw failure(.nameTooLong, detail, at: nameOffset)
    }
    // Names are kept until their object closes, and take more memory there than in the document.
    guard names.count < limits.members else {
      let detail = "more than \(limits.members) members of objects inside each other"
      throw failure(.tooManyMembers, detail, at: nameOffset)
    }
    let name = token.hasEscapes ? try decoded(token)[...] : bytes[token.content]
    guard names.insert(name, for: &frames[frames.count - 1].names) else {
      let detail = "duplicate member \"\(String(decoding: name, as: UTF8.self))\""
      throw failure(.duplicateMember, detail, at: nameOffset)
    }
    let colon = try nextByte()
    guard colon == ASCII.colon else { throw unexpected(colon, "':'") }
    offset += 1
    tokenOffset = nameOffset
    phase = .value
    return token
  }

  private mutating func open(isObject: Bool) throws(JSONError) {
    guard frames.count < limits.depth else {
      throw failure(.tooDeep, "more than \(limits.depth) objects and arrays inside each other")
    }
    frames.append(Frame(isObject: isObject, names: names.mark))
    offset += 1
    phase = .first
  }

  /// Reads the closing bracket, or the comma before the next name or element.
  @inline(__always)
  private mutating func closes(with bracket: UInt8, due: String) throws(JSONError) -> Bool {
    let byte = try nextByte()
    if byte == bracket {
      offset += 1
      phase = .after
      if let frame = frames.popLast(), frame.isObject { names.remove(frame.names) }
      return true
    }
    if phase == .after {
      guard byte == ASCII.comma else { throw unexpected(byte, due) }
      offset += 1
    }
    return false
  }
}
