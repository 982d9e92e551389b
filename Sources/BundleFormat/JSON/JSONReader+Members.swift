import MergeAlgebra
import StrictJSON

extension JSONReader {
  /// Reads an object whose members are fixed; `read` returns whether it knows the name.
  ///
  /// Only ASCII names reach `read`: Swift takes U+212A for "K", so that `ownerKey` could be there
  /// twice.
  mutating func readMembers(
    of what: String, _ read: (inout JSONReader, String) throws(JSONError) -> Bool
  ) throws(JSONError) {
    try beginObject()
    while let name = try nextMember() {
      guard name.utf8.allSatisfy({ $0 < 0x80 }), try read(&self, name) else {
        throw failure(.unknownMember, "\(what) has the unknown member \"\(name)\"")
      }
    }
  }

  /// The value of a member that must have been met.
  func required<T>(_ value: T?, _ member: String, of what: String) throws(JSONError) -> T {
    guard let value else {
      throw failure(.missingMember, "\(what) lacks the member \"\(member)\"")
    }
    return value
  }

  /// An error for a value that is of the right type and has no meaning.
  func invalid(_ detail: String) -> JSONError { failure(.invalidValue, detail) }

  /// Reads the elements of an array one by one.
  mutating func readElements(
    of what: String, limit: Int, _ read: (inout JSONReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    try beginArray()
    var count = 0
    while try nextElement() {
      count += 1
      guard count <= limit else {
        throw failure(.stringTooLong, "more than \(limit) \(what)")
      }
      try read(&self)
    }
  }

  /// Reads a string of limited length.
  mutating func readText(_ what: String, limit: Int) throws(JSONError) -> String {
    let text = try readString()
    guard text.utf8.count <= limit else {
      throw failure(.stringTooLong, "\(what) of \(text.utf8.count) bytes, more than \(limit)")
    }
    return text
  }

  /// Reads a name: a string that is neither empty nor too long.
  mutating func readName(_ what: String, limits: Limits) throws(JSONError) -> String {
    let name = try readText(what, limit: limits.nameLength)
    guard !name.isEmpty else { throw invalid("\(what) is empty") }
    return name
  }

  /// Reads a string or null.
  mutating func readOptional<T>(
    _ read: (inout JSONReader) throws(JSONError) -> T
  ) throws(JSONError) -> T? {
    guard try peek() != .null else {
      try readNull()
      return nil
    }
    return try read(&self)
  }

  /// Reads an integer within a range.
  mutating func readInteger(
    _ what: String, in range: ClosedRange<Int64>
  ) throws(JSONError) -> Int64 {
    let number = try readInteger()
    guard range.contains(number) else { throw invalid("\(what) is \(number)") }
    return number
  }

  /// Reads a string that `make` accepts.
  mutating func readIdentifier<T>(
    _ what: String, _ make: (String) -> T?
  ) throws(JSONError) -> T {
    let text = try readString()
    guard text.utf8.allSatisfy({ $0 < 0x80 }), let value = make(text) else {
      throw invalid("\"\(text)\" is no \(what)")
    }
    return value
  }

  /// Reads a hash.
  mutating func readHash() throws(JSONError) -> ContentHash {
    try readIdentifier("hash") { ContentHash(base64url: $0) }
  }

  /// Reads bytes of a fixed count.
  mutating func readBytes(_ what: String, count: Int) throws(JSONError) -> [UInt8] {
    guard let bytes = Base64URL.decode(try readString()), bytes.count == count else {
      throw invalid("\(what) is not \(count) bytes in base64url")
    }
    return bytes
  }
}

/// Numbers that members can have.
enum Bounds {
  /// Milliseconds, and whatever else JSON carries exactly.
  static let exact = JSONNumber.exactIntegers
  /// Numbers that count from 1.
  static let ordinal: ClosedRange<Int64> = 1...JSONNumber.exactIntegers.upperBound
  /// Numbers that count from 0.
  static let count: ClosedRange<Int64> = 0...JSONNumber.exactIntegers.upperBound
}
