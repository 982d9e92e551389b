import Foundation
import Testing

@Suite("Two rows for the same thing stand side by side until somebody decides")
struct DuplicateTests {
  @Test("The list and the details show both rows, who made them, and what can be done")
  func details() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    let id = try workshop.identifier("vik", about: "employer")
    let list = try workshop.succeed("region", "conflicts")
    #expect(list.contains("\(id)  employer b: orgnr  to rader for det same: viser employer a"))
    let text = try workshop.succeed("region", "conflicts", id)
    for part in [
      "To rader for det same (orgnr): berre éi av dei kan visast.",
      "  A  laga av Lærdal, ", "← dette er vist no", "  B  laga av Vik, ",
      "(ikkje vist, men teken vare på)", "Kvifor: ho som vart laga først, er vist",
      """
      \n           A             B
        ≠ id     a             b
          orgnr  912           912
        ≠ name   Lærdal Grønt  Laerdal gront
        ≠ phone  (ingenting)   57 66\n
      """,
      """
        samband resolve \(id) --keep A --replica region.sqlite
           B vert sletta; det som viser til B, viser til A.
        samband resolve \(id) --keep B --replica region.sqlite
           A vert sletta; det som viser til A, viser til B.
        samband resolve \(id) --keep both --replica region.sqlite
           Begge vert ståande; B får ein ny verdi i orgnr, som ingen annan har.
        samband resolve \(id) --keep both --value '"…"' --replica region.sqlite
      """,
    ] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
    let english = try workshop.succeed("region", "conflicts", id, "--language", "en")
    #expect(english.contains("B is deleted; what refers to B refers to A."), "\(english)")
    let bokmaal = try workshop.succeed("region", "conflicts", id, "--language", "nb")
    #expect(bokmaal.contains("bare én av dem kan vises"), "\(bokmaal)")
  }

  @Test("On a narrow screen the rows stand one under the other, and no cell is cut")
  func narrow() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    let id = try workshop.identifier("vik", about: "employer")
    workshop.program.environment["COLUMNS"] = "60"
    let lines = try workshop.succeed("vik", "conflicts", id).components(separatedBy: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("  A  ") })
    let second = try #require(lines.firstIndex { $0.hasPrefix("  B  ") })
    #expect(
      Array(lines[(first + 1)..<second]) == [
        "  ≠ id     a", "    orgnr  912", "  ≠ name   Lærdal Grønt", "  ≠ phone  (ingenting)",
      ])
  }

  @Test("conflicts --json has the shown row, and both rows with who made them")
  func document() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    let entry = try workshop.listed("region", about: "employer")
    #expect(
      entry.names == [
        "base", "columns", "id", "key", "rule", "shown", "state", "table", "values",
      ])
    #expect(entry["rule"] as? String == "setAside" && entry["state"] as? String == "open")
    #expect(entry["columns"] as? [String] == ["orgnr"] && entry["key"] as? [String] == ["b"])
    #expect((entry["shown"] as? [String: Any])?["name"] as? String == "Lærdal Grønt")
    #expect((entry["shown"] as? [String: Any])?["phone"] is NSNull)
    let values = try #require(entry["values"] as? [[String: Any]])
    #expect(values.map { $0["member"] as? String } == ["laerdal", "vik"])
    #expect(values.map { ($0["value"] as? [String: Any])?["id"] as? String } == ["a", "b"])
    #expect(
      values.allSatisfy {
        $0.names == ["dot", "member", "replica", "time", "value"]
          && $0["time"] is String && $0["dot"] is String
      })
  }

  @Test(
    "A decision travels, and what refers to the row that goes refers to the one that stays",
    arguments: [
      (["--keep", "A"], "a|912|Lærdal Grønt", "oa|a ob|a", "gjeld då hjå alle"),
      (["--keep", "b"], "b|912|Laerdal gront", "oa|b ob|b", "gjeld då hjå alle"),
      (
        ["--keep", "Both"], "a|912|Lærdal Grønt b|912-2|Laerdal gront", "oa|a ob|b",
        "employer b er vist, og har no orgnr 912-2."
      ),
      (
        ["--keep", "both", "--value", "\"913\""], "a|912|Lærdal Grønt b|913|Laerdal gront",
        "oa|a ob|b", "employer b er vist, og har no orgnr 913."
      ),
    ])
  func decisions(
    options: [String], employers: String, openings: String, told: String
  ) throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    let id = try workshop.identifier("vik", about: "employer")
    let outcome = try workshop.program.run(
      ["resolve", id, "--replica", "vik.sqlite", "-m", "avtalt"] + options, in: workshop.folder)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Avgjort: employer b: orgnr.\n"))
    #expect(outcome.output.contains(told), "\(outcome)")
    try workshop.week()
    try workshop.expectEverywhere("SELECT id, orgnr, name FROM employer ORDER BY id", employers)
    try workshop.expectEverywhere("SELECT id, employer FROM opening ORDER BY id", openings)
    for member in ["region", "laerdal", "vik"] {
      let left = try workshop.json(member, "conflicts") as? [Any]
      #expect(left?.isEmpty == true, "\(member)")
    }
  }

  @Test("With the rule merge nobody needs to decide, and somebody still can")
  func merged() throws {
    let workshop = try Workshop()
    try workshop.foundRegister("merge", language: "en")
    try workshop.registerTwice()
    try workshop.expectEverywhere(
      "SELECT id, name, phone FROM employer", "a|Lærdal Grønt|57 66")
    let entry = try workshop.listed("laerdal", about: "employer")
    #expect(entry["rule"] as? String == "merge" && entry["state"] as? String == "settled")
    let id = try workshop.identifier("laerdal", about: "employer")
    let text = try workshop.succeed("laerdal", "conflicts", id)
    for part in [
      "they have become one row", "(now part of A)", "Nobody needs to do anything.",
      "samband resolve \(id) --keep both --value '\"…\"'",
    ] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
    let list = try workshop.succeed("laerdal", "conflicts")
    #expect(list.contains("Settled by a rule (1):") && list.contains("now part of employer a"))
    try workshop.succeed("laerdal", "resolve", id, "--keep", "both", "--value", "\"913\"")
    try workshop.week()
    try workshop.expectEverywhere(
      "SELECT id, orgnr, phone FROM employer ORDER BY id", "a|912| b|913|57 66")
  }

  @Test("Options that do not go together, or not with the conflict, are refused with a hint")
  func refusals() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    let id = try workshop.identifier("vik", about: "employer")
    for options in [
      [], ["--take", "1"], ["--value", "\"x\""], ["--keep", "C"], ["--keep", "A", "--take", "1"],
      ["--keep", "A", "--value", "\"x\""], ["--keep", "both", "--value", "[1,2]"],
      ["--keep", "both", "--value", "\"912\""],
    ] {
      try workshop.expectRefusal(id, options)
    }
    try workshop.edit("laerdal", "UPDATE employer SET phone = '1'")
    try workshop.edit("vik", "UPDATE employer SET phone = '2'")
    try workshop.week()
    let list = try workshop.json("vik", "conflicts") as? [[String: Any]] ?? []
    let phone = list.first { $0["columns"] as? [String] == ["phone"] }
    try workshop.expectRefusal(try #require(phone?["id"] as? String), ["--keep", "A"])
  }

  @Test("Of three rows for the same thing two are decided about, and that is said")
  func three() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    for (member, key) in [("laerdal", "a"), ("vik", "b"), ("region", "c")] {
      try workshop.edit(member, "INSERT INTO employer VALUES ('\(key)', '912', '\(member)', NULL)")
    }
    try workshop.week()
    let list = try workshop.json("vik", "conflicts") as? [[String: Any]] ?? []
    let last = try #require(list.first { $0["key"] as? [String] == ["c"] }?["id"] as? String)
    let first = try workshop.succeed("vik", "resolve", last, "--keep", "B")
    #expect(first.hasPrefix("Avgjort: employer c: orgnr.\nDet er ei rad til"), "\(first)")
    let second = try workshop.succeed("vik", "resolve", last, "--keep", "B")
    #expect(!second.contains("Det er ei rad til"), "\(second)")
    try workshop.week()
    try workshop.expectEverywhere("SELECT id FROM employer", "c")
  }

  @Test("A row that gets another key, since its own belongs to a hidden row, is told of")
  func rekeyed() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    let told = "employer b har fått nøkkelen b-2: b høyrer til ei anna rad."
    for member in ["laerdal", "vik"] {
      try workshop.edit(member, "INSERT INTO employer VALUES ('b', '\(member)', 'Ny', NULL)")
    }
    #expect(try workshop.succeed("laerdal", "seal").contains(told))
    #expect(try workshop.succeed("vik", "export", "-o", "out", "--plain").contains(told))
    try workshop.edit("vik", "INSERT INTO employer VALUES ('b', '7', 'Enno ein', NULL)")
    let document = try workshop.json("vik", "seal") as? [String: Any]
    let changes = try #require(document?["rekeyed"] as? [[String: Any]])
    #expect(changes.map { $0["to"] as? [String] } == [["b-3"]])
    #expect(changes.first?["from"] as? [String] == ["b"])
  }
}
