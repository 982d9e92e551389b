import Foundation
import Testing

@Suite("What two people wrote at once")
struct ConflictTests {
  @Test("An open conflict is listed everywhere, decided once, and closed everywhere")
  func resolutionTravels() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.disagree()
    let id = try workshop.conflict("laerdal", on: "status")
    #expect(try workshop.conflict("vik", on: "status") == id)
    #expect(try workshop.succeed("region", "conflicts").contains(id))
    try workshop.succeed("vik", "resolve", id, "--take", "1", "-m", "avtalt")
    try workshop.week()
    for member in ["region", "laerdal", "vik"] {
      #expect(
        try workshop.query(member, "SELECT status FROM measure WHERE code = 'T1'") == "FERD")
      #expect(try !workshop.succeed(member, "conflicts").contains(id))
    }
  }

  @Test("Another value than those written can be the decision, for one column and for several")
  func ownValue() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("laerdal", "UPDATE measure SET starts_on = 'a', ends_on = 'b'")
    try workshop.edit("vik", "UPDATE measure SET starts_on = 'c', ends_on = 'd'")
    try workshop.disagree()
    let note = try workshop.conflict("region", on: "note")
    try workshop.succeed("region", "resolve", note, "--value", "\"begge delar\"")
    let dates = try workshop.conflict("region", on: "starts_on")
    try workshop.succeed("region", "resolve", dates, "--value", "[\"e\", null]")
    try workshop.week()
    let row = try workshop.query(
      "laerdal", "SELECT note, starts_on, ends_on FROM measure WHERE code = 'T1'")
    #expect(row == "begge delar|e|")
  }

  @Test("Details tell who wrote what, what is shown and why, and a command for each choice")
  func details() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.disagree()
    let id = try workshop.conflict("region", on: "status")
    let text = try workshop.succeed("region", "conflicts", id)
    for part in [
      "measure T1: status", "Før dette stod det her: ", "  1  Lærdal, ", "  2  Vik, ", "FERD",
      "STOGG",
      "← dette er vist no", "samband resolve \(id) --take 1 --replica region.sqlite",
      "samband resolve \(id) --take 2 --replica region.sqlite",
    ] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
  }

  @Test("What the cell held before both wrote is told, where there was something")
  func base() throws {
    let workshop = try Workshop()
    try workshop.found()
    let before = try workshop.query("region", "SELECT status FROM measure WHERE code = 'T1'")
    // Only Lærdal has seen this one: it is no part of what both had.
    try workshop.edit("laerdal", "UPDATE measure SET status = 'PAUSE' WHERE code = 'T1'")
    try workshop.succeed("laerdal", "seal")
    try workshop.edit("laerdal", "INSERT INTO measure(code, note) VALUES ('T9', 'her')")
    try workshop.edit("vik", "INSERT INTO measure(code, note) VALUES ('T9', 'der')")
    try workshop.disagree()
    for member in ["region", "laerdal", "vik"] {
      let list = try workshop.json(member, "conflicts") as? [[String: Any]] ?? []
      let status = try #require(list.first { $0["columns"] as? [String] == ["status"] })
      #expect(status["base"] as? String == before, "\(status)")
      let made = list.filter { $0["key"] as? [String] == ["T9"] }
      #expect(!made.isEmpty && made.allSatisfy { $0["base"] is NSNull }, "\(list)")
    }
  }

  @Test("A row that was deleted and edited at once is kept, and can still be deleted")
  func deletedAndEdited() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("laerdal", "DELETE FROM measure WHERE code = 'T2'")
    try workshop.edit("vik", "UPDATE measure SET note = 'viktig' WHERE code = 'T2'")
    try workshop.week()
    #expect(try workshop.query("laerdal", "SELECT note FROM measure WHERE code = 'T2'") == "viktig")
    let list = try workshop.json("laerdal", "conflicts") as? [[String: Any]] ?? []
    let entry = try #require(list.first)
    #expect(entry["rule"] as? String == "keep-edited")
    #expect(entry["shown"] as? [String: String] == ["row": "kept"])
    let base = try #require(entry["base"] as? [String: Any])
    #expect(base["note"] as? String == "dag", "\(base)")
    try workshop.succeed("laerdal", "resolve", try #require(entry["id"] as? String), "--take", "2")
    try workshop.week()
    #expect(try workshop.query("vik", "SELECT count(*) FROM measure WHERE code = 'T2'") == "0")
  }

  @Test("A row that a unique key keeps out waits for a decision, and is no numbered choice")
  func rowKeptOut() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("laerdal", "INSERT INTO measure(code, number) VALUES ('A', '1')")
    try workshop.edit("vik", "INSERT INTO measure(code, number) VALUES ('B', '1')")
    try workshop.week()
    let entry = try workshop.listed("region", about: "measure")
    let id = try #require(entry["id"] as? String)
    #expect(entry["rule"] as? String == "setAside" && entry["state"] as? String == "open")
    #expect(try workshop.succeed("region", "conflicts").contains("measure B: number"))
    let outcome = try workshop.run("resolve", id, "--take", "1", "--replica", "region.sqlite")
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.errors.contains("--keep") && outcome.errors.contains("hint: "))
  }

  @Test("A suggestion to an owner waits, and the owner decides")
  func suggestion() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("laerdal", "UPDATE measure SET title = 'Kurs' WHERE code = 'T1'")
    try workshop.week()
    try workshop.edit("vik", "UPDATE measure SET title = 'Kurs på nett' WHERE code = 'T1'")
    try workshop.week()
    let id = try workshop.conflict("laerdal", on: "title")
    #expect(try workshop.query("vik", "SELECT title FROM measure WHERE code = 'T1'") == "Kurs")
    #expect(try workshop.succeed("vik", "conflicts", id).contains("framlegg"))
    try workshop.succeed("laerdal", "resolve", id, "--value", "\"Kurs på nett\"")
    try workshop.week()
    let titles = try ["region", "laerdal", "vik"].map {
      try workshop.query($0, "SELECT title FROM measure WHERE code = 'T1'")
    }
    #expect(titles == Array(repeating: "Kurs på nett", count: 3))
  }
}

extension Workshop {
  /// The identifier of the conflict about a column of T1.
  func conflict(_ member: String, on column: String) throws -> String {
    let list = try json(member, "conflicts") as? [[String: Any]] ?? []
    let entry = list.first {
      ($0["columns"] as? [String])?.first == column && $0["key"] as? [String] == ["T1"]
    }
    return try #require(entry?["id"] as? String, "\(column): \(list)")
  }
}
