import Foundation
import Testing

@Suite("The log tells who changed what when")
struct LogTests {
  @Test("Change sets stand newest first, with note, author and rows, and can be filtered")
  func list() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let first = try workshop.seal(
      "laerdal", "UPDATE measure SET status = 'FERD', note = 'x' WHERE code = 'T1'", note: "møtet")
    let second = try workshop.seal("laerdal", "DELETE FROM measure WHERE code = 'T2'")
    let lines = try workshop.succeed("laerdal", "log").split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("\(second)  ") && lines[0].hasSuffix("Lærdal"), "\(lines)")
    #expect(lines[1] == "    measure: 1 deleted")
    #expect(lines[2].hasPrefix(first) && lines[3] == "    “møtet”")
    #expect(lines[4] == "    measure: 1 edited" && lines[6] == "    measure: 2 new")
    let list = try #require(
      try workshop.json("laerdal", "log", "--limit", "2") as? [[String: Any]])
    #expect(list.map { $0["dot"] as? String } == [second, first])
    #expect(
      list[1].names == [
        "dot", "member", "note", "replica", "rows", "state", "tables", "time",
      ])
    let table = try #require((list[1]["tables"] as? [[String: Any]])?.first)
    #expect(table.names == ["deleted", "inserted", "table", "updated"])
    #expect(list[1]["note"] as? String == "møtet" && list[1]["state"] as? String == "applied")
    let region = try workshop.json("laerdal", "log", "--member", "region") as? [Any]
    #expect(region?.count == 1)
    #expect((try workshop.json("laerdal", "log", "--table", "measure") as? [Any])?.count == 3)
  }

  @Test("Edits that are in no change set are told of, and change nothing")
  func unsealed() throws {
    let workshop = try Workshop()
    try workshop.found(language: "nn")
    try workshop.edit("vik", "UPDATE measure SET note = 'x'")
    let before = try workshop.contents(of: ".")
    let outcome = try workshop.run("log", "--replica", "vik.sqlite")
    #expect(outcome.errors == "2 endringar er ikkje med i nokon samling enno.\n", "\(outcome)")
    #expect(try workshop.contents(of: ".") == before)
  }

  @Test("A change set is shown whole: what its author had seen, each column before and after")
  func show() throws {
    let workshop = try Workshop()
    try workshop.found(language: "nb")
    let dot = try workshop.seal(
      "laerdal",
      """
      UPDATE measure SET starts_on = 'a', note = 'ny' WHERE code = 'T1';
      DELETE FROM measure WHERE code = 'T2';
      INSERT INTO measure(code, budget, picture) VALUES ('T3', 7, x'00');
      """, note: "tre")
    let text = try workshop.succeed("laerdal", "show", dot)
    for part in [
      dot, "Lærdal (laerdal-", "“tre”", "Hadde sett:", "measure T1  (endret)",
      "kveld → ny", "measure T2  (slettet)", "Mentor", "measure T3  (laget)",
      "(binært innhold, 1 B)",
    ] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
    let document = try #require(try workshop.json("laerdal", "show", dot) as? [String: Any])
    #expect(
      document.names == [
        "charterVersion", "dot", "erased", "hash", "member", "note", "replica", "rows", "saw",
        "state", "time",
      ])
    let saw = try #require((document["saw"] as? [[String: Any]])?.first)
    #expect(saw.names == ["number", "replica", "stream", "time"] && saw["number"] as? Int == 1)
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(rows.allSatisfy { $0.names == ["columns", "key", "operation", "table", "time"] })
    let update = try #require(rows.first { $0["operation"] as? String == "update" })
    let columns = try #require(update["columns"] as? [[String: Any]])
    #expect(
      columns[0].names == [
        "added", "after", "before", "column", "difference", "removed", "suggestion",
      ])
    let note = try #require(columns.first { $0["column"] as? String == "note" })
    #expect(note["before"] as? String == "kveld" && note["after"] as? String == "ny")
  }

  @Test("What does not exist is refused with a hint that works")
  func refusals() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    for words in [
      ["show", "T1"], ["show", "vik-aaaa.bbbb.everyone:1"], ["log", "--table", "gold"],
    ] {
      let outcome = try workshop.program.run(
        words + ["--replica", "vik.sqlite"], in: workshop.folder)
      #expect(outcome.status == 64 && outcome.errors.hasPrefix("error: "), "\(outcome)")
      #expect(try workshop.runHint(of: outcome).status == 0, "\(outcome)")
    }
    try workshop.fail("vik", 64, "log", "--member", "flora")
    try workshop.fail("vik", 64, "log", "--limit", "0")
  }
}
