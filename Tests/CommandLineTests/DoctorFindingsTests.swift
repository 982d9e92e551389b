import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Testing

/// A clock that stands still.
private struct StoppedClock: WallClock {
  let now: Int64
}

@Suite("doctor finds keys, clocks, computers, triggers and disks that are not as they should be")
struct DoctorFindingsTests {
  private static let year: Int64 = 31_557_600_000
  private static let now = Int64(Date().timeIntervalSince1970 * 1_000)

  /// One finding of Vik's replica, by its code, with what is said of it in each language.
  private func expect(
    _ code: String, of member: String = "vik", in workshop: Workshop, nn: String, nb: String,
    en: String, hintWorks: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (language, sentence) in [("nn", nn), ("nb", nb), ("en", en)] {
      let outcome = try workshop.run(
        "doctor", "--replica", "\(member).sqlite", "--language", language)
      #expect(outcome.output.contains(sentence), "\(outcome)", sourceLocation: sourceLocation)
    }
    let document = try #require(try workshop.json(member, "doctor") as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    let finding = try #require(
      findings.first { $0["code"] as? String == code }, "\(findings)",
      sourceLocation: sourceLocation)
    let isHarmless = try #require(finding["isHarmless"] as? Bool)
    let status = try workshop.run("doctor", "--replica", "\(member).sqlite").status
    #expect(isHarmless || status == 1, sourceLocation: sourceLocation)
    guard hintWorks else { return }
    let hint = try #require(finding["hint"] as? String)
    let command = try #require(hint.range(of: ": ", options: .backwards)).upperBound
    let outcome = try workshop.runShell(String(hint[command...]))
    #expect(outcome.status == 0, "\(hint): \(outcome)", sourceLocation: sourceLocation)
  }

  private func codes(_ workshop: Workshop, _ member: String = "vik") throws -> [String] {
    let document = try workshop.json(member, "doctor") as? [String: Any]
    return (document?["findings"] as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
  }

  @Test("A key file that others may read; what is said mends it")
  func openKey() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let key = try #require(
      try workshop.names(in: "home/keys").first {
        $0.hasPrefix("vik-") && $0.hasSuffix(".key.json")
      })
    for mode in [0o640, 0o604, 0o620] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode],
        ofItemAtPath: workshop.folder.appendingPathComponent("home/keys/\(key)").path)
      try expect(
        "keyReadableByOthers", in: workshop, nn: "Andre på maskina kan lese nøkkelen",
        nb: "Andre på maskinen kan lese nøkkelen", en: "Others on this computer can read the key")
      #expect(try codes(workshop).isEmpty)
    }
  }

  @Test("A trigger that is not ours on a tracked table")
  func foreignTrigger() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit(
      "vik", "CREATE TRIGGER lurar AFTER UPDATE ON measure BEGIN SELECT 1; END")
    try expect(
      "ownTrigger", in: workshop, nn: "Tabellen measure har ein eigen utløysar, lurar",
      nb: "Tabellen measure har en egen utløser, lurar",
      en: "The table measure has a trigger of your own, lurar")
  }

  // MARK: Clocks

  /// A collaboration that the library makes, with everybody's clock where it is told to be.
  private func founded(coordinatorAt: Int64, vikAt: Int64) throws -> Workshop {
    let workshop = try Workshop()
    let keys = KeyFolder(path: workshop.folder.path + "/home/keys")
    let region = Workplace(keys: keys, clock: StoppedClock(now: coordinatorAt))
    let member = Workplace(keys: keys, clock: StoppedClock(now: vikAt))
    let ids = try ["region", "vik"].map { try #require(MemberID($0)) }
    let coordinator = try Replica.found(
      FoundingPlan(
        name: "Sogn", language: "en",
        coordinator: Member(id: ids[0], name: "Region", ownerKey: "region"),
        members: [Member(id: ids[1], name: "Vik", ownerKey: "vik")],
        schema: "CREATE TABLE measure(code TEXT PRIMARY KEY NOT NULL, note TEXT)"),
      at: workshop.folder.path + "/region.sqlite", workplace: region)
    let joined = try Replica.join(
      charter: try coordinator.charter().document, from: "charter.json", member: ids[1],
      at: workshop.folder.path + "/vik.sqlite", workplace: member)
    _ = try coordinator.admit([joined.request])
    let shared = workshop.folder.path + "/shared"
    for (replica, code) in [(coordinator, "R"), (joined.replica, "V"), (coordinator, "S")] {
      try replica.file.runAsUser("INSERT INTO measure VALUES ('\(code)', NULL)")
      _ = try replica.sync(with: shared)
    }
    _ = try joined.replica.sync(with: shared)
    return workshop
  }

  @Test("A clock in 2041: fifteen years after everything that others have written")
  func clockAhead() throws {
    // What the others wrote is set back instead, since the clock of the computer stays as it is.
    let then = Self.now - 15 * Self.year - 86_400_000
    let workshop = try founded(coordinatorAt: then, vikAt: then)
    try expect(
      "clockAhead", in: workshop, nn: "Klokka her er 15 år føre", nb: "Klokken her er 15 år foran",
      en: "The clock here is 15 years ahead")
    let recent = try founded(coordinatorAt: Self.now - Self.year, vikAt: Self.now - Self.year)
    #expect(try !codes(recent).contains("clockAhead"), "a year away is no fault")
  }

  @Test("Somebody whose clock is in 2041 is named, by the others and by themselves")
  func clockBehind() throws {
    let workshop = try founded(
      coordinatorAt: Self.now, vikAt: Self.now + 15 * Self.year + 86_400_000)
    for member in ["region", "vik"] {
      try expect(
        "clockBehind", of: member, in: workshop, nn: "Klokka her er 15 år etter den nyaste",
        nb: "Klokken her er 15 år etter den nyeste", en: "The clock here is 15 years behind")
      let told = try workshop.run("doctor", "--replica", "\(member).sqlite")
      #expect(told.output.contains("(Vik)"))
    }
  }

  // MARK: Places

  @Test("A replica that is on two computers, with its key")
  func twoMachines() throws {
    let workshop = try Workshop()
    workshop.program.environment["SAMBAND_MACHINE"] = "kontoret"
    try workshop.found(language: "en")
    try workshop.edit("vik", "UPDATE measure SET note = 'kontoret' WHERE code = 'T1'")
    try workshop.succeed("vik", "seal")
    #expect(try codes(workshop).isEmpty)
    try workshop.shell("mkdir heime && cp -r home vik.sqlite heime/")
    let elsewhere = try Workshop()
    try workshop.shell("cp -r heime/home heime/vik.sqlite '\(elsewhere.folder.path)/'")
    elsewhere.program.environment["SAMBAND_MACHINE"] = "heime"
    for round in 1...2 {
      try expect(
        "onSeveralMachines", in: elsewhere, nn: "Kopien har vore brukt på meir enn éi maskin",
        nb: "Kopien har vært brukt på mer enn én maskin",
        en: "The replica has been used on more than one computer", hintWorks: round == 2)
      // Also when the other one has written meanwhile.
      guard round == 1 else { continue }
      try elsewhere.edit("vik", "UPDATE measure SET note = 'heime' WHERE code = 'T1'")
      try elsewhere.succeed("vik", "seal")
    }
    #expect(try codes(elsewhere).isEmpty, "the hint forgets the other computer")
    #expect(try codes(workshop).isEmpty, "at the office nothing shows yet")
    try elsewhere.edit("vik", "UPDATE measure SET note = 'meir' WHERE code = 'T1'")
    try elsewhere.succeed("vik", "seal")
    #expect(try codes(elsewhere).isEmpty)
    // The file comes back to the office, with what was written at home.
    try workshop.shell("rm -f vik.sqlite-*; cp '\(elsewhere.folder.path)'/vik.sqlite* .")
    #expect(try codes(workshop) == ["onSeveralMachines"])
  }

  @Test("A file from a backup is older than what the computer, or somebody else, has seen")
  func restored() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.shell("sqlite3 vik.sqlite 'VACUUM INTO \"backup.sqlite\"'")
    try workshop.edit("vik", "UPDATE measure SET note = 'etterpå' WHERE code = 'T1'")
    try workshop.succeed("vik", "sync", "shared")
    #expect(try codes(workshop).isEmpty)
    try workshop.shell("rm vik.sqlite-* vik.sqlite; cp backup.sqlite vik.sqlite")
    func expectOlder() throws {
      try expect(
        "olderThanItself", in: workshop, nn: "ho er ein eldre versjon av kopien",
        nb: "den er en eldre versjon av kopien", en: "it is an older version of the replica")
    }
    try expectOlder()
    // Without what the computer remembers, the others still know.
    try workshop.shell("rm home/keys/vik-*.machine.json")
    #expect(try !codes(workshop).contains("olderThanItself"))
    try workshop.succeed("region", "sync", "shared")
    _ = try workshop.run("import", "shared", "--replica", "vik.sqlite")
    try workshop.shell("rm -f home/keys/vik-*.machine.json")
    #expect(
      try codes(workshop).contains("olderThanItself")
        || workshop.query("vik", "SELECT note FROM measure WHERE code = 'T1'") == "etterpå")
  }

  @Test("Looking and trying an import leave no trace beside the key")
  func noTrace() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("vik", "UPDATE measure SET note = 'usegla' WHERE code = 'T1'")
    let before = try workshop.contents(of: "home")
    try workshop.succeed("vik", "import", "shared", "--dry-run")
    try workshop.succeed("vik", "status")
    _ = try workshop.run("doctor", "--replica", "vik.sqlite")
    #expect(try workshop.contents(of: "home") == before)
    try workshop.shell("rm home/keys/*.machine.json && chmod 500 home/keys")
    try workshop.succeed("vik", "seal")
    try workshop.shell("chmod 700 home/keys")
  }

  // MARK: Disks

  @Test("A disk that is too small for the next import")
  func smallDisk() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    guard try workshop.mount("disk", kilobytes: 4_096) else { return }
    defer { #expect(throws: Never.self) { try workshop.unmount("disk") } }
    try workshop.copy("vik.sqlite", to: "disk/vik.sqlite")
    try expect(
      "littleSpace", of: "disk/vik", in: workshop, nn: "neste import kan trenge",
      nb: "neste import kan trenge", en: "the next import may need")
    let document = try workshop.json("disk/vik", "doctor") as? [String: Any]
    let findings = document?["findings"] as? [[String: Any]]
    #expect(
      findings?.contains { ($0["hint"] as? String)?.hasSuffix("df -h disk/") == true } == true)
  }
}
