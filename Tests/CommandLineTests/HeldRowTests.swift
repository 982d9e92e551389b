import Foundation
import Testing

@testable import samband

@Suite("Rows with another number, rows that wait, and tables that do not show what they should")
struct HeldRowTests {
  @Test("Of two rows made with one number the later has another, and can be given a third")
  func numbers() throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    for (member, title) in [("laerdal", "Oppstart"), ("vik", "Samling")] {
      try workshop.edit(
        member,
        """
        INSERT INTO meeting(title) VALUES ('\(title)');
        INSERT INTO topic(id, meeting, text) VALUES ('\(member == "vik" ? 5 : 6)', 1, '\(title)');
        """)
    }
    try workshop.week()
    let entry = try workshop.listed("region", about: "meeting")
    let number = try #require((entry["key"] as? [Int])?.first)
    #expect(number < 0 && entry["shown"] as? Int == number)
    #expect(entry["rule"] as? String == "renumbered" && entry["state"] as? String == "settled")
    #expect((entry["values"] as? [[String: Any]])?.map { $0["value"] as? Int } == [1])
    let id = try workshop.identifier("region", about: "meeting")
    let list = try workshop.succeed("region", "conflicts")
    #expect(list.contains("vart laga med nummer 1, som ei anna rad fekk"))
    let text = try workshop.succeed("region", "conflicts", id)
    for part in [
      "To rader vart laga kvar for seg med nummer 1. Denne har no nummer \(number)",
      "     title  Samling", "samband resolve \(id) --keep both --value 2",
    ] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
    try workshop.expectRefusal(id, ["--keep", "A"])
    try workshop.expectRefusal(id, ["--keep", "both", "--value", "1"])
    try workshop.succeed("region", "resolve", id, "--keep", "both", "--value", "12")
    try workshop.week()
    try workshop.expectEverywhere(
      "SELECT id, title FROM meeting ORDER BY id", "1|Oppstart 12|Samling")
    try workshop.expectEverywhere(
      "SELECT meeting, text FROM topic ORDER BY meeting", "1|Oppstart 12|Samling")
    #expect(try (workshop.json("vik", "conflicts") as? [Any])?.isEmpty == true)
  }

  @Test("A row gets an unused number also where the greatest that there is has been taken")
  func greatestNumber() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    try workshop.edit("laerdal", "INSERT INTO meeting VALUES (1, 'Start'), (\(Int64.max), 'End')")
    try workshop.edit("vik", "INSERT INTO meeting VALUES (1, 'Samling')")
    try workshop.week()
    let id = try workshop.identifier("vik", about: "meeting")
    let text = try workshop.succeed("vik", "conflicts", id)
    #expect(text.contains("--keep both --value \(Int64.max - 1) "), "\(text)")
    let refused = try workshop.run(
      "resolve", id, "--keep", "both", "--value", "\"x\"", "--replica", "vik.sqlite")
    #expect(refused.status == 64)
    #expect(
      refused.errors == """
        error: "x" is not a whole number, and the row needs one.
        hint: Write the number without quotes, like --value 12: samband resolve --help

        """)
    try workshop.succeed("vik", "resolve", id, "--keep", "both")
    try workshop.week()
    try workshop.expectEverywhere(
      "SELECT id, title FROM meeting ORDER BY id",
      "1|Start \(Int64.max - 1)|Samling \(Int64.max)|End")
  }

  @Test("A row that went with its parent is settled, and returns with the parent")
  func parentGone() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "nb")
    try workshop.edit("region", "INSERT INTO employer(id, name) VALUES ('x', 'Gammel')")
    try workshop.week()
    try workshop.edit("laerdal", "DELETE FROM employer")
    try workshop.edit("vik", "INSERT INTO visit VALUES ('v', 'x', '2026-09-01')")
    try workshop.week()
    let entry = try workshop.listed("vik", about: "visit")
    #expect(entry["rule"] as? String == "parentGone" && entry["state"] as? String == "settled")
    let id = try workshop.identifier("vik", about: "visit")
    let text = try workshop.succeed("vik", "conflicts", id)
    for part in [
      "(avgjort av en regel)", "Raden viser til en rad i employer som er slettet",
      "     day       2026-09-01", "sett inn igjen raden i employer med samme nøkkel",
    ] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
    let refused = try workshop.run("resolve", id, "--keep", "A", "--replica", "vik.sqlite")
    #expect(refused.status == 77, "\(refused)")
    try workshop.edit("vik", "INSERT INTO employer(id, name) VALUES ('x', 'Igjen')")
    try workshop.week()
    try workshop.expectEverywhere("SELECT id, employer FROM visit", "v|x")
    #expect(try (workshop.json("vik", "conflicts") as? [Any])?.isEmpty == true)
  }

  @Test("A row whose parent has not come waits, and appears when it comes")
  func missingParent() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    try workshop.edit(
      "vik", "PRAGMA foreign_keys = OFF; INSERT INTO opening VALUES ('o', 'nobody', 1)")
    try workshop.succeed("vik", "seal")
    let entry = try workshop.listed("vik", about: "opening")
    #expect(entry["rule"] as? String == "missingParent" && entry["state"] as? String == "held")
    let id = try workshop.identifier("vik", about: "opening")
    let text = try workshop.succeed("vik", "conflicts", id)
    #expect(text.contains("waits for a row of employer that is not here"), "\(text)")
    #expect(text.contains("It appears by itself"), "\(text)")
    #expect(try workshop.succeed("vik", "status").contains("Held back:"))
    try workshop.edit("laerdal", "INSERT INTO employer(id, name) VALUES ('nobody', 'Nils')")
    try workshop.week()
    try workshop.expectEverywhere("SELECT id, employer FROM opening", "o|nobody")
  }

  @Test("A row of one's own table that refers to a row which others deleted is no fault")
  func ownOrphan() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    try workshop.edit("region", "INSERT INTO employer(id, name) VALUES ('x', 'Nils')")
    try workshop.week()
    try workshop.edit(
      "vik", "CREATE TABLE mine(x REFERENCES employer(id)); INSERT INTO mine VALUES ('x');")
    try workshop.edit("region", "DELETE FROM employer")
    try workshop.week()
    let told = try workshop.succeed("vik", "verify", "--deep")
    #expect(
      told.contains(
        "In your own table mine row 1 refers to a row that employer does not have."), "\(told)")
  }

  @Test("Every reason to hold a row back has a sentence and advice", arguments: Language.allCases)
  func sentences(language: Language) {
    let sentences: [Message] = [
      .heldSentence(.missingParent, "T1"), .heldSentence(.parentGone, "T1"),
      .heldSentence(.invalid, "T1"),
    ]
    #expect(sentences.allSatisfy { $0.text(in: language).contains("T1") })
    let advice: [Message] = [
      .heldAdvice(.missingParent, "T1"), .heldAdvice(.parentGone, "T1"),
      .heldAdvice(.invalid, "T1"),
    ]
    let texts = (sentences + advice).map { $0.text(in: language) }
    #expect(Set(texts).count == 6 && texts.allSatisfy { $0.hasSuffix(".") })
  }

  @Test("verify --deep finds nothing in sound replicas, and names a row that was edited unseen")
  func deep() throws {
    let workshop = try Workshop()
    try workshop.foundRegister("merge", language: "en")
    try workshop.registerTwice()
    for member in ["region", "laerdal", "vik"] {
      #expect(
        try workshop.succeed(member, "verify", "--deep").contains("also computed from nothing"))
    }
    try workshop.write(
      """
      .dbconfig enable_trigger off
      UPDATE opening SET n = 99 WHERE id = 'ob';
      """, to: "unseen.sql")
    _ = try workshop.query("vik", ".read unseen.sql")
    let outcome = try workshop.run("verify", "--deep", "--replica", "vik.sqlite")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(
      outcome.output.contains(
        "\nopening ob shows something else than was written and sent.\n1 fault."), "\(outcome)")
  }
}
