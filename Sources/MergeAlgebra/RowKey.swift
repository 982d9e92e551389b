/// The primary key of a row as bytes that sort as the key does.
///
/// Each key column is a tag and a body: NULL `00`; INTEGER `01` and 8 bytes, big-endian, sign bit
/// flipped; REAL `02` and 8 bytes, big-endian, order-preserving; TEXT `03` and BLOB `04` with the
/// bytes, `00` written as `00 ff`, ended by `00 00`; a row with a generated key `05`, its number, the
/// time, stream and number of its birth. So keys of one storage class are in SQLite's
/// BINARY order, composite keys sort column by column, and two keys are equal exactly when their
/// values have the same storage classes and bits. (The scheme of FoundationDB's tuple layer.)
public struct RowKey: Hashable, Comparable, Sendable {
  /// The encoded key.
  public let bytes: [UInt8]

  /// Encodes the values of the key columns, in the order in which the key declares them.
  public init(_ values: [Value]) {
    var bytes: [UInt8] = []
    for value in values { Self.append(value, to: &bytes) }
    self.bytes = bytes
  }

  /// Takes bytes that ``values`` can read; `nil` otherwise.
  public init?(encoded bytes: [UInt8]) {
    guard Self.decode(bytes) != nil else { return nil }
    self.bytes = bytes
  }

  /// The values of the key columns.
  public var values: [Value] {
    guard let values = Self.decode(bytes) else {
      preconditionFailure("a row key that does not decode: \(bytes)")
    }
    return values
  }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  private static let signBit: UInt64 = 1 << 63

  private static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null:
      bytes.append(0)
    case .integer(let number):
      bytes.append(1)
      append(UInt64(bitPattern: number) ^ signBit, to: &bytes)
    case .real(let number):
      bytes.append(2)
      let bits = number.bitPattern
      append(bits & signBit == 0 ? bits ^ signBit : ~bits, to: &bytes)
    case .text(let text):
      bytes.append(3)
      append(escaping: text, to: &bytes)
    case .blob(let blob):
      bytes.append(4)
      append(escaping: blob, to: &bytes)
    case .row(let row):
      bytes += numberPrefix(row.number)
      append(UInt64(bitPattern: row.birth.time) ^ signBit, to: &bytes)
      append(escaping: Array(row.birth.dot.stream.name.utf8), to: &bytes)
      append(UInt64(bitPattern: row.birth.dot.number), to: &bytes)
    }
  }

  /// How the keys of all rows begin that were made with this number, in rank order of their births.
  public static func numberPrefix(_ number: Int64) -> [UInt8] {
    var bytes: [UInt8] = [5]
    append(UInt64(bitPattern: number) ^ signBit, to: &bytes)
    return bytes
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  private static func append(escaping content: [UInt8], to bytes: inout [UInt8]) {
    for byte in content {
      bytes.append(byte)
      if byte == 0 { bytes.append(0xFF) }
    }
    bytes.append(0)
    bytes.append(0)
  }

  private static func decode(_ bytes: [UInt8]) -> [Value]? {
    var values: [Value] = []
    var rest = bytes[...]
    while let tag = rest.popFirst() {
      switch tag {
      case 0: values.append(.null)
      case 1:
        guard let bits = takeNumber(&rest) else { return nil }
        values.append(.integer(Int64(bitPattern: bits ^ signBit)))
      case 2:
        guard let bits = takeNumber(&rest) else { return nil }
        let real = Double(bitPattern: bits & signBit == 0 ? ~bits : bits ^ signBit)
        guard !real.isNaN else { return nil }
        values.append(.real(real))
      case 3, 4:
        guard let content = takeContent(&rest) else { return nil }
        values.append(tag == 3 ? .text(content) : .blob(content))
      case 5:
        guard let row = takeRow(&rest) else { return nil }
        values.append(.row(row))
      default: return nil
      }
    }
    return values
  }

  private static func takeRow(_ rest: inout ArraySlice<UInt8>) -> RowIdentity? {
    guard let number = takeNumber(&rest), let time = takeNumber(&rest),
      let name = takeContent(&rest), let stream = StreamID(String(decoding: name, as: UTF8.self)),
      let place = takeNumber(&rest), (1...UInt64(Int64.max)).contains(place)
    else { return nil }
    let dot = Dot(stream, Int64(place))
    return RowIdentity(
      number: Int64(bitPattern: number ^ signBit),
      birth: Stamp(dot, time: Int64(bitPattern: time ^ signBit)))
  }

  private static func takeNumber(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    guard rest.count >= 8 else { return nil }
    let number = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(8)
    return number
  }

  private static func takeContent(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var content: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == 0 else {
        content.append(byte)
        continue
      }
      switch rest.popFirst() {
      case 0xFF: content.append(0)
      case 0x00: return content
      default: return nil
      }
    }
    return nil
  }
}
