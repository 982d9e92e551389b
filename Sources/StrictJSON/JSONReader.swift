/// A strict pull reader over the bytes of one JSON document: one pass, no tree.
///
/// It takes exactly RFC 8259 in UTF-8, and less: it refuses a byte order mark, a lone surrogate in
/// an escape, a member name that an object has already (compared as decoded UTF-8 bytes), an
/// integer beyond ±(2^53 − 1), a number too large for a double, whatever is over ``JSONLimits``,
/// and anything but white space after the value. What it returns is therefore what every careful
/// reader would return.
///
/// The caller follows the document: a value is read by one `read…` or `begin…` call; between
/// `beginObject` and the `nil` of `nextMember`, each member's value is read before the next call.
/// A call out of turn is a mistake in the program, not in the document, and stops it.
///
/// ```swift
/// var reader = JSONReader(bytes)
/// try reader.beginObject()
/// while let name = try reader.nextMember() {
///   switch name {
///   case "id": id = try reader.readString()
///   default: throw reader.failure(.unknownMember, "unknown member \"\(name)\"")
///   }
/// }
/// try reader.end()
/// ```
public struct JSONReader: Sendable {
  /// What the grammar allows next.
  enum Phase {
    /// A value: at the start, after a colon, after `nextElement`.
    case value
    /// The first member or element, or the end of the container.
    case first
    /// A comma or the end of the container; at the outermost level the end of the document.
    case after
  }

  /// An object or array that is open.
  struct Frame {
    let isObject: Bool
    var names: MemberNames.Mark
  }

  let bytes: [UInt8]
  let start: Int
  let limit: Int
  let limits: JSONLimits
  var frames: [Frame] = []
  var names = MemberNames()
  var phase = Phase.value

  /// The offset of the next unread byte, from the start of the array.
  public internal(set) var offset: Int

  /// Where the name, value or closing bracket that was met last begins.
  public internal(set) var tokenOffset: Int

  /// A reader of a whole array.
  public init(_ bytes: [UInt8], limits: JSONLimits = .standard) {
    self.init(bytes, in: 0..<bytes.count, limits: limits)
  }

  /// A reader of a part of an array, such as a range that ``skipValue()`` returned.
  ///
  /// Offsets, lines and columns are still those of the whole array.
  public init(_ bytes: [UInt8], in range: Range<Int>, limits: JSONLimits = .standard) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count,
      "bytes \(range) of \(bytes.count)")
    precondition(
      (1...JSONLimits.greatestDepth).contains(limits.depth), "a depth of \(limits.depth)")
    self.bytes = bytes
    self.start = range.lowerBound
    self.limit = range.upperBound
    self.limits = limits
    self.offset = range.lowerBound
    self.tokenOffset = range.lowerBound
  }

  /// An error for callers that decode on top, at the start of what was read or peeked at last.
  public func failure(_ code: JSONError.Code, _ detail: String) -> JSONError {
    failure(code, detail, at: tokenOffset)
  }

  /// An error for callers that decode on top, at an offset they kept.
  public func failure(_ code: JSONError.Code, _ detail: String, at offset: Int) -> JSONError {
    JSONError(code, detail, at: offset, in: bytes.span)
  }

  /// The kind of the value that is due, without reading it.
  public mutating func peek() throws(JSONError) -> JSONKind {
    precondition(phase == .value, "peek at offset \(offset), where no value is due")
    let byte = try nextByte()
    guard let kind = JSONKind(firstByte: byte) else { throw unexpected(byte, "a value") }
    return kind
  }

  /// Checks that the document is over: its value has been read and only white space is left.
  public mutating func end() throws(JSONError) {
    precondition(
      frames.isEmpty && phase == .after, "end at offset \(offset), where a value is unread")
    offset = bytes.span.extracting(..<limit).skippingSpace(from: offset)
    tokenOffset = offset
    guard offset == limit else {
      throw failure(.trailingBytes, "\(ASCII.phrase(bytes[offset])) after the end of the document")
    }
  }
}
