import MergeAlgebra
import StrictJSON

extension JSONReader {
  /// Reads a list of participants.
  mutating func readList<T>(
    _ what: String, _ limits: Limits, _ read: (inout JSONReader) throws(JSONError) -> T
  ) throws(JSONError) -> [T] {
    var list: [T] = []
    try readElements(of: what, limit: limits.participants) { (reader) throws(JSONError) in
      list.append(try read(&reader))
    }
    return list
  }

  /// Reads a string of limited length, or null.
  mutating func readOptionalText(_ what: String, _ limits: Limits) throws(JSONError) -> String? {
    try readOptional { (reader) throws(JSONError) in
      try reader.readText(what, limit: limits.noteLength)
    }
  }

  /// Reads a hash, or null.
  mutating func readOptionalHash() throws(JSONError) -> ContentHash? {
    try readOptional { (reader) throws(JSONError) in try reader.readHash() }
  }

  /// Reads what a document says it is.
  mutating func readFormat(_ expected: String) throws(JSONError) -> String {
    try readIdentifier(expected) { $0.utf8.elementsEqual(expected.utf8) ? $0 : nil }
  }

  /// Reads an Ed25519 public key.
  mutating func readVerifyingKey() throws(JSONError) -> VerifyingKey {
    let bytes = try readBytes("a verifying key", count: 32)
    do throws(FormatError) {
      return try VerifyingKey(bytes)
    } catch {
      throw invalid(error.message)
    }
  }

  /// Reads an X25519 public key.
  mutating func readReceivingKey() throws(JSONError) -> ReceivingKey {
    let bytes = try readBytes("a receiving key", count: 32)
    do throws(FormatError) {
      return try ReceivingKey(bytes)
    } catch {
      throw invalid(error.message)
    }
  }
}

extension JSONValue {
  /// A string or null.
  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
