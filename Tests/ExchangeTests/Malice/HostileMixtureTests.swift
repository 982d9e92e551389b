import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore
import SambandTestKit
import Testing

@Suite("Hostile and honest change sets in any mixture: all replicas set the same aside and agree")
struct HostileMixtureTests {
  /// What has been signed, and the pasts that it may claim.
  private struct World {
    let malicious: MaliciousTown
    var sets: [SignedChangeSet] = []
    var pasts: [VersionVector]
    var edits = 0
    var replicas: [Replica] { [malicious.coordinator, malicious.vik] }
  }

  @Test("24 seeds")
  func mixtures() throws {
    try SeededRuns(24, filter: "mixtures").run { generator in
      let malicious = try MaliciousTown()
      var world = World(
        malicious: malicious, pasts: [try malicious.town.laerdal.status().vector])
      for _ in 0..<14 { try step(&world, &generator) }
      // In the end everybody has everything.
      for _ in 0..<2 {
        for replica in world.replicas {
          _ = try malicious.deliver(world.sets.shuffled(using: &generator), to: replica)
        }
        try malicious.town.send(from: malicious.vik, to: malicious.coordinator)
        try malicious.town.send(from: malicious.coordinator, to: malicious.vik)
      }
      try check(world)
    }
  }

  private func step(_ world: inout World, _ generator: inout SeededGenerator) throws {
    let malicious = world.malicious
    switch generator.number(below: 5) {
    case 0:
      let replica = generator.pick(world.replicas)
      world.edits += 1
      try edit(replica, sql(world.edits, generator.number(below: 6)))
      world.pasts.append(try replica.status().vector.visible(in: .everyone))
    case 1:
      let (sender, receiver) =
        generator.number(below: 2) == 0
        ? (malicious.vik, malicious.coordinator) : (malicious.coordinator, malicious.vik)
      let report = try malicious.town.send(from: sender, to: receiver)
      #expect(report.refused.isEmpty && report.differing.isEmpty)
    default:
      world.sets.append(try forge(world, &generator))
      let some = world.sets.filter { _ in generator.number(below: 3) > 0 }
      _ = try malicious.deliver(
        some.shuffled(using: &generator), to: generator.pick(world.replicas))
    }
  }

  /// What honest people do meanwhile: rows go, come back with another owner, get their owner.
  private func sql(_ edit: Int, _ kind: Int) -> String {
    switch kind {
    case 0: "INSERT INTO measure(code, title) VALUES ('m\(edit)', 't')"
    case 1: "DELETE FROM measure WHERE code = 'laerdal'"
    case 2:
      "INSERT INTO measure(code, title, origin) SELECT 'laerdal', 't', 'p\(edit)' "
        + "WHERE NOT EXISTS (SELECT 1 FROM measure WHERE code = 'laerdal')"
    case 3: "UPDATE measure SET origin = 'o\(edit)' WHERE origin IS NULL"
    case 4: "UPDATE measure SET size = \(edit), seats = seats + 1"
    default: "UPDATE measure SET owner_kommune = 'vik' WHERE owner_kommune IS NULL"
    }
  }

  /// A change set of one of the kinds, or a plain edit, with a past that somebody had; now and then in
  /// the stream of another one.
  private func forge(_ world: World, _ generator: inout SeededGenerator) throws -> SignedChangeSet {
    let forger = world.malicious.forger
    var draft = Forger.Draft()
    draft.context = generator.pick(world.pasts)
    let rows = ["laerdal", "vik", "m1", "m2", "m3"]
    let cells: [(String, OperationGroup.Cell)] = generator.pick([
      [("origin", text("q"))], [("size", .value(.integer(1)))], [("title", text("b"))],
      [("owner_kommune", text("laerdal"))],
    ])
    draft.groups = [
      group(
        generator.pick([.update, .update, .insert]), "measure",
        [.text(generator.pick(rows))], cells)
    ]
    if generator.number(below: 3) == 0 { try generator.pick(HostileKind.all).spoil(&draft, forger) }
    if draft.circle != .everyone { draft.circle = .everyone }
    if generator.number(below: 3) == 0, let last = world.sets.last {
      draft.life = last.head.dot.stream.incarnation
      draft.number = last.head.dot.number + 1
      draft.previous = last.hash
    } else if generator.number(below: 4) == 0, let last = world.sets.last {
      draft.context[last.head.dot.stream] = .init(
        number: last.head.dot.number, head: last.hash)
    }
    return try forger.sign(draft)
  }

  private func check(_ world: World) throws {
    let statuses = try world.replicas.map { try $0.status() }
    #expect(statuses[0].digest == statuses[1].digest)
    #expect(
      statuses[0].vector.visible(in: .everyone) == statuses[1].vector.visible(in: .everyone))
    let aside = statuses.map { $0.setAside.map { "\($0.dot) \($0.flaw.kind)" } }
    #expect(aside[0] == aside[1])
    for replica in world.replicas {
      let findings = try replica.verify(scratch: world.malicious.town.folder, isDeep: true).findings
      #expect(findings.isEmpty, "\(findings)")
    }
  }
}
