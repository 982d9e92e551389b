import Foundation
import Testing

@testable import samband

@Suite("References that are cleared, rows that are needed, values of rows that are gone")
struct ReferenceListTests {
  private static let schema = """
    CREATE TABLE p(id TEXT PRIMARY KEY, n TEXT);
    CREATE TABLE c(id TEXT PRIMARY KEY, p TEXT REFERENCES p(id));
    CREATE TABLE d(id TEXT PRIMARY KEY, p TEXT REFERENCES p(id), kind TEXT CHECK (kind IN ('A')));
    """
  private static let rules = """
    {"tables": {"p": {"deletion": "delete-wins"}, "c": {"foreignKeys": {"p": "clear"}}}}
    """
  private static let rows = [
    "INSERT INTO p VALUES ('P1', 'a'), ('P2', 'b')", "INSERT INTO c VALUES ('C1', NULL)",
  ]

  private func found(
    _ schema: String = schema, rules: String = rules, rows: [String] = rows
  ) throws -> Workshop {
    let workshop = try Workshop()
    try workshop.write(schema, to: "schema.sql")
    try workshop.write(rules, to: "rules.json")
    let founded = try workshop.run(
      "found", "region.sqlite", "--name", "T", "--schema", "schema.sql", "--rules", "rules.json",
      "--member", "laerdal=Lærdal", "--member", "vik=Vik", "--language", "en", "--charter-out",
      "charter.json")
    try #require(founded.status == 0, "\(founded)")
    for member in ["laerdal", "vik"] { try workshop.join(member) }
    try workshop.succeed("region", "admit", "laerdal.request.json", "vik.request.json", "--yes")
    for row in rows { try workshop.edit("region", row) }
    try workshop.week()
    return workshop
  }

  private func revise(
    _ workshop: Workshop, of schema: String = schema, _ old: String, _ new: String
  ) throws {
    try workshop.write(schema.replacingOccurrences(of: old, with: new), to: "new.sql")
    let outcome = try workshop.run(
      "charter", "revise", "--schema", "new.sql", "--yes", "--replica", "region.sqlite")
    try #require(outcome.status == 0, "\(outcome)")
  }

  private func expect(_ text: String, has parts: String...) {
    for part in parts { #expect(text.contains(part), "\(part) is not in:\n\(text)") }
  }

  @Test("A cleared reference is listed with what was written, and can be given another row")
  func cleared() throws {
    let workshop = try found()
    try workshop.edit("laerdal", "DELETE FROM p WHERE id = 'P1'")
    try workshop.edit("vik", "UPDATE c SET p = 'P1'")
    try workshop.week()
    let entry = try workshop.listed("region", about: "c")
    #expect(entry["rule"] as? String == "clear" && entry["state"] as? String == "settled")
    #expect(entry["columns"] as? [String] == ["p"] && entry["shown"] is NSNull)
    let values = try #require(entry["values"] as? [[String: Any]])
    #expect(values.map { $0["value"] as? String } == ["P1"])
    #expect(values.map { $0["member"] as? String } == ["vik"])
    let id = try workshop.identifier("region", about: "c")
    expect(
      try workshop.succeed("region", "conflicts"), has: "c C1: p",
      "shows nothing, not P1: the row of p is gone")
    expect(
      try workshop.succeed("region", "conflicts", id), has: "Vik, ", "     p  P1",
      "resolve \(id) --value 'null'")
    #expect(try workshop.succeed("region", "status").contains("Settled by rules:  1"))
    for choice in [["--take", "1"], ["--value", "\"P1\""], ["--take", "2"], ["--keep", "A"]] {
      let outcome = try workshop.program.run(
        ["resolve", id] + choice + ["--replica", "region.sqlite"], in: workshop.folder)
      #expect(outcome.status == 64, "\(choice): \(outcome)")
    }
    try workshop.succeed("region", "resolve", id, "--value", "\"P2\"")
    try workshop.week()
    try workshop.expectEverywhere("SELECT p FROM c", "P2")
    #expect(try (workshop.json("vik", "conflicts") as? [Any])?.isEmpty == true)
  }

  @Test("A deleted row that another needs is listed as kept, with who needs it, and can be kept")
  func needed() throws {
    let workshop = try found()
    try workshop.edit("laerdal", "DELETE FROM p WHERE id = 'P1'")
    try workshop.edit("vik", "INSERT INTO d VALUES ('D1', 'P1', NULL)")
    try workshop.week()
    let entry = try workshop.listed("region", about: "p")
    #expect(entry["rule"] as? String == "revive" && entry["state"] as? String == "settled")
    #expect(entry["shown"] as? [String: String] == ["row": "kept"])
    let values = try #require(entry["values"] as? [[String: Any]])
    #expect(values.map { $0["value"] as? [String: String] } == [["row": "deleted"]])
    #expect(values.map { $0["member"] as? String } == ["laerdal"])
    let id = try workshop.identifier("region", about: "p")
    let text = try workshop.succeed("region", "conflicts", id)
    expect(
      text, has: "1  Keep the row.  ← this is shown now", "Deleted by Lærdal", "d D1 does now",
      "--take 1")
    #expect(!text.contains("--take 2"))
    #expect(
      try workshop.run("resolve", id, "--take", "2", "--replica", "region.sqlite").status == 64)
    try workshop.succeed("region", "resolve", id, "--take", "1")
    try workshop.edit("vik", "DELETE FROM d")
    try workshop.week()
    try workshop.expectEverywhere("SELECT n FROM p ORDER BY id", "a b")
  }

