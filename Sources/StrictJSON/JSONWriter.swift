/// Appends canonical pieces of JSON to one buffer; the caller keeps the structure.
///
/// Every piece is written as RFC 8785 (JCS) asks. Brackets, colons and commas are the caller's,
/// through `raw`, and so is the order of members.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.raw("{\"id\":")
/// writer.string("7X")
/// writer.raw("}")
/// ```
public struct JSONWriter: Sendable {
  /// What has been written so far.
  public var bytes: [UInt8] = []

  /// A writer with room for that many bytes.
  public init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Appends one byte as it is.
  public mutating func raw(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Appends text as it is.
  public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends `null`.
  public mutating func null() {
    raw("null")
  }

  /// Appends `true` or `false`.
  public mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  /// Appends an integer, which must be within ``JSONNumber/exactIntegers``.
  public mutating func integer(_ value: Int64) {
    precondition(
      JSONNumber.exactIntegers.contains(value), "integer \(value) is not exact in JSON")
    var magnitude = value.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = 20
      repeat {
        let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
        first -= 1
        unsafe digits[first] = ASCII.zero + UInt8(truncatingIfNeeded: remainder)
        magnitude = quotient
      } while magnitude > 0
      if value < 0 {
        first -= 1
        unsafe digits[first] = ASCII.minus
      }
      unsafe bytes.append(contentsOf: digits[first..<20])
    }
  }

  /// Appends a double, which must be finite, as ECMAScript writes it.
  public mutating func double(_ value: Double) {
    ECMAScriptNumber.append(value, to: &bytes)
  }

  /// Appends a whole value in canonical form; see ``JSONValue/canonicalBytes``.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let bool): self.bool(bool)
    case .integer(let integer): self.integer(integer)
    case .double(let double): self.double(double)
    case .string(let string): self.string(string)
    case .array(let elements): array(elements)
    case .object(let members): object(members)
    }
  }

  private mutating func array(_ elements: [JSONValue]) {
    raw(ASCII.openBracket)
    for (index, element) in elements.enumerated() {
      if index > 0 { raw(ASCII.comma) }
      value(element)
    }
    raw(ASCII.closeBracket)
  }

  private mutating func object(_ members: [JSONMember]) {
    let sorted = members.sorted { CanonicalOrder.precedes($0.name, $1.name) }
    raw(ASCII.openBrace)
    for (index, member) in sorted.enumerated() {
      if index > 0 {
        let previous = sorted[index - 1].name
        precondition(
          CanonicalOrder.precedes(previous, member.name), "duplicate member \"\(previous)\"")
        raw(ASCII.comma)
      }
      string(member.name)
      raw(ASCII.colon)
      value(member.value)
    }
    raw(ASCII.closeBrace)
  }
}
