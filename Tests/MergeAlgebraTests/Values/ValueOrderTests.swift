import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Values compare as SQLite compares them")
struct ValueOrderTests {
  /// What `SELECT v FROM t ORDER BY v` of SQLite 3.40.1 gave; values on one line are equal to it.
  static let fromSQLite: [[Value]] = [
    [.null],
    [.real(-.infinity)],
    [.real(-.greatestFiniteMagnitude)],
    [.real(-0x1.0000000000001p63)],
    [.integer(.min), .real(-0x1p63)],
    [.integer(-0x20_0000_0000_0001)],
    [.integer(-0x20_0000_0000_0000)],
    [.integer(-1), .real(-1)],
    [.real(-0.5)],
    [.real(-.leastNonzeroMagnitude)],
    [.integer(0), .real(0), .real(-0.0)],
    [.real(.leastNonzeroMagnitude)],
    [.real(0.5)],
    [.integer(1), .real(1)],
    [.real(1.5)],
    [.integer(0x1F_FFFF_FFFF_FFFF), .real(0x1.fffffffffffffp52)],
    [.integer(0x20_0000_0000_0000), .real(0x1p53)],
    [.integer(0x20_0000_0000_0001)],
    [.real(0x1.0000000000001p53)],
    [.integer(.max - 1023), .real(0x1.fffffffffffffp62)],
    [.integer(.max - 511)],
    [.integer(.max)],
    [.real(0x1p63)],
    [.real(.greatestFiniteMagnitude)],
    [.real(.infinity)],
    [.text("")],
    [.text("1")],
    [.text("A")],
    [.text("a")],
    [.text("a\0")],
    [.text("a\0b")],
    [.text("aa")],
    [.text("b")],
    [.text("z")],
    [.text("é")],
    [.text([0xFF])],
    [.blob([])],
    [.blob([0])],
    [.blob([0, 0])],
    [.blob([0x61])],
    [.blob([0xFF])],
  ]

  @Test("every pair stands as SQLite sorted it")
  func sortsLikeSQLite() throws {
    for (low, first) in Self.fromSQLite.enumerated() {
      for (high, second) in Self.fromSQLite.enumerated() {
        for left in first {
          for right in second {
            try requireEqual(left.precedes(right), low < high, "\(left) precedes \(right)")
          }
        }
      }
    }
  }

  @Test("preceding is a strict weak order")
  func isWeakOrder() throws {
    try requireStrictWeakOrder(Self.fromSQLite.flatMap { $0 }, "preceding") { $0.precedes($1) }
  }

  @Test("random integers and reals that lie close together compare exactly")
  func closeNumbers() throws {
    try SeededRuns(4_000, filter: "closeNumbers").run { generator in
      let whole = Int64(bitPattern: generator.next()) >> Int64(generator.number(below: 64))
      let real = Double(whole)
      let near = generator.pick([real, real.nextUp, real.nextDown])
      let pair: (Value, Value) = (.integer(whole), .real(near))
      try requireEqual(pair.0.precedes(pair.1), SQLiteOrder.isLess(pair.0, pair.1), "\(pair)")
      try requireEqual(pair.1.precedes(pair.0), SQLiteOrder.isLess(pair.1, pair.0), "\(pair)")
    }
  }

  @Test("values are equal only with the same storage class and bits")
  func equality() {
    let values = Self.fromSQLite.flatMap { $0 }
    for (index, first) in values.enumerated() {
      for (other, second) in values.enumerated() {
        #expect((first == second) == (index == other), "\(first) and \(second)")
        if index == other { #expect(first.hashValue == second.hashValue) }
      }
    }
    #expect(Value.text("e\u{301}") != .text("\u{e9}"), "canonically equivalent text differs")
  }
}
