import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import Testing

@Suite("Schema evolution over bundles")
struct EvolutionTests {
  private static let second =
    TestCollaboration.schema
    .replacing("note TEXT,", with: "remark TEXT, place TEXT NOT NULL DEFAULT 'heime',")
    + "CREATE TABLE visit(id TEXT PRIMARY KEY NOT NULL, measure TEXT REFERENCES measure(code));"
  private static let secondRules = TestCollaboration.rules
    .replacing(#""note":{"rule":"ask"}"#, with: #""remark":{"rule":"ask"}"#)
    .replacing(#""measure":{"owner""#, with: #""measure":{"renamed":{"note":"remark"},"owner""#)
  private static let third =
    second.replacing("place TEXT", with: "hosts TEXT, place TEXT")
    .replacing(
      "visit(id TEXT PRIMARY KEY NOT NULL,", with: "visit(id TEXT PRIMARY KEY NOT NULL, n,")
  private static let thirdRules =
    secondRules
    .replacing(
      #""tags":{"rule":"union"}"#, with: #""tags":{"rule":"union"},"hosts":{"rule":"union"}"#)

  private func expectEqual(_ replicas: [Replica], _ town: TestCollaboration) throws {
    for replica in replicas {
      #expect(try replica.digest() == replicas[0].digest())
      #expect(try replica.shown() == replicas[0].shown())
      let report = try replica.verify(scratch: town.folder)
      #expect(report.findings.isEmpty, "\(report.findings)")
      let status = try replica.status()
      #expect(status.parked == 0 && status.waitingCharter == nil)
      #expect(status.peers.allSatisfy { !$0.differs })
    }
  }

  @Test("a revision reaches the members with the next bundle, and all agree")
  func travels() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title, note) VALUES ('T1', 'a', 'b')")
    try town.exchangeAll()
    let report = try town.coordinator.revise(
      schema: Self.second, rules: Array(Self.secondRules.utf8))
    #expect(report.charter.charter.version == 3)
    #expect(
      report.changes.map { "\($0.subject) \($0.action) \($0.name)" } == [
        "column renamed remark", "column added place", "table added ",
      ])
    try edit(town.coordinator, "UPDATE measure SET place = 'ute', remark = 'ny'")
    try edit(town.vik, "UPDATE measure SET status = 'PAG'")
    try edit(town.coordinator, "INSERT INTO visit VALUES ('v', 'T1')")
    try town.exchangeAll()
    #expect(try town.vik.status().charterVersion == 3)
    try expectEqual([town.coordinator, town.laerdal, town.vik], town)
    let late = try Replica.join(
      charter: town.coordinator.charter().document, from: "charter.json",
      member: town.vik.identity.member, at: town.path("late.sqlite"),
      workplace: town.coordinator.workplace)
    _ = try town.coordinator.admit([late.request])
    _ = try late.replica.importBundles([try town.bundle(from: town.coordinator, to: late.replica)])
    try town.exchangeAll()
    _ = try late.replica.importBundles([try town.bundle(from: town.coordinator, to: late.replica)])
    try expectEqual([town.coordinator, town.laerdal, town.vik, late.replica], town)
  }

  @Test("a trial changes nothing; the same again is no new version; a member may not")
  func trials() throws {
    let town = try TestCollaboration()
    let trial = try town.coordinator.revise(
      schema: Self.second, rules: Array(Self.secondRules.utf8), isTrial: true)
    #expect(trial.charter.charter.version == 3 && trial.changes.count == 3)
    #expect(try town.coordinator.charter().charter.version == 2)
    let same = try town.coordinator.revise(schema: TestCollaboration.schema)
    #expect(same.changes.isEmpty && same.charter.charter.version == 2)
    #expect(throws: ExchangeError(.notCoordinator)) { try town.vik.revise(schema: Self.second) }
  }

