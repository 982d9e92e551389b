import MergeAlgebra
import SambandTestKit
import Testing

@Suite("On random histories of several replicas and rows")
struct RandomHistoryLaws {
  @Test("many short histories converge to what the oracle says, on the way and at the end")
  func short() throws {
    try SeededRuns(2_000, filter: "RandomHistoryLaws/short").run { generator in
      try check(operations: 8 + generator.number(below: 12), rows: 2, using: &generator)
    }
  }

  @Test("long histories with 50 to 200 operations converge to what the oracle says")
  func long() throws {
    try SeededRuns(40, filter: "RandomHistoryLaws/long").run { generator in
      try check(operations: 50 + generator.number(below: 151), rows: 6, using: &generator)
    }
  }

  private func check(operations: Int, rows: Int, using generator: inout SeededGenerator) throws {
    var world = RandomWorld(rows: rows, using: &generator)
    while world.operations.count < operations {
      if generator.once(in: 2) {
        world.write(using: &generator)
      } else {
        world.deliver(using: &generator)
      }
      if generator.once(in: 20) { try checkOneMeeting(in: world, using: &generator) }
    }
    world.deliverAll(using: &generator)
    for (home, replica) in zip(world.homes, world.replicas) {
      try requireContextsTellNothing(to: home, replica, in: world)
    }
    try requireConvergence(of: world)
  }

  /// All who hold a row have one state of it, the oracle's, and all who hold a circle one vector.
  private func requireConvergence(of world: RandomWorld) throws {
    for (place, row) in world.rows.enumerated() {
      let holders = zip(world.homes, world.replicas).filter { $0.0.holds(row.circle) }.map(\.1)
      try requireAgreement(of: holders[0], at: place, in: world)
      for (first, second) in zip(holders, holders.dropFirst()) {
        try requireEqual(second.rows[place], first.rows[place], "all holders have one state")
        try requireEqual(
          second.vector.visible(in: row.circle), first.vector.visible(in: row.circle),
          "all holders of \(row.circle) have one vector")
      }
    }
  }

  /// No context that reaches a replica names a stream that its member may not hold.
  private func requireContextsTellNothing(
    to home: Home, _ replica: TestReplica, in world: RandomWorld
  ) throws {
    for operation in world.operations where replica.known.contains(operation.index) {
      for entry in operation.context.entries {
        try require(home.holds(entry.stream.circle), "\(entry.stream) is told to \(home)")
      }
    }
  }

  /// Two replicas meet in the middle of it all: each agrees with the oracle on what it has, and the
  /// join of their states on what both have.
  private func checkOneMeeting(
    in world: RandomWorld, using generator: inout SeededGenerator
  ) throws {
    let first = generator.pick(world.replicas)
    let second = generator.pick(world.replicas)
    let joined = first.joined(with: second)
    try requireEqual(second.joined(with: first).rows, joined.rows, "joining is commutative")
    try requireEqual(joined.joined(with: first).rows, joined.rows, "joining again changes nothing")
    try requireAgreement(of: first, in: world)
    try requireAgreement(of: joined, in: world)
    let third = generator.pick(world.replicas)
    try requireEqual(
      joined.joined(with: third).rows, first.joined(with: second.joined(with: third)).rows,
      "joining is associative")
  }

  private func requireAgreement(of replica: TestReplica, in world: RandomWorld) throws {
    for place in world.rows.indices { try requireAgreement(of: replica, at: place, in: world) }
  }

  private func requireAgreement(
    of replica: TestReplica, at place: Int, in world: RandomWorld
  ) throws {
    let oracle = Oracle(world.operations, row: place, known: replica.known)
    try oracle.requireAgreement(with: replica.rows[place])
    try oracle.requireAgreement(with: replica.rows[place], in: world.rows[place].table)
  }
}
