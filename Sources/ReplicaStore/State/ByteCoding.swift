import MergeAlgebra

/// Appends numbers and bytes in the compact form of our own records.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  /// An unsigned number in groups of seven bits, lowest first (LEB128).
  mutating func number(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func count(_ count: Int) { number(UInt64(count)) }

  /// A signed number, small magnitudes short (zigzag).
  mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  mutating func block(_ block: [UInt8]) {
    count(block.count)
    bytes += block
  }

  mutating func raw(_ raw: [UInt8]) { bytes += raw }

  mutating func value(_ value: Value) {
    switch value {
    case .null: byte(0)
    case .integer(let number):
      byte(1)
      signed(number)
    case .real(let number):
      byte(2)
      let bits = number.bitPattern
      for shift in stride(from: 56, through: 0, by: -8) {
        byte(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
      }
    case .text(let text):
      byte(3)
      block(text)
    case .blob(let blob):
      byte(4)
      block(blob)
    case .row:
      byte(5)
      block(RowKey([value]).bytes)
    }
  }
}

/// Reads what ``ByteWriter`` wrote.
///
/// A record that does not read is damage, never input.
struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func byte() throws -> UInt8 {
    guard place < bytes.count else { throw Self.damage }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func number() throws -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 64 else { throw Self.damage }
      result |= UInt64(next & 0x7F) << shift
      if next & 0x80 == 0 { return result }
      shift += 7
    }
  }

  /// A local number or a number in a stream: at least 1.
  mutating func identifier() throws -> Int64 {
    guard let number = Int64(exactly: try number()), number >= 1 else { throw Self.damage }
    return number
  }

  mutating func count() throws -> Int {
    let count = try number()
    guard count <= UInt64(bytes.count) else { throw Self.damage }
    return Int(count)
  }

  mutating func signed() throws -> Int64 {
    let raw = try number()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  mutating func raw(_ count: Int) throws -> [UInt8] {
    guard count <= bytes.count - place else { throw Self.damage }
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  mutating func block() throws -> [UInt8] { try raw(count()) }

  mutating func value() throws -> Value {
    switch try byte() {
    case 0: return .null
    case 1: return .integer(try signed())
    case 2:
      let bits = try raw(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return .real(Double(bitPattern: bits))
    case 3: return .text(try block())
    case 4: return .blob(try block())
    case 5:
      guard let value = RowKey(encoded: try block())?.values.first else { throw Self.damage }
      return value
    default: throw Self.damage
    }
  }

  static let damage = StoreError(.storage, "a record of the replica's own tables is damaged")
}
