import Foundation
import StrictJSON

/// Runs a random test and prints the line that runs it again, before the test could crash.
///
/// The seed is that of `SAMBAND_SEED` when it is set, else a new one.
func withSeed(
  _ test: String = #function, _ body: (inout SeededGenerator) throws -> Void
) rethrows {
  let given = ProcessInfo.processInfo.environment["SAMBAND_SEED"].flatMap { UInt64($0) }
  let seed = given ?? UInt64.random(in: 0...UInt64.max)
  let name = test.prefix { $0 != "(" }
  let line = "again: SAMBAND_SEED=\(seed) swift test --filter \(name)\n"
  FileHandle.standardError.write(Data(line.utf8))
  var random = SeededGenerator(seed: seed)
  try body(&random)
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func finiteDouble() -> Double {
    while true {
      let double = Double(bitPattern: next())
      if double.isFinite { return double }
    }
  }

  /// A short text with scalars of every length, quotes, controls and combining marks.
  mutating func text() -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x20...0x7F, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF, 0x300...0x310,
      0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &self) {
      let range = ranges[Int.random(in: 0..<ranges.count, using: &self)]
      let value = UInt32.random(in: range, using: &self)
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// A value that its canonical bytes give back: members sorted, doubles not whole.
  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .integer(Int64.random(in: JSONNumber.exactIntegers, using: &self))
    case 3: return .integer(Int64.random(in: -9...9, using: &self))
    case 4:
      let double = finiteDouble()
      let isWhole = double.magnitude < 1e21 && double.rounded() == double
      return isWhole ? .double(0.5) : .double(double)
    case 5: return .string(text())
    case 6, 7:
      let count = Int.random(in: 0...5, using: &self)
      return .array((0..<count).map { _ in value(depth: depth - 1) })
    default: return object(depth: depth)
    }
  }

  private mutating func object(depth: Int) -> JSONValue {
    var names: Set<[UInt16]> = []
    for _ in 0..<Int.random(in: 0...30, using: &self) { names.insert(Array(text().utf16)) }
    let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
    return .object(
      sorted.map { name in
        JSONMember(name: String(decoding: name, as: UTF16.self), value: value(depth: depth - 1))
      })
  }
}
