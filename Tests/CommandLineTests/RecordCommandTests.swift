import Foundation
import Testing

@testable import samband

@Suite("Records on the command line, over any schema")
struct RecordCommandTests {
  @Test("A row that one adds is listed and shown at the other, in a schema without labels")
  func travels() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.succeed(
      "laerdal", "add", "measure", "code=T9", "title=Kurs", "share=0,5", "budget=1 200")
    try workshop.week()
    let rows = try #require(
      try workshop.json("vik", "list", "measure", "--where", "code=T9") as? [[String: Any]])
    #expect(rows.map { $0["budget"] as? Int } == [1_200])
    #expect(rows.map { $0["share"] as? Double } == [0.5])
    #expect(rows.map { $0["owner"] as? String } == ["4642"])
    let shown = try workshop.succeed("vik", "show", "measure", "T9")
    #expect(shown.contains("Kurs") && shown.contains("Lærdal"), "\(shown)")
  }

  @Test("A conflict on the row is told with the command that shows it")
  func conflict() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.disagree()
    let shown = try workshop.succeed("region", "show", "measure", "T1")
    let id = try workshop.conflict("region", on: "note")
    #expect(shown.contains("samband conflicts \(id)"), "\(shown)")
  }

  @Test("Where a person is asked, no leaves the table as it was and yes writes the sheet")
  func asks() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.write("code;title\nT9;Kurs\n", to: "tiltak.csv")
    func answer(_ word: String) throws -> Program.Outcome {
      try workshop.runShell(
        """
        printf '\(word)\\n' | script -qec 'samband table import-csv measure tiltak.csv \
        --replica laerdal.sqlite' /dev/null
        """)
    }
    #expect(try answer("nei").output.contains("Tabellen er som før."))
    #expect(try workshop.query("laerdal", "SELECT count(*) FROM measure") == "2")
    _ = try answer("ja")
    #expect(try workshop.query("laerdal", "SELECT count(*) FROM measure") == "3")
  }

  @Test("Rows that do not fit the screen lose columns that are named, never rows")
  func narrow() throws {
    let workshop = try Workshop()
    try workshop.found()
    workshop.program.environment["COLUMNS"] = "30"
    let outcome = try workshop.run("list", "measure", "--replica", "laerdal.sqlite")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 30 }, "\(outcome)")
    #expect(outcome.errors.contains("note"), "\(outcome)")
  }
}
