import MergeAlgebra
import StrictJSON
import Testing

@testable import BundleFormat

@Suite("Times travel as differences")
struct RowTimesTests {
  @Test(
    "Runs of equal differences are counted",
    arguments: [
      ([5], "[5]"), ([5, 5], "[5,0]"), ([5, 5, 5], "[5,[0,2]]"),
      ([1, 2, 3, 4, 9, 9, 8], "[1,[1,3],5,0,-1]"), ([-7, 0, -7], "[-7,7,-7]"),
    ] as [([Int64], String)])
  func encoding(times: [Int64], json: String) throws {
    var writer = JSONWriter()
    try #require(RowTimes(times)).write(to: &writer)
    #expect(writer.bytes.text == json)
    #expect(try read(json) == times)
  }

  @Test("Random times come back")
  func random() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(state: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1...40, using: &generator)
      let times = (0..<count).map { _ in Int64.random(in: -2...2, using: &generator) }
      var writer = JSONWriter()
      try #require(RowTimes(times)).write(to: &writer)
      #expect(try read(writer.bytes.text) == times, "seed \(seed)")
    }
  }

  @Test(
    "Every other encoding is refused",
    arguments: [
      "[]", "[1,[2]]", "[1,[2,1]]", "[1,[2,0]]", "[1,[2,-3]]", "[1,2,2]", "[1,[2,2],2]", "[[1,2]]",
      "[1,[2,2,2]]", "[1.5]", "[1,[0,9000000000000000]]", "[9007199254740992]", "[null]",
    ])
  func refused(json: String) {
    #expect(throws: JSONError.self) { try read(json) }
  }

  @Test("Times that JSON does not carry exactly are not written")
  func range() {
    #expect(RowTimes([]) == nil)
    #expect(RowTimes([1 << 53]) == nil)
    #expect(RowTimes([.min, .max]) == nil)
    #expect(RowTimes([-(1 << 53) + 1, (1 << 53) - 1]) == nil)
  }

  private func read(_ json: String) throws -> [Int64] {
    var reader = JSONReader(json.bytes)
    var cursor = RowTimes.Cursor(try RowTimes(reading: &reader, limit: 1_000))
    try reader.end()
    var times: [Int64] = []
    while let time = cursor.take() { times.append(time) }
    return times
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