  @Test("What was written to a row that is gone stands in the list, in text and JSON")
  func gone() throws {
    let workshop = try found()
    try workshop.edit("laerdal", "DELETE FROM p WHERE id = 'P1'")
    try workshop.edit("vik", "UPDATE p SET n = 'TOKEN' WHERE id = 'P1'")
    try workshop.edit("region", "UPDATE p SET n = 'OTHER' WHERE id = 'P1'")
    try workshop.week()
    let entry = try workshop.listed("laerdal", about: "p")
    #expect(entry["shown"] as? [String: String] == ["row": "deleted"])
    let cells = try #require(entry["cells"] as? [String: String])
    let others = try #require(entry["others"] as? [[String: Any]])
    #expect(others.map { $0["columns"] as? [String] } == [["n"]])
    let values = others.compactMap { $0["value"] as? String } + [cells["n"] ?? ""]
    #expect(Set(values) == ["TOKEN", "OTHER"] && cells["id"] == "P1")
    let text = try workshop.succeed(
      "laerdal", "conflicts", try workshop.identifier("laerdal", about: "p"))
    expect(text, has: "     n   \(cells["n"] ?? "")", "Also written:", values[0])
  }

  @Test("A key is not changed where the row has values that the charter here does not know")
  func unknownValues() throws {
    let workshop = try found()
    try workshop.edit("vik", "CREATE TABLE q(mine)")
    try revise(
      workshop, "n TEXT);", "n TEXT, extra TEXT); CREATE TABLE q(id TEXT PRIMARY KEY);")
    try workshop.edit("region", "UPDATE p SET extra = 'EXTRA' WHERE id = 'P1'")
    try workshop.week()
    try workshop.edit("vik", "UPDATE p SET id = 'X2' WHERE id = 'P2'")
    try workshop.succeed("vik", "seal")
    try workshop.edit("vik", "UPDATE p SET id = 'X1' WHERE id = 'P1'")
    for command in [["seal"], ["sync", "shared", "--plain"]] {
      let refused = try workshop.program.run(
        command + ["--replica", "vik.sqlite"], in: workshop.folder)
      #expect(refused.status == 77, "\(refused)")
      expect(refused.errors, has: "p P1 cannot get another key yet", "samband status")
    }
    try workshop.edit("vik", "UPDATE p SET id = 'P1' WHERE id = 'X1'; DROP TABLE q")
    try workshop.week()
    try workshop.edit("vik", "UPDATE p SET id = 'X1' WHERE id = 'P1'")
    try workshop.week()
    try workshop.expectEverywhere("SELECT id || ifnull(extra, '') FROM p ORDER BY id", "X1EXTRA X2")
  }

  @Test("A decision that would move a row with such values to another key is refused")
  func unknownValuesInDecision() throws {
    let schema = """
      CREATE TABLE p(id TEXT PRIMARY KEY, u TEXT UNIQUE);
      CREATE TABLE c(p TEXT PRIMARY KEY REFERENCES p(id), x TEXT);
      """
    let workshop = try found(schema, rules: "{}", rows: [])
    try workshop.edit("laerdal", "INSERT INTO p VALUES ('a', '1'); INSERT INTO c VALUES ('a', 'x')")
    try workshop.edit("vik", "INSERT INTO p VALUES ('b', '1')")
    try workshop.week()
    try workshop.edit("vik", "CREATE TABLE q(mine)")
    try revise(
      workshop, of: schema, "x TEXT);", "x TEXT, extra TEXT); CREATE TABLE q(id TEXT PRIMARY KEY);")
    try workshop.week()
    try workshop.edit("region", "UPDATE c SET extra = 'EXTRA'")
    try workshop.week()
    let id = try workshop.identifier("vik", about: "p")
    let refused = try workshop.run("resolve", id, "--keep", "B", "--replica", "vik.sqlite")
    #expect(refused.status == 77, "\(refused)")
    expect(refused.errors, has: "c a cannot get another key yet")
    try workshop.succeed("region", "resolve", id, "--keep", "B")
    try workshop.edit("vik", "DROP TABLE q")
    try workshop.week()
    try workshop.expectEverywhere("SELECT p || x || extra FROM c", "bxEXTRA")
  }

  @Test("A row that breaks a CHECK where a newer charter waits is said to come with that")
  func waitsForCharter() throws {
    let workshop = try found()
    try workshop.edit("vik", "CREATE TABLE q(mine)")
    try revise(workshop, "('A')));", "('A', 'B'))); CREATE TABLE q(id TEXT PRIMARY KEY);")
    try workshop.edit("region", "INSERT INTO d VALUES ('D1', NULL, 'B')")
    try workshop.week()
    let id = try workshop.identifier("vik", about: "d")
    let text = try workshop.succeed("vik", "conflicts", id)
    expect(text, has: "Version 3 of the charter waits", "samband status")
    #expect(!text.contains("Write the row anew"))
    try workshop.edit("vik", "DROP TABLE q")
    try workshop.week()
    try workshop.expectEverywhere("SELECT kind FROM d", "B")
  }
}
