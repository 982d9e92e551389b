import SambandTestKit
import Testing

@Suite("The test kit tells right from wrong")
struct TestKitTests {
  @Test("the seeded generator gives SplitMix64's published numbers")
  func publishedNumbers() {
    var generator = SeededGenerator(seed: 1_234_567)
    let found = (0..<3).map { _ in generator.next() }
    #expect(
      found == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test("without a word in the environment the seeds are 1, 2, 3 …")
  func plannedSeeds() {
    #expect(SeededRuns(3, filter: "x", environment: [:]).seeds == [1, 2, 3])
    #expect(SeededRuns(3, filter: "x", environment: ["SAMBAND_SEEDS": "2"]).seeds == [1, 2])
    #expect(SeededRuns(3, filter: "x", environment: ["SAMBAND_SEED": "77"]).seeds == [77])
  }

  @Test("a failure names its seed and the line that repeats it")
  func failureIsRepeatable() {
    let runs = SeededRuns(9, filter: "Laws/some", environment: [:])
    let failure = #expect(throws: SeedFailure.self) {
      try runs.run { generator in try require(generator.next() % 4 != 0, "not by four") }
    }
    #expect(failure?.command == "SAMBAND_SEED=\(failure?.seed ?? 0) swift test --filter Laws/some")
    #expect(failure?.description.contains("not by four") == true)
  }

  @Test("every checker refuses what breaks its law")
  func checkersRefuse() {
    let numbers = [1, 2, 3]
    #expect(throws: LawViolation.self) { try requireIdempotent(numbers, "sum", join: +) }
    #expect(throws: LawViolation.self) { try requireCommutative(numbers, "difference", join: -) }
    #expect(throws: LawViolation.self) { try requireAssociative(numbers, "difference", join: -) }
    #expect(throws: LawViolation.self) {
      try requireStrictPartialOrder(numbers, "at most", isBefore: <=)
    }
    #expect(throws: LawViolation.self) {
      try requireStrictPartialOrder(numbers, "stone, paper, scissors") { ($0 + 1) % 3 == $1 % 3 }
    }
    #expect(throws: LawViolation.self) {
      try requireStrictWeakOrder(numbers, "far below") { $0 + 1 < $1 }
    }
    #expect(throws: LawViolation.self) {
      try requireStrictTotalOrder(numbers, "half below") { $0 / 2 < $1 / 2 }
    }
    #expect(throws: LawViolation.self) {
      try requirePartialOrder(numbers, "by half") { $0 / 2 >= $1 / 2 }
    }
  }

  @Test("every checker lets a law that holds pass")
  func checkersAccept() throws {
    let numbers = [3, 1, 2]
    try requireSemilattice(numbers, "the greater", join: max)
    try requireStrictWeakOrder(numbers, "half below") { $0 / 2 < $1 / 2 }
    try requireStrictTotalOrder(numbers, "below", isBefore: <)
    try requirePartialOrder(numbers, "at least", isAtLeast: >=)
  }
}
