extension JSONReader {
  /// Reads a value of any kind as a tree; meant for small documents.
  public mutating func readValue() throws(JSONError) -> JSONValue {
    switch try peek() {
    case .null:
      try readNull()
      return .null
    case .bool: return .bool(try readBool())
    case .string: return .string(try readString())
    case .number:
      switch try readNumber() {
      case .integer(let integer): return .integer(integer)
      case .double(let double): return .double(double)
      }
    case .array:
      var elements: [JSONValue] = []
      try beginArray()
      while try nextElement() { elements.append(try readValue()) }
      return .array(elements)
    case .object:
      var members: [JSONMember] = []
      try beginObject()
      while let name = try nextMember() {
        members.append(JSONMember(name: name, value: try readValue()))
      }
      return .object(members)
    }
  }

  /// Moves over a value of any kind and returns where its bytes are.
  ///
  /// The value is checked as fully as if it were read, and the range holds no white space around
  /// it.
  public mutating func skipValue() throws(JSONError) -> Range<Int> {
    let kind = try peek()
    let first = offset
    switch kind {
    case .null: try readNull()
    case .bool: _ = try readBool()
    case .string: _ = try readStringToken()
    case .number: _ = try readNumber()
    case .array:
      try beginArray()
      while try nextElement() { _ = try skipValue() }
    case .object:
      try beginObject()
      while try nextName() != nil { _ = try skipValue() }
    }
    tokenOffset = first
    return first..<offset
  }
}
