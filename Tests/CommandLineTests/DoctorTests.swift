import Foundation
import Testing

@Suite("doctor names what is wrong in plain words, each with a hint")
struct DoctorTests {
  @Test("A sound replica is in order, in three languages, and nothing is changed")
  func healthy() throws {
    let workshop = try Workshop()
    try workshop.found()
    let before = try workshop.contents(of: ".")
    for (language, part) in [
      ("nn", "Alt er i orden."), ("nb", "Alt er i orden."), ("en", "Everything is in order."),
    ] {
      #expect(try workshop.succeed("vik", "doctor", "--language", language).contains(part))
    }
    #expect(try workshop.contents(of: ".") == before)
    let document = try #require(try workshop.json("vik", "doctor") as? [String: Any])
    #expect(document.names == ["facts", "findings"])
    #expect(
      (document["facts"] as? [String: Any])?.names == [
        "encoding", "freeBytes", "journalMode", "pageCount", "pageSize", "sqlite",
      ])
  }

  @Test("Key, triggers, journal and references: status 1, and the hints mend it")
  func findings() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    try workshop.seal("vik", "INSERT INTO employer VALUES ('a', '1', 'A', NULL)")
    try workshop.seal("vik", "INSERT INTO opening VALUES ('o', 'a', 1)")
    let keys = try workshop.names(in: "home/keys").map { "home/keys/\($0)" }
    let key = try #require(keys.first { $0.contains("vik-") })
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644],
      ofItemAtPath: workshop.folder.appendingPathComponent(key).path)
    try workshop.edit(
      "vik",
      """
      DELETE FROM employer; DROP TRIGGER samband_1_update;
      CREATE TRIGGER mine AFTER UPDATE ON visit BEGIN SELECT 1; END; PRAGMA journal_mode = DELETE;
      """)
    #expect(try workshop.run("doctor", "--replica", "vik.sqlite").status == 1)
    let document = try #require(try workshop.json("vik", "doctor") as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings.allSatisfy { $0.names == ["code", "hint", "isHarmless", "text"] })
    #expect(
      findings.map { $0["code"] as? String } == [
        "keyReadableByOthers", "captureMissing", "ownTrigger", "journalMode", "dangling",
      ])
    for finding in findings where finding["code"] as? String != "ownTrigger" {
      let hint = try #require(finding["hint"] as? String)
      let command = try #require(hint.range(of: ": ")).upperBound
      #expect(try workshop.runShell(String(hint[command...])).status == 0, "\(hint)")
    }
    let left = try #require(try workshop.json("vik", "doctor") as? [String: Any])
    let codes = (left["findings"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
    #expect(codes == ["ownTrigger"])
    #expect(try workshop.run("doctor", "--replica", "vik.sqlite").status == 0)
  }

  @Test("A missing key is named")
  func missingKey() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try FileManager.default.removeItem(at: workshop.folder.appendingPathComponent("home/keys"))
    let outcome = try workshop.run("doctor", "--replica", "vik.sqlite")
    #expect(outcome.status == 1 && outcome.output.contains("is not on this computer"))
  }
}
