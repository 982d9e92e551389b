import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Declared orders")
struct DeclaredOrderTests {
  private func random(
    _ generator: inout SeededGenerator
  ) -> (groups: [[[Value]]], undeclared: [Value]) {
    var values = Samples.values.shuffled(using: &generator)
    let undeclared = [values.removeLast(), values.removeLast()]
    var groups: [[[Value]]] = []
    while !values.isEmpty {
      var chains: [[Value]] = []
      for _ in 0..<generator.number(below: 4) where !values.isEmpty {
        let length = min(1 + generator.number(below: 3), values.count)
        chains.append(Array(values.suffix(length)))
        values.removeLast(length)
      }
      groups.append(chains)
    }
    return (groups, undeclared)
  }

  @Test("any declaration is a strict partial order, with undeclared values too")
  func isPartialOrder() throws {
    try SeededRuns(300, filter: "DeclaredOrderTests").run { generator in
      let (groups, undeclared) = random(&generator)
      guard let order = ValueOrder(groups: groups) else {
        throw LawViolation("refused: \(groups)")
      }
      try requireStrictPartialOrder(Samples.values, "\(groups)") { order.isBefore($0, $1) }
      for value in Samples.values {
        for other in undeclared {
          try require(
            !order.isBefore(value, other) && !order.isBefore(other, value),
            "\(other) is undeclared in \(groups)")
        }
      }
    }
  }

  @Test("groups come one after the other, chains inside them too, and nothing else")
  func places() throws {
    for first in Samples.values {
      for second in Samples.values {
        try requireEqual(
          Samples.order.isBefore(first, second), OracleRules.isFurther(second, than: first),
          "\(first) before \(second)")
      }
    }
  }

  @Test("a value named twice and an empty chain are refused")
  func refused() {
    #expect(ValueOrder(groups: [[[.text("A")]], [[.text("A")]]]) == nil)
    #expect(ValueOrder(groups: [[[.text("A"), .text("A")]]]) == nil)
    #expect(ValueOrder(groups: [[[]]]) == nil)
    #expect(ValueOrder(groups: []) != nil)
    #expect(ValueOrder(groups: [[[.integer(1)], [.real(1)]]]) != nil, "they differ in bits")
  }
}
