import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Stored states")
struct StateLaws {
  @Test("a state rebuilt from its parts in any order is the state")
  func rebuilding() throws {
    try SeededRuns(200, filter: "rebuilding").run { generator in
      var world = RandomWorld(rows: 1, using: &generator)
      for _ in 0..<20 {
        world.write(using: &generator)
        world.deliver(using: &generator)
      }
      for state in world.replicas.map(\.rows[0]) {
        let again = RowState(
          births: state.births.reversed(), writes: state.writes.reversed(),
          deletes: state.deletes.reversed(), units: state.units.map(\.rebuiltFromReversedParts))
        try requireEqual(again, state, "a state is its parts")
        try requireEqual(again.birth, state.births.min(by: Rank.isLower), "the lowest rank is born")
      }
    }
  }

  @Test("join of the states of three replicas is idempotent, commutative and associative")
  func semilattice() throws {
    try SeededRuns(60, filter: "semilattice").run { generator in
      var world = RandomWorld(rows: 1, using: &generator)
      var states: [TestReplica] = []
      for step in 0..<24 {
        world.write(using: &generator)
        world.deliver(using: &generator)
        if step % 6 == 5 { states.append(generator.pick(world.replicas)) }
      }
      try requireSemilattice(states.map(Joinable.init), "joining") {
        Joinable(replica: $0.replica.joined(with: $1.replica))
      }
    }
  }

  @Test("a row that nobody has written is unknown, dead and without conflicts")
  func unknownRow() {
    for table in Samples.tables {
      let row = table.emptyRow
      #expect(!row.isKnown && row.birth == nil && !table.isLiving(row))
      #expect(table.conflicts(of: row).isEmpty)
      #expect(table.unit(holding: 4) == 1 && table.unit(holding: 0) == 2)
    }
  }
}

/// A replica compared by what it has and knows.
private struct Joinable: Equatable {
  let replica: TestReplica

  static func == (left: Joinable, right: Joinable) -> Bool {
    left.replica.rows == right.replica.rows && left.replica.vector == right.replica.vector
  }
}

extension UnitState {
  fileprivate var rebuiltFromReversedParts: UnitState {
    switch self {
    case .register(let register): .register(Register(siblings: register.siblings.reversed()))
    case .elements(let set): .elements(ElementSet(additions: set.additions.reversed()))
    case .tally(let tally): .tally(Tally(amounts: tally.amounts.reversed()))
    }
  }
}
