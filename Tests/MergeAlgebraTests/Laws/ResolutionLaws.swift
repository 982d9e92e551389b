import MergeAlgebra
import SambandTestKit
import Testing

/// Every choice among up to three siblings: all values of the pool, all standings, all rules.
@Suite("Rules choose what is shown and drop nothing")
struct ResolutionLaws {
  @Test("every rule chooses as the protocol says", arguments: Samples.plainRules)
  func plain(rule: Rule) throws {
    try forEachRegister(standings: [.deciding]) { try requireAgreement($0, rule) }
  }

  @Test("owner and coordinator show who decides", arguments: Samples.suggestionRules)
  func deciding(rule: Rule) throws {
    try forEachRegister(standings: [.deciding, .suggestion]) { try requireAgreement($0, rule) }
  }

  private func requireAgreement(_ register: Register, _ rule: Rule) throws {
    let found = register.resolved(by: rule)
    let siblings = register.siblings.map {
      OracleSibling(stamp: $0.stamp, isSuggestion: $0.standing == .suggestion, values: $0.values)
    }
    let wanted = OracleRules.choice(among: siblings, by: rule)
    try requireEqual(found.shown, wanted?.shown, "\(rule.name) shows one of \(siblings)")
    let state = wanted.flatMap { choice -> ConflictState? in
      choice.isConflict ? (choice.isOpen ? .open : .settled) : nil
    }
    try requireEqual(found.conflict, state, "\(rule.name) on \(siblings)")
  }

  /// Registers of none to three siblings; the second and third rank alike but for their streams.
  private func forEachRegister(
    standings: [Standing], _ body: (Register) throws -> Void
  ) throws {
    let stamps = [(0, 9), (1, 10), (2, 10)].map { place, time in
      Stamp(Dot(Samples.streams[place], 1), time: Int64(time))
    }
    var registers: [[Sibling]] = [[]]
    for stamp in stamps {
      for register in registers { try body(Register(siblings: register)) }
      registers = registers.flatMap { register in
        Samples.values.flatMap { value in
          standings.map { standing in
            register + [Sibling(stamp: stamp, standing: standing, values: [value])]
          }
        }
      }
    }
    for register in registers { try body(Register(siblings: register)) }
  }
}
