import Crypto
import MergeAlgebra

/// A sum over living rows that two replicas with equal vectors have in common (protocol §12).
///
/// Each row counts with the first 16 bytes of a SHA-256 over its table, key and whole replicated
/// state; the sum is modulo 2^128, so a row is taken out by subtracting it (Bellare and Micciancio,
/// "A new paradigm for collision-free hashing", 1997: AdHash). It finds accidents, not forgers.
public struct StateDigest: Hashable, Sendable, CustomStringConvertible {
  private var high: UInt64
  private var low: UInt64

  /// The digest of no rows.
  public init() {
    high = 0
    low = 0
  }

  /// Reads 16 bytes; `nil` for any other length.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    let numbers = bytes.map(UInt64.init)
    high = numbers[..<8].reduce(0) { $0 << 8 | $1 }
    low = numbers[8...].reduce(0) { $0 << 8 | $1 }
  }

  /// Reads 32 hexadecimal digits; `nil` for anything else.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 32, text.utf8.allSatisfy({ Self.isLowerHex($0) }),
      let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.high = high
    self.low = low
  }

  /// The 16 bytes.
  public var bytes: [UInt8] {
    [high, low].flatMap { number in
      stride(from: 56, through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: number >> UInt64($0))
      }
    }
  }

  /// 32 lower-case hexadecimal digits.
  public var description: String {
    [high, low].map { number in
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  mutating func add(_ other: StateDigest) {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    low = sum
    high = high &+ other.high &+ (carry ? 1 : 0)
  }

  mutating func subtract(_ other: StateDigest) {
    let (rest, borrow) = low.subtractingReportingOverflow(other.low)
    low = rest
    high = high &- other.high &- (borrow ? 1 : 0)
  }

  private static func isLowerHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}

extension StateDigest {
  /// The digest of one living row.
  init(of row: RowState, key: RowKey, in model: TableModel) {
    var writer = ByteWriter()
    writer.raw(Array("samband-digest-v1\n".utf8))
    writer.block(Array(model.name.utf8))
    writer.block(key.bytes)
    writer.count(row.births.count)
    for birth in row.births { Self.write(birth, &writer) }
    writer.count(row.writes.count)
    for dot in row.writes { Self.write(dot, &writer) }
    writer.count(row.deletes.count)
    for delete in row.deletes { Self.write(delete.stamp, &writer) }
    for (unit, state) in zip(model.units, row.units) {
      writer.block(Array(model.columns[unit.columns[0]].name.utf8))
      Self.write(state, &writer)
    }
    var hash = SHA256()
    writer.bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let bytes = Array(hash.finalize()).prefix(16)
    self = StateDigest(bytes) ?? StateDigest()
  }

  private static func write(_ dot: Dot, _ writer: inout ByteWriter) {
    writer.block(Array(dot.stream.name.utf8))
    writer.number(UInt64(dot.number))
  }

  private static func write(_ stamp: Stamp, _ writer: inout ByteWriter) {
    write(stamp.dot, &writer)
    writer.signed(stamp.time)
  }

  private static func write(_ state: UnitState, _ writer: inout ByteWriter) {
    switch state {
    case .register(let register):
      writer.count(register.siblings.count)
      for sibling in register.siblings {
        write(sibling.stamp, &writer)
        writer.byte(sibling.standing.rawValue)
        sibling.values.forEach { writer.value($0) }
      }
    case .elements(let set):
      writer.count(set.additions.count)
      for addition in set.additions {
        write(addition.dot, &writer)
        writer.block(addition.element.bytes)
      }
    case .tally(let tally):
      writer.count(tally.amounts.count)
      for amount in tally.amounts {
        write(amount.dot, &writer)
        writer.signed(amount.difference)
      }
    }
  }
}
