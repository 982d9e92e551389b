import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import Testing

@Suite("The exchange")
struct ExchangeTests {
  @Test("edits of different columns both survive, and all replicas show the same")
  func differentColumns() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title, note) VALUES ('T1', 'a', 'b')")
    try town.exchangeAll()
    try edit(town.laerdal, "UPDATE measure SET note = 'frå Lærdal'")
    try edit(town.vik, "UPDATE measure SET status = 'PAG'")
    try town.exchangeAll()
    let shown = try town.coordinator.shown()
    #expect(try town.laerdal.shown() == shown && town.vik.shown() == shown)
    #expect(try town.vik.conflicts().isEmpty)
    #expect(try town.laerdal.digest() == town.vik.digest())
  }

  @Test("a conflict is listed alike everywhere, and its resolution closes it everywhere")
  func resolutionTravels() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title, note) VALUES ('T1', 'a', 'b')")
    try town.exchangeAll()
    try edit(town.laerdal, "UPDATE measure SET note = 'L', status = 'FERD'")
    try edit(town.vik, "UPDATE measure SET note = 'V', status = 'STOGG'")
    try town.exchangeAll()
    let listed = try town.coordinator.conflicts()
    #expect(listed.map(\.state) == [.open, .open])
    #expect(try town.laerdal.conflicts() == listed && town.vik.conflicts() == listed)
    for conflict in listed { try town.vik.resolve(conflict.id, .take(1)) }
    try town.exchangeAll()
    #expect(try town.laerdal.conflicts().isEmpty && town.coordinator.conflicts().isEmpty)
    #expect(try town.laerdal.digest() == town.coordinator.digest())
  }

  @Test("a suggestion waits for the owner, whose value is shown again")
  func suggestion() throws {
    let town = try TestCollaboration()
    try edit(
      town.laerdal,
      "INSERT INTO measure(code, title, owner_kommune) VALUES ('T1', 'min', 'laerdal')")
    try town.exchangeAll()
    try edit(town.vik, "UPDATE measure SET title = 'betre'")
    #expect(try town.vik.shown().contains("\(Value.text("min"))"))
    try town.exchangeAll()
    let conflict = try #require(town.laerdal.conflicts().first)
    #expect(conflict.rule == "owner" && conflict.state == .open)
    try town.laerdal.resolve(conflict.id, .take(2))
    try town.exchangeAll()
    #expect(try town.vik.shown().contains("\(Value.text("betre"))"))
    #expect(try town.vik.conflicts().isEmpty)
  }

  @Test("a row deleted by one and edited by another lives, and that is listed")
  func deletedAndEdited() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    try town.exchangeAll()
    try edit(town.laerdal, "DELETE FROM measure")
    try edit(town.vik, "UPDATE measure SET note = 'endå her'")
    try town.exchangeAll()
    let conflict = try #require(town.laerdal.conflicts().first)
    #expect(conflict.rule == "keep-edited" && conflict.state == .settled)
    #expect(try town.laerdal.shown().contains("\(Value.text("endå her"))"))
    try town.laerdal.resolve(conflict.id, .take(2))
    try town.exchangeAll()
    #expect(try !town.vik.shown().contains("\(Value.text("endå her"))"))
    #expect(try town.vik.conflicts().isEmpty && town.vik.digest() == town.laerdal.digest())
  }

  @Test("a number that skips is parked, says what is missing, and heals")
  func parking() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    let first = try town.bundle(from: town.laerdal, to: town.coordinator)
    // The coordinator's answer tells Lærdal that the first has come, which is not so here.
    try town.send(from: town.laerdal, to: town.coordinator)
    try town.send(from: town.coordinator, to: town.laerdal)
    try edit(town.laerdal, "UPDATE measure SET note = 'b'")
    let second = try town.bundle(from: town.laerdal, to: town.coordinator)
    let copy = try TestCollaborationCopy(of: town)
    let late = try copy.coordinator.importBundles([second])
    #expect(late.parked == 1 && late.applied == 0)
    #expect(late.missing.first?.numbers == 1...1)
    #expect(late.missing.first?.member == "Laerdal")
    let healed = try copy.coordinator.importBundles([first])
    #expect(healed.parked == 0 && healed.applied == 2)
  }

  @Test("importing twice, shuffled and grouped otherwise changes nothing")
  func orderDoesNotMatter() throws {
    let town = try TestCollaboration(["laerdal", "vik", "aurland"])
    for (index, member) in town.members.enumerated() {
      try edit(member, "INSERT INTO measure(code, title) VALUES ('T\(index)', 'a')")
    }
    let paths = try town.members.map { try town.bundle(from: $0, to: town.coordinator) }
    let report = try town.coordinator.importBundles(paths.reversed() + paths)
    #expect(report.applied == 3 && report.alreadyKnown == 3 && report.refused.isEmpty)
    #expect(try town.coordinator.importBundles(paths).applied == 0)
  }

  @Test("rows for the coordinator stay out of plain bundles")
  func narrowRowsStay() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO figure(kommune, week, n) VALUES ('laerdal', 'løynd', 7)")
    let report = try town.laerdal.export(into: town.path("ut"), form: .plain)
    #expect(report.withheld == 1 && report.files[0].changeSets == 0)
    let bytes = try FileSystem.read(report.files[0].path)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("between-laerdal"))
  }

  @Test("lost bundles heal: everything not acknowledged is sent again")
  func lostMail() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    _ = try town.bundle(from: town.laerdal, to: town.coordinator)
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T2', 'b')")
    let report = try town.send(from: town.laerdal, to: town.coordinator)
    #expect(report.applied == 2)
    try town.send(from: town.coordinator, to: town.laerdal)
    let next = try town.laerdal.export(into: town.path("ut"), form: .plain)
    #expect(next.files[0].changeSets == 0)
  }

  @Test("sets are united and sums add up")
  func setsAndSums() throws {
    let town = try TestCollaboration()
    try edit(
      town.laerdal,
      "INSERT INTO measure(code, title, tags, seats) VALUES ('T1', 'a', '[\"x\",\"y\"]', 10)")
    try town.exchangeAll()
    try edit(town.laerdal, "UPDATE measure SET tags = '[\"y\",\"l\"]', seats = 12")
    try edit(town.vik, "UPDATE measure SET tags = '[\"v\",\"x\",\"y\"]', seats = 7")
    try town.exchangeAll()
    let shown = try town.coordinator.shown()
    #expect(shown.contains("\(Value.text("[\"l\",\"v\",\"y\"]"))"))
    #expect(shown.contains("\(Value.integer(9))"))
    #expect(try town.laerdal.shown() == shown && town.vik.shown() == shown)
  }
}
