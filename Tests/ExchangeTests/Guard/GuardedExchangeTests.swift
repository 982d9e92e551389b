import Exchange
import Foundation
import MergeAlgebra
import SognForAlle
import Testing

@Suite("What names a person does not leave the kommune")
struct GuardedExchangeTests {
  private static let number = "05847730457"

  /// Lærdal's replica of "Sogn for alle" in a folder of its own, with a guard or as an older program.
  private final class Town {
    let folder = FileSystem.path(NSTemporaryDirectory(), "samband-guard-\(UUID().uuidString)")
    let unguarded: Replica
    let guarded: Replica
    let coordinator: Replica

    init(template: Bool = true) throws {
      try FileSystem.makeFolder(folder)
      let workplace = Workplace(
        keys: KeyFolder(path: FileSystem.path(folder, "keys")), clock: TestClock())
      var plan = SognTemplate.foundingPlan()
      if !template { plan.template = nil }
      let region = try Replica.found(
        plan, at: FileSystem.path(folder, "region.sqlite"), workplace: workplace)
      let member = try #require(MemberID("laerdal"))
      let joined = try Replica.join(
        charter: region.charter().document, from: "charter.json", member: member,
        at: FileSystem.path(folder, "laerdal.sqlite"), workplace: workplace)
      _ = try region.admit([joined.request])
      let greeting = try region.export(into: FileSystem.path(folder, "post"), form: .compressed)
      _ = try joined.replica.importBundles(greeting.files.map(\.path))
      unguarded = joined.replica
      var watched = workplace
      watched.guards = [SognTemplate.name: PersonalDataGuard()]
      guarded = unguarded.at(watched)
      coordinator = region.at(watched)
    }

    deinit {
      // Absent is as good as removed.
      try? FileManager.default.removeItem(atPath: folder)
    }

    func run(_ sql: String) throws { try unguarded.file.runAsUser(sql) }

    func export() throws -> ExportReport {
      try guarded.export(into: FileSystem.path(folder, "ut"), form: .plain)
    }

    func failure(_ body: () throws -> Void) -> ExchangeError? {
      do {
        try body()
        return nil
      } catch {
        return error as? ExchangeError
      }
    }
  }

  private static func need(_ id: String, _ text: String) -> String {
    "INSERT INTO need(id, kommunenr, kind, plan_node, text) "
      + "VALUES (\(id), '4642', 'BEHOV', 'AP1', \(text))"
  }

  @Test(
    "Sealing and export stop with table, row and column, until the row is mended",
    arguments: ["'fnr 05847730457'", "'058477 30457'", "CAST('05847730457' AS BLOB)"])
  func stops(text: String) throws {
    let town = try Town()
    try town.run(Self.need("'B1'", text))
    let expected = ExchangeError(.nationalID, "need", "B1", "text")
    #expect(town.failure { _ = try town.guarded.seal() } == expected)
    #expect(town.failure { _ = try town.export() } == expected)
    #expect(!FileSystem.exists(FileSystem.path(town.folder, "ut")))
    #expect("\(expected)".contains("30457") == false)
    try town.run("UPDATE need SET text = 'ein deltakar' WHERE id = 'B1'")
    #expect(try town.guarded.seal().changeSets.count == 1)
    #expect(try town.export().files.count == 1)
  }

  @Test("Arrays, keys and notes are looked at too; a key is not told whole")
  func everywhere() throws {
    let town = try Town()
    try town.run("UPDATE measure SET tags = '[\"x\",\"05847730457\"]' WHERE code = 'T06'")
    #expect(
      town.failure { _ = try town.guarded.seal() }
        == ExchangeError(.nationalID, "measure", "T06", "tags"))
    try town.run(
      "UPDATE measure SET tags = '[\"x\"]', budget_nok = 5847730457 WHERE code = 'T06'")
    #expect(
      town.failure { _ = try town.guarded.seal() }
        == ExchangeError(.nationalID, "measure", "T06", "budget_nok"))
    try town.run("UPDATE measure SET budget_nok = 5 WHERE code = 'T06'")
    #expect(
      town.failure { _ = try town.guarded.seal(note: "om 058477-30457") }
        == ExchangeError(.nationalIDInNote))
    #expect(try town.guarded.seal(note: "om ein").changeSets.count == 1)
    try town.run(Self.need("'05847730457'", "'eitt'"))
    #expect(
      town.failure { _ = try town.guarded.seal() }
        == ExchangeError(.nationalID, "need", "058477•••••", "id"))
  }

  @Test("What an older program has sealed stops at export, which names the change set")
  func sealedBefore() throws {
    let town = try Town()
    try town.run(Self.need("'B1'", "'\(Self.number)'"))
    let dot = try #require(try town.unguarded.seal().changeSets.first?.dot)
    let failure = town.failure { _ = try town.export() }
    #expect(
      failure == ExchangeError(.nationalIDSealed, dot.description, "need B1, text"))
    // Mending the row does not take it out of what would be sent.
    try town.run("UPDATE need SET text = 'ein' WHERE id = 'B1'")
    #expect(town.failure { _ = try town.export() } == failure)
  }

  @Test("What another member has let by stops nobody else")
  func othersSealed() throws {
    let town = try Town()
    try town.run(Self.need("'B1'", "'\(Self.number)'"))
    let files = try town.unguarded.export(
      into: FileSystem.path(town.folder, "ut"), form: .plain
    ).files
    #expect(try town.coordinator.importBundles(files.map(\.path)).applied == 1)
    let vik = try Replica.join(
      charter: town.coordinator.charter().document, from: "charter.json",
      member: try #require(MemberID("vik")), at: FileSystem.path(town.folder, "vik.sqlite"),
      workplace: Workplace(
        keys: KeyFolder(path: FileSystem.path(town.folder, "keys")), clock: TestClock()))
    _ = try town.coordinator.admit([vik.request])
    let round = try town.coordinator.export(
      to: [try #require(MemberID("vik"))], into: FileSystem.path(town.folder, "runde"),
      form: .plain)
    _ = try vik.replica.importBundles(round.files.map(\.path))
    #expect(try vik.replica.status().vector == town.coordinator.status().vector)
  }

  @Test("Addresses and phones are told, and go; where no template has a guard nothing is looked at")
  func warnsOnly() throws {
    let town = try Town()
    try town.run(Self.need("'B1'", "'per@example.org, 912 00 000'"))
    let report = try town.guarded.seal()
    #expect(report.changeSets.count == 1)
    #expect(report.warnings.map(\.finding) == [.emailAddress, .phoneNumber])
    #expect(report.warnings.map(\.column) == ["text", "text"])
    let other = try Town(template: false)
    try other.run(Self.need("'B1'", "'\(Self.number)'"))
    #expect(try other.guarded.seal().changeSets.count == 1)
    #expect(try other.export().files.count == 1)
  }
}
