import Foundation
import Testing

@Suite("The life of a row is told in full")
struct HistoryTests {
  @Test("Concurrent edits and their resolution stand in causal order, with who had not seen whom")
  func conflict() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.disagree()
    let id = try workshop.conflict("region", on: "status")
    let open = try workshop.succeed("region", "history", "measure", "T1")
    #expect(open.contains("without having seen 2") && open.contains("chose among 2"), "\(open)")
    #expect(open.contains("samband conflicts \(id) --replica region.sqlite"))
    try workshop.succeed("region", "resolve", id, "--take", "1", "-m", "by phone")
    try workshop.week()
    for member in ["region", "laerdal", "vik"] {
      let text = try workshop.succeed(member, "history", "measure", "T1")
      #expect(text.hasPrefix("measure T1: 4 changes\n"), "\(text)")
      #expect(text.contains("“by phone”") && text.contains("STOGG → FERD  (chosen among 2)"))
    }
    let document = try #require(
      try workshop.json("vik", "history", "measure", "T1") as? [String: Any])
    #expect(
      document.names == [
        "changes", "conflicts", "edited", "key", "namesakes", "now", "renumberedFrom", "shown",
        "standing", "table",
      ])
    let changes = try #require(document["changes"] as? [[String: Any]])
    #expect(
      changes.allSatisfy {
        $0.names == [
          "columns", "dot", "effect", "member", "note", "operation", "replica", "time", "unseen",
        ]
      })
    let unseen = changes.map { $0["unseen"] as? [String] ?? [] }
    #expect(unseen[2] == [changes[1]["dot"] as? String ?? ""] && unseen[3].isEmpty)
    let now = try #require(document["now"] as? [[String: Any]])
    #expect(
      now.allSatisfy {
        $0.names == ["authors", "choices", "column", "rule", "shown", "written"]
      })
    let status = try #require(now.first { $0["column"] as? String == "status" })
    #expect(status["shown"] as? String == "FERD" && status["rule"] as? String == "furthest")
    #expect(status["authors"] as? [String] == [changes[3]["dot"] as? String ?? ""])
  }

  @Test("A deleted row has its history; one that somebody edited at once stays, and it says why")
  func deletes() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("laerdal", "DELETE FROM measure WHERE code = 'T2'")
    try workshop.week()
    let gone = try workshop.succeed("vik", "history", "measure", "T2")
    #expect(gone.contains("Lærdal  deleted") && gone.contains("Now: the row is deleted."))
    try workshop.edit("laerdal", "DELETE FROM measure WHERE code = 'T1'")
    try workshop.edit("vik", "UPDATE measure SET note = 'x' WHERE code = 'T1'")
    try workshop.week()
    let kept = try workshop.succeed("vik", "history", "measure", "T1")
    let isTold =
      kept.contains("the row stays, because somebody else has edited it")
      || kept.contains("the row was deleted and lives again")
    #expect(isTold && kept.contains("Now: the row is shown as it was written."), "\(kept)")
    try workshop.edit("vik", "INSERT INTO measure(code, note) VALUES ('T2', 'anew')")
    try workshop.succeed("vik", "seal")
    let anew = try workshop.succeed("vik", "history", "measure", "T2")
    #expect(anew.contains("the row was gone and is made anew"), "\(anew)")
  }

  @Test("A row set aside says under which, and a row whose parent goes says so")
  func hidden() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    try workshop.registerTwice()
    let text = try workshop.succeed("region", "history", "employer", "b")
    #expect(text.contains("Now: the row is not shown; a came first with the same orgnr."))
    let document = try workshop.json("region", "history", "employer", "b") as? [String: Any]
    #expect(document?["standing"] as? String == "setAside" && document?["shown"] as? Bool == false)
    try workshop.edit("laerdal", "INSERT INTO visit VALUES ('v', 'c', 'x')")
    try workshop.edit("laerdal", "INSERT INTO employer VALUES ('c', '1', 'C', NULL)")
    try workshop.week()
    try workshop.edit("vik", "DELETE FROM employer WHERE id = 'c'; DELETE FROM visit")
    try workshop.edit("laerdal", "UPDATE visit SET day = 'y'")
    try workshop.week()
    let visit = try workshop.json("region", "history", "visit", "v") as? [String: Any]
    #expect(visit?["standing"] as? String == "held", "\(visit ?? [:])")
  }

  @Test("Numbers given twice lead to both rows, and each says which number it was made with")
  func numbers() throws {
    let workshop = try Workshop()
    try workshop.foundRegister(language: "en")
    for member in ["laerdal", "vik"] {
      try workshop.edit(member, "INSERT INTO meeting(title) VALUES ('\(member)')")
    }
    try workshop.week()
    let text = try workshop.succeed("region", "history", "meeting", "1")
    #expect(text.contains("laerdal") && text.contains("Also made with that number: -"), "\(text)")
    let command = try #require(
      text.split(separator: "\n").last { $0.contains("samband history meeting") })
    let other = try workshop.runShell(command.trimmingCharacters(in: .whitespaces))
    #expect(other.status == 0, "\(other)")
    #expect(other.output.contains("It was made as number 1"), "\(other)")
    #expect(other.output.contains("vik"))
  }

  @Test("Keys are read as people write them: several columns, JSON, rows that are not sealed yet")
  func keys() throws {
    let workshop = try Workshop()
    try workshop.foundLedger()
    for key in ["Nord,3", "Nord, 3", "[\"Nord\",3]"] {
      let text = try workshop.succeed("vik", "history", "seat", key)
      #expect(text.hasPrefix("seat Nord, 3: 1 change\n"), "\(text)")
    }
    try workshop.edit(
      "vik", "INSERT INTO seat VALUES ('Sør', 1, 'Ola'); UPDATE shelf SET note = 'n', amount = 7")
    let fresh = try workshop.succeed("vik", "history", "seat", "Sør,1")
    #expect(fresh.contains("is in no change set yet") && fresh.contains("Ola"))
    let edited = try workshop.succeed("vik", "history", "shelf", "S1")
    #expect(edited.contains("It has been edited since"), "\(edited)")
    let sealed = try workshop.seal("vik", "UPDATE shelf SET tags = '[\"b\"]'")
    let text = try workshop.succeed("vik", "show", sealed)
    #expect(text.contains("5 → 7  (+2)") && text.contains("(+\"b\", −\"a\")"), "\(text)")
  }

  @Test("What never was is refused with a hint that works, in three languages")
  func refusals() throws {
    let workshop = try Workshop()
    try workshop.found()
    for (language, part) in [
      ("nn", "har det aldri vore"), ("nb", "har det aldri vært"), ("en", "has never been"),
    ] {
      let outcome = try workshop.fail(
        "vik", 64, "history", "measure", "T9", "--language", language)
      #expect(outcome.errors.contains(part), "\(outcome)")
      #expect(try workshop.runHint(of: outcome).status == 0)
    }
    let table = try workshop.fail("vik", 64, "history", "gold", "T1")
    #expect(table.errors.contains("measure"))
  }
}
