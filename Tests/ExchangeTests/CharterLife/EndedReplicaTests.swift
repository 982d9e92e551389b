import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import SambandTestKit
import Testing

@Suite("A replica that has ended: what it said before stays, what it signs later nobody takes")
struct EndedReplicaTests {
  private let town: TestCollaboration
  private var region: Replica { town.coordinator }
  private var lost: Replica { town.laerdal }
  private var vik: Replica { town.members[1] }
  private var luster: Replica { town.members[2] }

  init() throws {
    town = try TestCollaboration(["laerdal", "vik", "luster"])
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'før')")
    try town.send(from: town.laerdal, to: town.coordinator)
  }

  private func end() throws -> EndingReport { try region.end(lost.identity.replica) }

  @Test("it ends where the coordinator holds it, and its change sets are relayed to newcomers")
  func ending() throws {
    let report = try end()
    let limit = try #require(report.ended.first?.end?.vector.entries.first)
    #expect(try limit.stream == lost.openStream && limit.position.number == 1)
    #expect(report.charter.charter.version == 3)
    #expect(report.ended.map(\.id) == [lost.identity.replica])
    let again = try town.newReplica(of: lost.identity.member)
    let active = [region, vik, luster, again]
    try town.mingle(active)
    try town.expectAgreement(active)
    #expect(try again.shows("T1"))
    let status = try vik.status()
    #expect(status.ended.map(\.id) == [lost.identity.replica] && !status.hasEnded)
    #expect(!status.peers.contains { $0.replica == lost.identity.replica })
  }

  @Test("its bundles are refused, and nothing is encrypted to it any more")
  func bundles() throws {
    _ = try end()
    let again = try town.newReplica(of: lost.identity.member)
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T2', 'etter')")
    let theirs = try town.bundle(from: lost, to: region, form: .encrypted)
    let refused = try region.importBundles([theirs]).refused
    #expect(refused.map(\.error.code) == [.endedSender])
    #expect(refused.first?.error.subjects.last == lost.identity.replica.name)
    #expect(try !region.shows("T2"))
    let ours = try town.bundle(from: region, to: lost, form: .encrypted)
    let bytes = try FileSystem.read(ours)
    let keys = lost.workplace.keys
    #expect(
      try Envelope.open(bytes, with: keys.keys(of: lost.identity.replica), subject: "") == nil)
    #expect(
      try Envelope.open(bytes, with: keys.keys(of: again.identity.replica), subject: "") != nil)
  }

  @Test("what it signs later is passed over in a bundle of somebody else, and the rest is taken")
  func relayed() throws {
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T2', 'etter')")
    _ = try end()
    try town.send(from: region, to: vik)
    try town.send(from: lost, to: luster)
    try edit(luster, "INSERT INTO part(id, measure, name) VALUES ('p', 'T1', 'del')")
    // Luster has not heard of the end, and has vouched for nothing when this is cut out of its log.
    let report = try town.forward(try lost.dots(1...2), from: luster, to: vik)
    #expect(try report.refused.isEmpty && report.refusedSets == Set(lost.dots(2...2)))
    #expect(try vik.heard(of: lost) == 1)
    let range = try #require(try vik.status().refused.first)
    #expect(try range.numbers == 2...2 && range.stream == lost.openStream)
  }

  @Test("what waits is dropped when the end is heard of, and told")
  func parked() throws {
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T2', 'etter')")
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T3', 'etter')")
    #expect(try town.forward(try lost.dots(3...3), from: lost, to: vik).parked == 1)
    _ = try end()
    let report = try town.send(from: region, to: vik)
    #expect(try report.parked == 0 && report.refusedSets == Set(lost.dots(3...3)))
    #expect(report.missing.isEmpty)
    #expect(try vik.status().refused.map(\.numbers) == [2...3])
    try town.mingle([region, vik, luster])
    try town.expectAgreement([region, vik, luster])
    #expect(try !vik.shows("T3"))
  }

  @Test("what others had applied before they heard of the end stays, for everybody")
  func appliedInTime() throws {
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T2', 'i tide')")
    try town.send(from: lost, to: vik)
    _ = try end()
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T3', 'tjuv')")
    try town.mingle([region, vik, luster])
    try town.expectAgreement([region, vik, luster])
    #expect(try region.heard(of: lost) == 2)
    #expect(try luster.shows("i tide"))
    // And now everybody has heard of it.
    for receiver in [region, vik, luster] {
      let file = try town.bundle(from: lost, to: receiver)
      #expect(try receiver.importBundles([file]).refused.map(\.error.code) == [.endedSender])
      let relayed = try town.forward(try lost.dots(3...3), from: lost, to: receiver)
      #expect(relayed.refused.map(\.error.code) == [.endedSender])
    }
    #expect(try vik.verify(scratch: town.folder).findings.isEmpty)
  }

  @Test("a spoilt change set of the lost key makes way for the one that is vouched for")
  func spoiltFirst() throws {
    let first = try #require(try region.file.read { try $0.entry(try lost.dots(1...1)[0]) })
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T2', 'i tide')")
    try town.send(from: lost, to: vik)
    let forger = try Forger(town)
    let spoilt = try forger.sign(
      Forger.Draft(
        groups: [group(.delete, "framand", [.text("k")])], number: 2, previous: first.hash,
        life: lost.status().incarnation))
    let report = try region.importBundles([try forger.bundle(of: [spoilt], to: region)])
    #expect(report.setAside.map(\.dot) == [spoilt.head.dot])
    // The honest one comes as a twin, and what saw it as something that builds on the spoilt one.
    try edit(vik, "UPDATE measure SET note = 'sett' WHERE code = 'T2'")
    #expect(try town.send(from: vik, to: region).setAside.map(\.flaw.kind) == [.fork, .follows])
    _ = try end()
    #expect(try region.status().setAside.isEmpty)
    try town.mingle([region, vik, luster])
    try town.expectAgreement([region, vik, luster])
    #expect(try region.shows("i tide"))
  }

  @Test("a holder of the key cannot put another change set in the place of one vouched for")
  func otherBranch() throws {
    let copy = town.path("tjuv.sqlite")
    _ = try lost.file.copy(to: copy)
    let keys = town.path("tjuv-nøklar")
    try FileManager.default.copyItem(atPath: lost.workplace.keys.path, toPath: keys)
    var workplace = lost.workplace
    workplace.keys = KeyFolder(path: keys)
    let thief = try Replica(opening: copy, workplace: workplace)
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T2', 'i tide')")
    try town.send(from: lost, to: vik)
    try edit(thief, "INSERT INTO measure(code, title) VALUES ('T2', 'tjuv')")
    _ = try end()
    try town.send(from: region, to: vik)
    try town.send(from: region, to: luster)
    // The thief's branch comes by a member who relays anything.
    let stolen = try thief.dots(2...2)[0]
    let entry = try #require(try thief.file.read { try $0.entry(stolen) })
    var bundle = try HandMadeBundle(from: vik)
    bundle.add(entry)
    let path = try bundle.write(for: luster, in: town)
    #expect(try luster.importBundles([path]).refusedSets.count == 1)
    try town.mingle([region, vik, luster])
    try town.expectAgreement([region, vik, luster])
    #expect(try luster.shows("i tide"))
  }

  @Test("rows of narrower circles end where their holders are, and a charter says nothing of them")
  func narrow() throws {
    let sibling = try town.newReplica(of: lost.identity.member)
    try town.mingle([region, lost, sibling])
    try edit(lost, "INSERT INTO figure(kommune, week, n) VALUES ('laerdal', 'v38', 7)")
    try town.mingle([region, lost, sibling], rounds: 1)
    let report = try end()
    let streams = report.ended.flatMap { $0.end?.vector.entries.map(\.stream.circle) ?? [] }
    #expect(Set(streams) == [.everyone])
    let third = try town.newReplica(of: lost.identity.member)
    try town.mingle([region, sibling, third, vik])
    for replica in [region, sibling, third] { #expect(try replica.shows("v38")) }
    #expect(try !vik.shows("v38"))
    let circle = Circle.between(lost.identity.member)
    #expect(try third.digest(of: circle) == region.digest(of: circle))
    try town.expectAgreement([region, sibling, third, vik])
  }

  @Test("the replica itself hears of it, keeps what it has, and sends nothing")
  func itself() throws {
    _ = try end()
    #expect(try town.forward([], from: region, to: lost).refused.isEmpty)
    #expect(try lost.status().hasEnded)
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T9', 'x')")
    let error = #expect(throws: ExchangeError.self) { try lost.export(into: town.path("ut")) }
    #expect(error?.code == .replicaEnded)
    let request = try lost.request()
    #expect(throws: ExchangeError(.replicaEnded, lost.identity.replica.name)) {
      try region.admit([request])
    }
  }

  @Test("who may not, twice, a stranger, and oneself: refused")
  func refusals() throws {
    func code(_ body: () throws -> Void) -> ExchangeError.Code? {
      let error = #expect(throws: ExchangeError.self) { try body() }
      return error?.code
    }
    let id = lost.identity.replica
    #expect(code { _ = try vik.end(id) } == .notCoordinator)
    #expect(code { _ = try region.end(region.identity.replica) } == .endsItself)
    let stranger = try #require(ReplicaID("laerdal-zzzzzzzz"))
    #expect(code { _ = try region.end(stranger) } == .unknownReplica)
    _ = try end()
    #expect(code { _ = try end() } == .replicaEnded)
  }

  @Test("in whatever order charter and change sets arrive, all come to the same")
  func anyOrder() throws {
    var lateOnes = 0
    try SeededRuns(6, filter: "EndedReplicaTests").run { random in
      let town = try TestCollaboration(["laerdal", "vik", "luster"])
      let (region, lost) = (town.coordinator, town.laerdal)
      let honest = [region, town.members[1], town.members[2]]
      let all = honest + [lost]
      for step in 0..<36 {
        if step == 14 { _ = try region.end(lost.identity.replica) }
        let one = random.pick(all)
        if random.once(in: 3) {
          let code = "M\(random.number(below: 6))"
          try edit(
            one,
            """
            INSERT INTO measure(code, title) VALUES ('\(code)', 'frå \(step)')
            ON CONFLICT(code) DO UPDATE SET note = 'endra \(step)', seats = seats + 1
            """)
          continue
        }
        let other = random.pick(all.filter { $0.identity != one.identity })
        // To a replica that has ended there is nothing to send.
        guard let file = try? town.bundle(from: one, to: other) else { continue }
        let refused = try other.importBundles([file]).refused
        #expect(refused.allSatisfy { $0.error.code == .endedSender }, "\(refused)")
      }
      try town.mingle(honest)
      try town.expectAgreement(honest)
      let charter = try region.newestCharter().charter
      let end = charter.replica(lost.identity.replica)?.end
      let limit = try end?.vector.number(of: lost.openStream)
      if try region.heard(of: lost) > limit ?? 0 { lateOnes += 1 }
    }
    #expect(lateOnes > 0, "no run had a change set that was applied before its end was heard of")
  }
}
