/// One cell exactly as SQLite stores it: the storage class and the bits.
///
/// Equality is of storage class and bits, so 1 and 1.0 differ, as do 0.0 and -0.0. TEXT is bytes:
/// SQLite does not promise that it is valid UTF-8, and Swift's string equality is not bytewise.
public enum Value: Hashable, Sendable {
  /// NULL.
  case null
  /// INTEGER.
  case integer(Int64)
  /// REAL; never NaN, which SQLite stores as NULL.
  case real(Double)
  /// TEXT as the bytes of a UTF-8 database.
  case text([UInt8])
  /// BLOB.
  case blob([UInt8])
  /// A row of a table with generated keys, as the replicated state refers to it.
  ///
  /// Never in a live table or a change set: there it is the number under which it is shown.
  case row(RowIdentity)

  /// TEXT from a Swift string.
  public static func text(_ string: String) -> Value { .text(Array(string.utf8)) }

  /// Whether the cell is NULL.
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// The cell as a Swift string when it is TEXT; invalid UTF-8 is shown repaired.
  public var string: String? {
    if case .text(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }

  /// Whether both are the same.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let a), .integer(let b)): a == b
    case (.real(let a), .real(let b)): a.bitPattern == b.bitPattern
    case (.text(let a), .text(let b)), (.blob(let a), .blob(let b)): a == b
    case (.row(let a), .row(let b)): a == b
    default: false
    }
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let number):
      hasher.combine(1)
      hasher.combine(number)
    case .real(let number):
      hasher.combine(2)
      hasher.combine(number.bitPattern)
    case .text(let bytes):
      hasher.combine(3)
      hasher.combine(bytes)
    case .blob(let bytes):
      hasher.combine(4)
      hasher.combine(bytes)
    case .row(let row):
      hasher.combine(5)
      hasher.combine(row)
    }
  }
}

extension Value {
  /// SQLite's order of storage classes with BINARY text: NULL, numbers, TEXT, BLOB.
  ///
  /// Integers and reals compare by their exact numeric value (sqlite.org/datatype3.html §4.1).
  /// Values that compare equal may still differ in bits.
  public func precedes(_ other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): a < b
    case (.real(let a), .real(let b)): a < b
    case (.integer(let a), .real(let b)): Self.isLess(a, b)
    case (.real(let a), .integer(let b)): !Self.isLess(b, a) && !Self.isEqual(b, a)
    case (.text(let a), .text(let b)), (.blob(let a), .blob(let b)):
      a.lexicographicallyPrecedes(b)
    case (.row(let a), .row(let b)): a < b
    default: storageClassRank < other.storageClassRank
    }
  }

  private var storageClassRank: Int {
    switch self {
    case .null: 0
    case .integer, .real, .row: 1
    case .text: 2
    case .blob: 3
    }
  }

  private static func isLess(_ whole: Int64, _ real: Double) -> Bool {
    // SQLite keeps no NaN; whoever makes one finds it before every number.
    if real.isNaN { return false }
    if real >= 9_223_372_036_854_775_808.0 { return true }
    if real < -9_223_372_036_854_775_808.0 { return false }
    let floor = real.rounded(.down)
    let floored = Int64(floor)
    return floor == real ? whole < floored : whole <= floored
  }

  private static func isEqual(_ whole: Int64, _ real: Double) -> Bool {
    Int64(exactly: real) == whole
  }
}
