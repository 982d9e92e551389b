import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import StrictJSON
import Testing

@Suite("The coordinator gets another computer, hands over, or has lost its keys")
struct CoordinatorTests {
  /// Rules without a table that only the coordinator and an owner hold.
  private static let openRules = """
    {"tables":{"measure":{"owner":"owner_kommune","columns":{"title":{"rule":"owner"},
      "owner_kommune":{"fixed":true},"note":{"rule":"coordinator"}}}}}
    """

  private func code(_ body: () throws -> Void) -> ExchangeError.Code? {
    let error = #expect(throws: ExchangeError.self) { try body() }
    return error?.code
  }

  @Test("a second replica of the coordinator does all that the first one did, and ends it")
  func secondReplica() throws {
    let town = try TestCollaboration()
    let old = town.coordinator
    let new = try town.newReplica(of: old.identity.member)
    try town.mingle([old, new])
    let report = try new.end(old.identity.replica)
    #expect(report.charter.signer == .replica(new.identity.replica))
    let all = [new] + town.members
    try town.mingle(all)
    let sibling = try town.newReplica(of: town.vik.identity.member, by: new)
    try town.mingle(all + [sibling])
    try town.expectAgreement(all + [sibling])
    // Whoever has the old computer signs what he likes.
    var revision = Revision()
    revision.members = [MemberRevision(id: town.vik.identity.member, name: "Tjuv")]
    let forged = try old.revise(revision)
    #expect(forged.charter.charter.version == 4)
    let file = try town.bundle(from: old, to: town.laerdal)
    #expect(
      try town.laerdal.importBundles([file]).refused.map(\.error.code) == [.charterFork])
    #expect(try town.laerdal.charter().hash != forged.charter.hash)
  }

  @Test("a charter signed by a replica that has ended is refused, and says so")
  func signedByEnded() throws {
    let town = try TestCollaboration()
    let old = town.coordinator
    let new = try town.newReplica(of: old.identity.member)
    try town.mingle([old, new])
    _ = try new.end(old.identity.replica)
    try town.mingle([new] + town.members)
    var charter = try new.newestCharter().charter
    charter.version += 1
    charter.previous = try new.newestCharter().hash
    charter.name = "Tjuvane"
    let forged = try SignedCharter(
      signing: charter, as: .replica(old.identity.replica), key: old.signingKey)
    let report = try town.forward([], from: town.vik, to: town.laerdal, charters: [forged])
    #expect(report.refused.map(\.error.code) == [.badSignature])
    #expect(report.refused.first?.error.cause?.contains("has ended") == true)
  }

  @Test("another member takes over: from then on it decides and signs, and nobody else")
  func handOver() throws {
    let town = try TestCollaboration(rules: Self.openRules)
    let (region, laerdal) = (town.coordinator, town.laerdal)
    try edit(region, "INSERT INTO measure(code, title, note) VALUES ('T1', 'vårt', 'a')")
    try town.exchangeAll()
    var revision = Revision()
    revision.coordinator = laerdal.identity.member
    let report = try region.revise(revision)
    #expect(report.charter.charter.coordinator == laerdal.identity.member)
    #expect(code { _ = try region.revise(Revision(rules: Array("{}".utf8))) } == .notCoordinator)
    let all = town.members + [region]
    // Vik does not know yet, and goes on sending to the old one.
    try edit(town.vik, "UPDATE measure SET seats = 3 WHERE code = 'T1'")
    try town.send(from: town.vik, to: region)
    try town.mingle(all)
    try edit(region, "UPDATE measure SET note = 'framlegg' WHERE code = 'T1'")
    try edit(laerdal, "UPDATE measure SET note = 'avgjort' WHERE code = 'T1'")
    try town.mingle(all)
    try town.expectAgreement(all)
    #expect(try town.vik.shows("avgjort"))
    let sibling = try town.newReplica(of: town.vik.identity.member, by: laerdal)
    try town.mingle(all + [sibling])
    try town.expectAgreement(all + [sibling])
    #expect(try region.charter().charter.version == 4)
    // Who joins with the charter of the hand-over itself can check it too.
    _ = try Replica.join(
      charter: report.charter.document, from: "avtale.json", member: region.identity.member,
      at: town.path("ny.sqlite"), workplace: region.workplace)
  }

  @Test("who cannot take over is told why, and what to do instead works")
  func refusedHandOver() throws {
    let town = try TestCollaboration()
    let region = town.coordinator
    func handOver(to name: String) throws {
      var revision = Revision()
      revision.coordinator = try TestCollaboration.id(name)
      _ = try region.revise(revision)
    }
    let error = #expect(throws: ExchangeError.self) { try handOver(to: "laerdal") }
    #expect(error == ExchangeError(.cannotHandOver, "Laerdal", "figure"))
    #expect(code { try handOver(to: "bergen") } == .unknownMember)
    #expect(code { _ = try region.leave(region.identity.member) } == .coordinatorLeaves)
    var revision = Revision()
    revision.members = [
      MemberRevision(id: try TestCollaboration.id("aurland"), name: "Aurland"),
      // The way round: other people become the coordinator.
      MemberRevision(id: region.identity.member, name: "Nytt regionråd"),
    ]
    _ = try region.revise(revision)
    #expect(code { try handOver(to: "aurland") } == .successorWithoutReplica)
    let new = try town.newReplica(of: region.identity.member)
    try town.mingle([region, new])
    _ = try new.end(region.identity.replica)
    try edit(town.vik, "INSERT INTO figure(kommune, week, n) VALUES ('vik', 'v38', 7)")
    try town.mingle([new] + town.members)
    try town.expectAgreement([new] + town.members)
    #expect(try new.shows("v38"))
    #expect(try town.vik.charter().charter.member(region.identity.member)?.name == "Nytt regionråd")
  }

  @Test("the recovery key admits a new replica of the coordinator, and all goes on")
  func recovery() throws {
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    let town = try TestCollaboration(["laerdal", "vik"], recoveryKey: key.verifyingKey)
    let lost = town.coordinator
    let path = town.path("reserve.json")
    try RecoveryKey(of: lost.identity.collaboration, key).write(to: path)
    let file = try FileSystem.read(path)
    try edit(lost, "INSERT INTO measure(code, title) VALUES ('T1', 'frå regionen')")
    try edit(town.vik, "INSERT INTO figure(kommune, week, n) VALUES ('vik', 'v38', 7)")
    try town.mingle(town.members + [lost])
    try edit(lost, "UPDATE measure SET note = 'berre Vik har dette' WHERE code = 'T1'")
    try edit(lost, "UPDATE figure SET n = 8 WHERE kommune = 'vik'")
    try town.mingle([lost, town.vik], rounds: 1)
    let charter = try town.vik.newestCharter()
    let new = try Replica.join(
      charter: charter.document, from: "avtale.json", member: lost.identity.member,
      at: town.path("region-ny.sqlite"), workplace: lost.workplace
    ).replica
    let stranger = try RecoveryKey(
      of: lost.identity.collaboration, SigningKey(seed: [UInt8](repeating: 8, count: 32)))
    try stranger.write(to: town.path("feil.json"))
    let wrong = try FileSystem.read(town.path("feil.json"))
    #expect(code { _ = try new.recover(with: wrong, from: "feil") } == .wrongRecoveryKey)
    #expect(code { _ = try new.recover(with: [], from: "tom") } == .badRecoveryFile)
    #expect(code { _ = try town.vik.recover(with: file, from: path) } == .notCoordinator)
    let report = try new.recover(with: file, from: path)
    #expect(report.charter.signer == .recovery && report.ended.map(\.id) == [lost.identity.replica])
    #expect(code { _ = try new.recover(with: file, from: path) } == .recoveryNotNeeded)
    let all = [new] + town.members
    try town.mingle(all)
    try town.expectAgreement(all)
    #expect(try new.shows("berre Vik har dette"))
    let circle = Circle.between(town.vik.identity.member)
    #expect(try new.digest(of: circle) == town.vik.digest(of: circle))
    try edit(lost, "UPDATE measure SET note = 'tjuv' WHERE code = 'T1'")
    let late = try town.bundle(from: lost, to: town.vik)
    #expect(try town.vik.importBundles([late]).refused.map(\.error.code) == [.endedSender])
    try replaceKey(town, new, all)
  }

  private func replaceKey(_ town: TestCollaboration, _ new: Replica, _ all: [Replica]) throws {
    let next = try SigningKey(seed: [UInt8](repeating: 9, count: 32))
    var revision = Revision()
    revision.recoveryKey = next.verifyingKey
    #expect(try new.revise(revision).memberChanges == [.recoveryKey])
    try town.mingle(all, rounds: 1)
    #expect(try town.laerdal.charter().charter.recoveryKey == next.verifyingKey)
  }
}
