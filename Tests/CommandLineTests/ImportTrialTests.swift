import Foundation
import Testing

@Suite("import --dry-run tells what an import would do, and does nothing")
struct ImportTrialTests {
  @Test("It reports what the import then reports, and leaves every byte of replica and keys alone")
  func trial() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit(
      "laerdal",
      "UPDATE measure SET status = 'FERD' WHERE code = 'T1'; DELETE FROM measure "
        + "WHERE code = 'T2'; INSERT INTO measure(code) VALUES ('T3')")
    try workshop.succeed("laerdal", "sync", "shared", "--plain")
    // An edit that waits conflicts with what comes.
    try workshop.edit("region", "UPDATE measure SET status = 'STOGG' WHERE code = 'T1'")
    try workshop.write("Kjære deg", to: "letter.txt")
    let before = try workshop.contents(of: ".")
    let words = ["import", "shared", "letter.txt", "--replica", "region.sqlite"]
    let told = try workshop.program.run(words + ["--dry-run"], in: workshop.folder)
    #expect(told.status == 65 && told.errors.contains("letter.txt"), "\(told)")
    #expect(told.output.contains("Only tried:"))
    #expect(told.output.contains("  measure: 1 new, 1 deleted\n"), "\(told)")
    let trial = try workshop.program.run(words + ["--dry-run", "--json"], in: workshop.folder)
    #expect(try workshop.contents(of: ".") == before)
    var planned = try #require(
      try JSONSerialization.jsonObject(with: Data(trial.output.utf8)) as? [String: Any])
    let rows = try #require(planned.removeValue(forKey: "rows") as? [[String: Any]])
    #expect(rows.count == 1 && rows[0]["table"] as? String == "measure")
    #expect(rows[0]["inserted"] as? Int == 1 && rows[0]["deleted"] as? Int == 1)
    let done = try workshop.program.run(words + ["--json"], in: workshop.folder)
    let outcome = try #require(
      try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    #expect(outcome as NSDictionary == planned as NSDictionary)
    #expect((outcome["conflicts"] as? [String: Int])?["opened"] == 1)
    #expect(try workshop.contents(of: ".") != before)
  }

  @Test("What an import would refuse altogether, it refuses with the same words")
  func refusals() throws {
    let workshop = try Workshop()
    try workshop.found(language: "nb")
    for words in [["import", "gone"], ["import", "shared"]] {
      if words == ["import", "shared"] {
        try FileManager.default.removeItem(at: workshop.folder.appendingPathComponent("home/keys"))
      }
      let replica = ["--replica", "vik.sqlite"]
      let trial = try workshop.program.run(words + ["--dry-run"] + replica, in: workshop.folder)
      let done = try workshop.program.run(words + replica, in: workshop.folder)
      #expect(trial.status == done.status && trial.status != 0 && trial.errors == done.errors)
    }
  }
}