  @Test("a revision that the coordinator's own file cannot follow is none")
  func ownObstacle() throws {
    let town = try TestCollaboration()
    try town.coordinator.file.runAsUser("CREATE TABLE visit(mine)")
    #expect(throws: ExchangeError.self) {
      try town.coordinator.revise(schema: Self.second, rules: Array(Self.secondRules.utf8))
    }
    #expect(try town.coordinator.newestCharter().charter.version == 2)
    #expect(try town.coordinator.status().waitingCharter == nil)
    try edit(town.coordinator, "INSERT INTO measure(code, title) VALUES ('T9', 'still here')")
    #expect(try town.coordinator.verify(scratch: town.folder).findings.isEmpty)
  }

  @Test("a refused revision names every place, and leaves the charter as it was")
  func refusals() throws {
    let town = try TestCollaboration()
    do {
      _ = try town.coordinator.revise(
        schema: TestCollaboration.schema.replacing("n INTEGER, ", with: "")
          .replacing("title TEXT NOT NULL", with: "title INTEGER"))
      Issue.record("it was accepted")
    } catch let error as ExchangeError {
      #expect(error.code == .schemaRefused)
      #expect(error.cause?.contains("line 2: table \"measure\", column \"title\"") == true)
      #expect(error.cause?.contains("table \"figure\", column \"n\": it is gone") == true)
    }
    #expect(try town.coordinator.charter().charter.version == 2)
  }

  @Test("one two charter versions behind for six weeks relays all, loses and refuses nothing")
  func twoVersionsBehind() throws {
    let town = try TestCollaboration(["laerdal", "vik", "aurland"])
    let (ahead, behind, far) = (town.members[0], town.members[1], town.members[2])
    try edit(ahead, "INSERT INTO measure(code, title, note) VALUES ('T1', 'a', 'b')")
    try town.exchangeAll()
    // Vik cannot take the new charter in: a table of its own is in the way.
    try behind.file.runAsUser("CREATE TABLE visit(mine)")
    for week in 1...6 {
      town.clock.advance(days: 7)
      if week == 1 {
        _ = try town.coordinator.revise(schema: Self.second, rules: Array(Self.secondRules.utf8))
      }
      if week == 4 {
        _ = try town.coordinator.revise(schema: Self.third, rules: Array(Self.thirdRules.utf8))
      }
      try edit(behind, "UPDATE measure SET seats = seats + 1, note = 'vik \(week)'")
      for replica in [town.coordinator, ahead, far] where try replica.charter().charter.version > 2
      {
        let name = replica.identity.member.name
        try edit(
          replica,
          "INSERT INTO visit(id, measure) VALUES ('\(name)\(week)', 'T1');"
            + "UPDATE measure SET place = '\(name) \(week)', remark = '\(name)';")
        if try replica.charter().charter.version > 3 {
          try edit(replica, "UPDATE measure SET hosts = '[\"\(name)\"]'")
        }
      }
      // Everything goes round through Vik, who relays it.
      for sender in [town.coordinator, ahead, far] {
        let report = try town.send(from: sender, to: behind)
        #expect(report.refused.isEmpty && report.parked == 0)
      }
      for receiver in [town.coordinator, ahead, far] {
        let report = try town.send(from: behind, to: receiver)
        #expect(report.refused.isEmpty && report.differing.isEmpty)
      }
    }
    let waiting = try #require(behind.status().waitingCharter)
    #expect(waiting.version == 4 && waiting.reason.contains("\"visit\" of its own"))
    #expect(try behind.status().charterVersion == 2)
    #expect(try behind.verify(scratch: town.folder).findings.isEmpty)
    try behind.file.runAsUser("ALTER TABLE visit RENAME TO my_visit")
    try behind.seal()
    #expect(try behind.status().charterVersion == 4)
    for _ in 0..<2 {
      for other in [town.coordinator, ahead, far] {
        try town.send(from: other, to: behind)
        try town.send(from: behind, to: other)
      }
    }
    try expectEqual([town.coordinator, behind, ahead, far], town)
    let count = try behind.file.read { try $0.rowCount(of: "visit") }
    #expect(count >= 15)
  }
}
