import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Sums")
struct TallyTests {
  private func tally(_ numbers: [Int64]) throws -> Tally {
    let stream = try #require(StreamID("vik-r1.0001.everyone"))
    return Tally(
      amounts: numbers.enumerated().map { Tally.Amount($1, by: Dot(stream, Int64($0 + 1))) })
  }

  @Test(
    "a sum beyond 64 bits shows the nearest number that they hold",
    arguments: [
      ([], 0), ([.max, 1], .max), ([.min, -1], .min), ([.max, 1, -1], .max),
      ([.max, 1, -2], .max - 1),
      ([.max, .max, .max, .min, .min], .max - 2), ([.min, .min, .max, .max], -2),
      ([.min, .min, .min], .min), ([-1, 1], 0), ([.max, .min], -1), ([.min], .min), ([.max], .max),
    ] as [([Int64], Int64)])
  func ends(numbers: [Int64], wanted: Int64) throws {
    for order in [numbers, numbers.reversed(), numbers.sorted()] {
      #expect(try tally(order).total == wanted)
    }
  }

  @Test("a difference takes the sum to what is wanted, unless 64 bits do not hold it")
  func differences() throws {
    #expect(try tally([5]).difference(to: 3) == -2)
    #expect(try tally([.max, 9]).difference(to: .max - 1) == -1)
    #expect(try tally([.min]).difference(to: .max) == .max)
    #expect(try tally([.max]).difference(to: .min) == .min)
  }
}
