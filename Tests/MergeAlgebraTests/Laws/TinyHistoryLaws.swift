import MergeAlgebra
import SambandTestKit
import Testing

/// Every history of a few operations on one row: not a sample, all shapes of them.
@Suite("On tiny histories, exhaustively")
struct TinyHistoryLaws {
  @Test("up to three operations give one state in every order, with many edits each")
  func upToThree() throws {
    try checkAll(counts: 1...3, clocks: TinyClock.allCases, variants: 3, filter: "upToThree")
  }

  @Test("four operations by three replicas give one state in every causal order")
  func four() throws {
    try checkAll(counts: 4...4, clocks: [], variants: 1, filter: "TinyHistoryLaws/four")
  }

  /// Runs all shapes; without clocks named, each shape takes the next one in turn.
  private func checkAll(
    counts: ClosedRange<Int>, clocks: [TinyClock], variants: Int, filter: String
  ) throws {
    for count in counts {
      for (number, shape) in TinyShape.all(count: count, replicas: 3).enumerated() {
        let turn = TinyClock.allCases[number % TinyClock.allCases.count]
        for clock in clocks.isEmpty ? [turn] : clocks {
          for variant in 0..<variants {
            var generator = SeededGenerator(seed: UInt64(number * variants + variant))
            let history = shape.operations(clock, using: &generator)
            let table = number * variants + variant
            try TinyHistory(operations: history, closedSets: shape.closedSets).check(first: table)
          }
        }
      }
    }
  }
}

/// One history, and the sets of its operations that a replica can hold.
struct TinyHistory {
  let operations: [Operation]
  let closedSets: [UInt64]

  /// Checks every law.
  ///
  /// What tables show is checked in all of them where the history is short and whole, else in some,
  /// taken in turn from the `first`-th.
  func check(first: Int) throws {
    let replicas = try statesByEveryRoute()
    for (turn, set) in closedSets.enumerated() {
      guard let replica = replicas[set] else { continue }
      let oracle = Oracle(operations, row: 0, known: Marks(bits: set))
      try oracle.requireAgreement(with: replica.rows[0])
      let isWhole = set == closedSets.last
      let count = isWhole ? (operations.count < 4 ? Samples.tables.count : 4) : 1
      for place in first + turn..<first + turn + count {
        let table = Samples.tables[place % Samples.tables.count]
        try oracle.requireAgreement(with: replica.rows[0], in: table)
      }
    }
    try checkRedelivery(replicas)
    try checkJoins(replicas)
    try checkNothingHiddenSilently(replicas)
  }

  /// Walks from the empty set to the whole one along every order of delivery, and requires that all
  /// roads to a set of operations end in one state.
  private func statesByEveryRoute() throws -> [UInt64: TestReplica] {
    var replicas: [UInt64: TestReplica] = [0: TestReplica(rows: [Samples.tables[0].emptyRow])]
    // Ascending: a set comes after all its subsets.
    for set in closedSets {
      guard let replica = replicas[set] else { continue }
      for next in operations where set & (1 << UInt64(next.index)) == 0 {
        guard replica.isReady(for: next) else { continue }
        var longer = replica
        longer.receive(next)
        let larger = set | (1 << UInt64(next.index))
        if let known = replicas[larger] {
          try requireEqual(longer.rows, known.rows, "every order gives one state: \(operations)")
          try requireEqual(longer.vector, known.vector, "every order gives one vector")
        }
        replicas[larger] = longer
      }
    }
    try requireEqual(replicas.count, closedSets.count, "every closed set can be delivered")
    return replicas
  }

  private func checkRedelivery(_ replicas: [UInt64: TestReplica]) throws {
    for (set, replica) in replicas {
      var again = replica
      for operation in operations where set & (1 << UInt64(operation.index)) != 0 {
        again.receive(operation)
      }
      try requireEqual(again.rows, replica.rows, "delivering twice changes nothing: \(operations)")
    }
  }

  /// Joins every two states; both ways in short histories, one of the two ways in longer ones.
  private func checkJoins(_ replicas: [UInt64: TestReplica]) throws {
    for (mine, first) in replicas {
      for (theirs, second) in replicas {
        let isTurn = (mine < theirs) == ((mine ^ theirs).nonzeroBitCount % 2 == 0)
        guard operations.count < 4 || isTurn else { continue }
        guard let both = replicas[mine | theirs] else {
          throw LawViolation("the union of two closed sets is closed")
        }
        let joined = first.joined(with: second)
        try requireEqual(
          joined.rows, both.rows, "join of \(mine) and \(theirs) is their union: \(operations)")
        try requireEqual(joined.vector, both.vector, "vectors join as states do")
      }
    }
  }

  /// A dead row with a write that no delete saw is listed: nobody has to guess that something waits
  /// there.
  private func checkNothingHiddenSilently(_ replicas: [UInt64: TestReplica]) throws {
    for (set, replica) in replicas {
      let oracle = Oracle(operations, row: 0, known: Marks(bits: set))
      for table in Samples.tables.prefix(2) {
        guard !oracle.lives(table.declaration.deletion), oracle.lives(.keepEdited) else { continue }
        try require(
          table.conflicts(of: replica.rows[0]).contains { OracleConflict($0).isLiving == false },
          "a dead row with unseen writes is listed: \(operations)")
      }
    }
  }
}
