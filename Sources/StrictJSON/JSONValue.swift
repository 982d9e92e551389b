/// A JSON document as a tree, for small documents such as headers.
///
/// Equality is bytewise: strings and names are the same when their UTF-8 is, doubles when their
/// bits are, and members keep the order in which they were read.
public indirect enum JSONValue: Sendable, Equatable {
  /// The literal `null`.
  case null
  /// The literal `true` or `false`.
  case bool(Bool)
  /// An integer within ``JSONNumber/exactIntegers``.
  case integer(Int64)
  /// A finite number that was not written as an integer.
  case double(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object; no two members have the same name.
  case object([JSONMember])

  /// Reads a whole document, with the strictness of ``JSONReader``.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = .standard
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, limits: limits)
    let value = try reader.readValue()
    try reader.end()
    return value
  }

  /// The canonical bytes of RFC 8785 (JCS).
  ///
  /// Members are sorted by the UTF-16 code units of their names, numbers are written as ECMAScript
  /// does and strings with the fewest escapes; `-0.0` is written `0`. Stops the program for a
  /// number that is not finite, an integer beyond ±(2^53 − 1) or a name that an object has twice.
  ///
  /// A double without fraction from 2^53 up to 10^21 is written in plain digits, as RFC 8785 asks,
  /// and ``JSONReader`` refuses those. Formats that carry doubles must not use that part of the
  /// range as bare numbers.
  public var canonicalBytes: [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.bytes
  }

  /// The value of an object's member, found by the bytes of its name.
  ///
  /// Nil for a value that is not an object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// Whether both are the same value, by bytes.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

/// A member of a JSON object.
public struct JSONMember: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The value.
  public var value: JSONValue

  /// A member with this name and value.
  public init(name: String, value: JSONValue) {
    self.name = name
    self.value = value
  }

  /// Whether both have the same name, by bytes, and the same value.
  public static func == (left: JSONMember, right: JSONMember) -> Bool {
    left.name.utf8.elementsEqual(right.name.utf8) && left.value == right.value
  }
}
