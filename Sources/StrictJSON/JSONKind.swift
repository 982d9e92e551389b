/// The six kinds of JSON value, told apart by their first byte.
public enum JSONKind: String, Sendable, CaseIterable {
  /// The literal `null`.
  case null
  /// The literal `true` or `false`.
  case bool
  /// A number, integer or not.
  case number
  /// A string.
  case string
  /// An array.
  case array
  /// An object.
  case object

  init?(firstByte byte: UInt8) {
    switch byte {
    case ASCII.quote: self = .string
    case ASCII.minus, ASCII.zero...ASCII.nine: self = .number
    case ASCII.openBrace: self = .object
    case ASCII.openBracket: self = .array
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool
    case UInt8(ascii: "n"): self = .null
    default: return nil
    }
  }

  /// The kind with its article, for a sentence.
  var phrase: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
