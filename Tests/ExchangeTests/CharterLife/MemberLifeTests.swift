import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Testing

@Suite("Members join late, get other names, leave and come back")
struct MemberLifeTests {
  private let town: TestCollaboration
  private var region: Replica { town.coordinator }

  init() throws { town = try TestCollaboration(["laerdal", "vik", "luster"]) }

  private func revise(_ members: MemberRevision...) throws -> RevisionReport {
    var revision = Revision()
    revision.members = members
    return try region.revise(revision)
  }

  @Test("a member that joins late gets everything, and those on the older charter go on meanwhile")
  func late() throws {
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'gamal')")
    try town.exchangeAll()
    let aurland = try TestCollaboration.id("aurland")
    let report = try revise(MemberRevision(id: aurland, name: "Aurland", ownerKey: "4641"))
    #expect(report.charter.charter.version == 3 && report.changes.isEmpty)
    #expect(report.memberChanges.count == 1)
    let new = try town.newReplica(of: aurland)
    // Lærdal and Vik have not heard of any of this.
    try edit(town.laerdal, "UPDATE measure SET note = 'framleis' WHERE code = 'T1'")
    #expect(try town.send(from: town.laerdal, to: town.vik).applied == 1)
    #expect(try town.vik.charter().charter.version == 2)
    try town.send(from: region, to: new)
    try edit(
      new, "INSERT INTO measure(code, title, owner_kommune) VALUES ('T2', 'ny', '4641')")
    let all = [region] + town.members + [new]
    try town.mingle(all)
    try town.expectAgreement(all)
    #expect(try town.vik.charter().charter.member(aurland)?.name == "Aurland")
    // A replica that skipped two versions has them all.
    #expect(try town.members[2].charter().charter.version == 4)
  }

  @Test("a replica that wrote before it heard anything is sent the charters that it joined after")
  func lateAndFirstToWrite() throws {
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'gamal')")
    try town.exchangeAll()
    let aurland = try TestCollaboration.id("aurland")
    _ = try revise(MemberRevision(id: aurland, name: "Aurland", ownerKey: "4641"))
    _ = try revise(MemberRevision(id: aurland, name: "Aurland kommune"))
    let new = try town.newReplica(of: aurland)
    try edit(
      new, "INSERT INTO measure(code, title, owner_kommune) VALUES ('T2', 'ny', '4641')")
    // It knows no charter before the fourth, and the region knows that it has that one.
    try town.send(from: new, to: region)
    try town.send(from: region, to: new)
    #expect(try new.status().parked == 0 && new.shows("gamal"))
    try town.expectAgreement([region, new])
  }

  @Test("another name is for everybody; what rows name their owner by cannot change")
  func renamed() throws {
    let vik = try TestCollaboration.id("vik")
    #expect(try revise(MemberRevision(id: vik, name: "Vik i Sogn")).memberChanges.count == 1)
    try town.mingle(town.members + [region], rounds: 1)
    #expect(try town.laerdal.charter().charter.member(vik)?.name == "Vik i Sogn")
    #expect(throws: ExchangeError(.ownerKeyFixed, "Vik i Sogn", "vik")) {
      try revise(MemberRevision(id: vik, name: "Vik", ownerKey: "4639"))
    }
    let same = try revise(MemberRevision(id: vik, name: "Vik i Sogn", ownerKey: "vik"))
    #expect(same.memberChanges.isEmpty && same.charter.charter.version == 3)
  }

  @Test("a second replica of a member is one more of the same")
  func second() throws {
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    let other = try town.newReplica(of: town.laerdal.identity.member)
    let all = [region] + town.members + [other]
    try town.mingle(all)
    try edit(other, "UPDATE measure SET title = 'b' WHERE code = 'T1'")
    try edit(town.laerdal, "UPDATE measure SET note = 'c' WHERE code = 'T1'")
    try town.mingle(all)
    try town.expectAgreement(all)
  }

  @Test("a member that leaves is dated, its replicas end, its rows stay; it may come back")
  func leaving() throws {
    let vik = try TestCollaboration.id("vik")
    try edit(
      town.vik, "INSERT INTO measure(code, title, owner_kommune) VALUES ('V1', 'vår', 'vik')")
    try town.send(from: town.vik, to: region)
    let report = try region.leave(vik)
    #expect(report.charter.charter.member(vik)?.left != nil)
    #expect(report.ended.map(\.id) == [town.vik.identity.replica])
    let rest = [region, town.laerdal, town.members[2]]
    try town.mingle(rest)
    try town.expectAgreement(rest)
    #expect(try town.laerdal.shows("V1"))
    try edit(town.vik, "UPDATE measure SET note = 'seint' WHERE code = 'V1'")
    let late = try town.bundle(from: town.vik, to: region)
    #expect(try region.importBundles([late]).refused.map(\.error.code) == [.endedSender])
    let sent = try region.export(toAll: true, into: town.path("ut"))
    #expect(!sent.files.contains { $0.to == vik } && sent.skipped.isEmpty)
    #expect(throws: ExchangeError(.memberLeft, "Vik")) {
      try region.export(to: [vik], into: town.path("ut"))
    }
    #expect(throws: ExchangeError(.memberLeft, "Vik")) { try town.newReplica(of: vik) }
    #expect(throws: ExchangeError(.memberLeft, "Vik")) { try region.leave(vik) }
    #expect(try revise(MemberRevision(id: vik, name: "Vik")).memberChanges.count == 1)
    let back = try town.newReplica(of: vik)
    try town.mingle(rest + [back])
    try edit(back, "UPDATE measure SET title = 'vår att' WHERE code = 'V1'")
    try town.mingle(rest + [back])
    try town.expectAgreement(rest + [back])
    #expect(try town.laerdal.shows("vår att"))
  }
}
