import Foundation
import Testing

@Suite("A detached replica is an ordinary SQLite file")
struct DetachTests {
  @Test("Our things go without a trace; rows, and things of the user's own, stay")
  func detach() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.seal("vik", "UPDATE measure SET note = 'mine' WHERE code = 'T1'")
    try workshop.edit(
      "vik",
      """
      CREATE TABLE diary(day TEXT); INSERT INTO diary VALUES ('x');
      CREATE VIEW titles AS SELECT title FROM measure;
      CREATE TRIGGER mine AFTER INSERT ON measure BEGIN INSERT INTO diary VALUES (NEW.code); END;
      """)
    let rows = try workshop.query("vik", "SELECT * FROM measure ORDER BY code")
    let asked = try workshop.fail("vik", 64, "detach")
    #expect(asked.errors.contains("Regionrådet") || asked.errors.contains("has not confirmed"))
    #expect(asked.errors.contains("--yes"))
    let outcome = try workshop.run("detach", "--yes", "--json", "--replica", "vik.sqlite")
    #expect(outcome.status == 0, "\(outcome)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(document.names == ["keyFile", "rows", "unheard", "unsealed"])
    #expect(document["rows"] as? Int == 2 && (document["unheard"] as? [Any])?.count == 2)
    #expect(try workshop.query("vik", "SELECT * FROM measure ORDER BY code") == rows)
    #expect(
      try workshop.query("vik", "SELECT name FROM sqlite_schema WHERE name LIKE '%samband%'") == "")
    #expect(try workshop.query("vik", "PRAGMA integrity_check") == "ok")
    try workshop.edit("vik", "INSERT INTO measure(code) VALUES ('T9')")
    #expect(try workshop.query("vik", "SELECT count(*) FROM diary, titles") == "6")
    let bytes = try Data(contentsOf: workshop.folder.appendingPathComponent("vik.sqlite"))
    #expect(bytes.range(of: Data("samband_".utf8)) == nil)
    let names = try workshop.names(in: ".").filter { $0.hasPrefix("vik.sqlite") }
    #expect(names == ["vik.sqlite"])
    try workshop.fail("vik", 65, "status")
  }

  @Test("Edits that are in no change set forbid it, unless they are to be discarded")
  func unsealed() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("vik", "UPDATE measure SET note = 'mine'")
    for (language, part) in [("nn", "ingen andre får"), ("en", "nobody else would get")] {
      let outcome = try workshop.fail("vik", 77, "detach", "--yes", "--language", language)
      #expect(outcome.errors.contains(part), "\(outcome)")
    }
    #expect(try workshop.succeed("vik", "status", "--json").contains("\"unsealed\": 2"))
    try workshop.succeed("vik", "detach", "--yes", "--discard-unsealed")
    #expect(try workshop.query("vik", "SELECT DISTINCT note FROM measure") == "mine")
  }
}
