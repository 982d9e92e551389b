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

  /// Counts something in.
  public mutating func add(_ other: StateDigest) {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    low = sum
    high = high &+ other.high &+ (carry ? 1 : 0)
  }

  /// Takes something out again.
  public mutating func subtract(_ other: StateDigest) {
    let (rest, borrow) = low.subtractingReportingOverflow(other.low)
    low = rest
    high = high &- other.high &- (borrow ? 1 : 0)
  }

  private static func isLowerHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
