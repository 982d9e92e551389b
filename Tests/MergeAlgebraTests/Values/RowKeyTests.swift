import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Row keys are bytes that sort as the key does")
struct RowKeyTests {
  static let values = ValueOrderTests.fromSQLite.flatMap { $0 }

  @Test("a key of up to three columns reads back as it was, and from its bytes")
  func roundTrip() throws {
    let keys =
      [[]] + Self.values.map { [$0] }
      + Self.values.flatMap { first in Self.values.map { [first, $0] } }
    for values in keys {
      let key = RowKey(values)
      try requireEqual(key.values, values, "a key reads back")
      try requireEqual(RowKey(encoded: key.bytes), key, "a key reads back from its bytes")
    }
  }

  @Test("keys are equal exactly when their values are, column by column")
  func injective() {
    let pairs = Self.values.flatMap { first in Self.values.map { [first, $0] } }
    #expect(Set(pairs.map(RowKey.init)).count == pairs.count)
    #expect(RowKey([.text("a"), .text("b")]) != RowKey([.text("ab"), .text("")]))
    #expect(RowKey([.text("a\0"), .text("")]) != RowKey([.text("a"), .text("\0")]))
    #expect(RowKey([.text("a"), .null]) != RowKey([.text("a")]))
  }

  @Test("inside one storage class, keys sort as SQLite sorts values")
  func sortsLikeSQLite() throws {
    for first in Self.values {
      for second in Self.values where Self.storageClass(first) == Self.storageClass(second) {
        if first.precedes(second) {
          try require(RowKey([first]) < RowKey([second]), "\(first) sorts before \(second)")
        }
      }
    }
  }

  @Test("composite keys sort by the first column that differs")
  func compositeOrder() throws {
    for values in [ElementPool.texts, ElementPool.blobs, ElementPool.integers] {
      for (first, second) in Self.pairs(values) {
        for (third, fourth) in Self.pairs(values) {
          let isBefore = first == second ? third.precedes(fourth) : first.precedes(second)
          try requireEqual(
            RowKey([first, third]) < RowKey([second, fourth]), isBefore,
            "[\(first), \(third)] before [\(second), \(fourth)]")
        }
      }
    }
  }

  @Test("bytes that no key has are refused, and all others are the key's own")
  func strangeBytes() throws {
    let refused: [[UInt8]] = [
      [5], [255], [1], [1, 0, 0, 0, 0, 0, 0, 0], [2, 0], [3], [3, 0], [3, 0x61], [3, 0x61, 0],
      [3, 0x61, 0, 1], [4, 0, 0xFE], [0, 5],
    ]
    for bytes in refused { #expect(RowKey(encoded: bytes) == nil, "\(bytes)") }
    try SeededRuns(3_000, filter: "strangeBytes").run { generator in
      let bytes = (0..<generator.number(below: 24)).map { _ in
        generator.pick([0, 0, 0, 1, 2, 3, 3, 4, 0x61, 0xFF] as [UInt8])
      }
      guard let key = RowKey(encoded: bytes) else { return }
      try requireEqual(RowKey(key.values).bytes, bytes, "a key has one encoding")
    }
  }

  @Test("birth ranks order rows by stamp, then by the key's bytes")
  func birthRank() throws {
    let stamps = Samples.streams.prefix(2).flatMap { stream in
      [Stamp(Dot(stream, 1), time: 5), Stamp(Dot(stream, 2), time: -5)]
    }
    let ranks = stamps.flatMap { stamp in
      [0, 1, -1].map { BirthRank(stamp, RowKey([.integer($0)])) }
    }
    try requireStrictTotalOrder(ranks, "birth rank", isBefore: <)
    #expect(ranks.sorted().map(\.stamp.time) == ranks.map(\.stamp.time).sorted())
    let one = ranks.filter { $0.stamp == stamps[0] }.sorted()
    #expect(one.map(\.key.values) == [[.integer(-1)], [.integer(0)], [.integer(1)]])
  }

  private static func pairs(_ values: [Value]) -> [(Value, Value)] {
    values.flatMap { first in values.map { (first, $0) } }
  }

  private static func storageClass(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .integer: 1
    case .real: 2
    case .text: 3
    case .blob: 4
    case .row: 5
    }
  }
}

/// Few values of each kind with all that is awkward in an encoding: zero bytes, 0xFF, prefixes.
private enum ElementPool {
  static let contents: [[UInt8]] = [
    [], [0], [0, 0], [0, 0xFF], [0, 1], [1], [0x61], [0x61, 0], [255],
  ]
  static let texts: [Value] = contents.map { .text($0) }
  static let blobs: [Value] = contents.map { .blob($0) }
  static let integers: [Value] = [.min, -256, -1, 0, 1, 255, 256, .max].map { .integer($0) }
}
