import Foundation
import Testing

@Suite("An undo is the inverse change set, and displaces nothing that it does not undo")
struct UndoTests {
  private static let rows = "SELECT id, tags, amount, code, note FROM shelf ORDER BY id"

  @Test("Inserts, updates, deletes, sets and sums are undone, everywhere, and can be redone")
  func inverse() throws {
    let workshop = try Workshop()
    try workshop.foundLedger()
    try workshop.edit("laerdal", "INSERT INTO shelf VALUES ('S2', '[\"z\"]', 9, 'c', 'whole')")
    try workshop.week()
    let before = try workshop.query("laerdal", Self.rows)
    let dot = try workshop.seal(
      "laerdal",
      """
      UPDATE shelf SET tags = '["b"]', amount = amount + 4, note = 'n' WHERE id = 'S1';
      DELETE FROM shelf WHERE id = 'S2';
      INSERT INTO shelf(id, note) VALUES ('S3', 'new');
      """)
    try workshop.week()
    let after = try workshop.query("laerdal", Self.rows)
    let plan = try workshop.succeed("vik", "undo", dot, "--dry-run")
    #expect(plan.contains("shelf S3: deleted") && plan.contains("shelf S2: put back"), "\(plan)")
    #expect(plan.contains("9 → 5  (-4)") && plan.contains("n → (nothing)"), "\(plan)")
    #expect(try workshop.query("vik", Self.rows) == after)
    try workshop.succeed("vik", "undo", dot, "-m", "a slip")
    let undo = try workshop.newest("vik")
    try workshop.week()
    for member in ["region", "laerdal", "vik"] {
      #expect(try workshop.query(member, Self.rows) == before, "\(member)")
      #expect(try workshop.succeed(member, "show", undo).contains("“a slip”"))
    }
    try workshop.succeed("region", "undo", undo)
    try workshop.week()
    #expect(try workshop.query("laerdal", Self.rows) == after)
    #expect(try workshop.succeed("laerdal", "verify", "--deep").contains("Everything holds"))
  }

  @Test("What somebody wrote since, or at once, is left as it is and named")
  func leftAlone() throws {
    let workshop = try Workshop()
    try workshop.foundLedger()
    let dot = try workshop.seal(
      "laerdal",
      """
      UPDATE shelf SET note = 'mine', tags = '["a","b","c"]', amount = 6 WHERE id = 'S1';
      INSERT INTO seat VALUES ('Sør', 1, 'Ola'); DELETE FROM seat WHERE hall = 'Nord';
      """)
    try workshop.week()
    try workshop.edit(
      "vik",
      """
      UPDATE shelf SET note = 'theirs', tags = '["a","b","c","d"]', amount = 60 WHERE id = 'S1';
      UPDATE seat SET guest = 'Per' WHERE hall = 'Sør'; INSERT INTO seat VALUES ('Nord', 3, 'Eva');
      """)
    try workshop.week()
    let text = try workshop.succeed("laerdal", "undo", dot)
    #expect(text.contains("shelf S1: note: changed since by Vik"), "\(text)")
    #expect(text.contains("seat Sør, 1: changed since by Vik"), "\(text)")
    #expect(text.contains("seat Nord, 3: the row is there already"), "\(text)")
    let row = try workshop.query("laerdal", "SELECT note, tags, amount FROM shelf")
    #expect(row == "theirs|[\"a\",\"d\"]|59")
    #expect(try workshop.query("laerdal", "SELECT guest FROM seat ORDER BY hall") == "Eva\nPer")
    let again = try workshop.fail("laerdal", 1, "undo", dot, "--json")
    let left = try #require(
      try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
    #expect(left.names == ["changeSets", "dryRun", "leftAlone", "rows", "undone"])
    #expect((left["changeSets"] as? [String])?.isEmpty == true)
    #expect(try workshop.runHint(of: again).status == 0)
  }

  @Test("A value that stands against another is not undone, for that would displace both")
  func concurrent() throws {
    let workshop = try Workshop()
    try workshop.foundLedger()
    let dot = try workshop.seal("laerdal", "UPDATE shelf SET note = 'mine'")
    try workshop.edit("vik", "UPDATE shelf SET note = 'theirs'")
    try workshop.week()
    let conflicts = try workshop.succeed("laerdal", "conflicts")
    let outcome = try workshop.fail("laerdal", 1, "undo", dot)
    #expect(outcome.output.contains("written at the same time by Vik"), "\(outcome)")
    #expect(try workshop.succeed("laerdal", "conflicts") == conflicts)
  }

  @Test("Another's rows, columns that are set once and references forbid it, and nothing is done")
  func forbidden() throws {
    let workshop = try Workshop()
    try workshop.foundLedger()
    let theirs = try workshop.seal(
      "laerdal", "INSERT INTO private VALUES ('P', 'laerdal', 'secret')")
    let fixed = try workshop.seal("laerdal", "UPDATE shelf SET code = 'K', note = 'n'")
    try workshop.week()
    for (dot, words) in [
      (theirs, ["private P", "belongs to Lærdal"]), (fixed, ["shelf S1", "code is set once"]),
    ] {
      let outcome = try workshop.fail("vik", 77, "undo", dot)
      for word in words { #expect(outcome.errors.contains(word), "\(outcome)") }
      let plan = try workshop.fail("vik", 77, "undo", dot, "--dry-run")
      #expect(plan.errors == outcome.errors)
    }
    #expect(try workshop.query("vik", "SELECT note FROM shelf") == "n")
    try workshop.fail("vik", 64, "undo", "nonsense")
    for (language, part) in [("nn", "kan ikkje gjerast om"), ("nb", "kan ikke gjøres om")] {
      let outcome = try workshop.fail("vik", 77, "undo", theirs, "--language", language)
      #expect(outcome.errors.contains(part))
    }
  }

  @Test("A row that others refer to is not deleted, nor put back without what it refers to")
  func references() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    let made = try workshop.seal("vik", "INSERT INTO employer VALUES ('a', '1', 'A', NULL)")
    try workshop.seal("vik", "INSERT INTO opening VALUES ('o', 'a', 1)")
    let outcome = try workshop.fail("vik", 77, "undo", made)
    #expect(outcome.errors.contains("employer a: other rows refer to it"), "\(outcome)")
    let child = try workshop.seal("vik", "DELETE FROM opening")
    try workshop.seal("vik", "DELETE FROM employer")
    let back = try workshop.fail("vik", 77, "undo", child)
    #expect(back.errors.contains("employer a: the row is deleted and would come back"), "\(back)")
    #expect(try workshop.query("vik", "SELECT count(*) FROM opening, employer") == "0")
  }

  @Test("A numbered row comes back as the same row, under its number")
  func numbered() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    try workshop.seal(
      "vik",
      "INSERT INTO meeting(title) VALUES ('one'); INSERT INTO topic VALUES (4, 1, 'talk')")
    try workshop.week()
    let dot = try workshop.seal("vik", "DELETE FROM topic; DELETE FROM meeting")
    try workshop.succeed("vik", "undo", dot)
    try workshop.week()
    try workshop.expectEverywhere(
      "SELECT m.id, title, t.id, text FROM meeting AS m JOIN topic AS t ON t.meeting = m.id",
      "1|one|4|talk")
    let text = try workshop.succeed("laerdal", "history", "meeting", "1")
    #expect(text.hasPrefix("meeting 1: 3 changes"), "\(text)")
  }
}
