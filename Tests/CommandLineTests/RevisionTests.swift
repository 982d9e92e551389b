import Foundation
import ReplicaStore
import Testing

@testable import samband

@Suite("charter revise, as people and scripts use it")
struct RevisionTests {
  private func revise(
    _ workshop: Workshop, _ replacements: [(String, String)], _ more: String...
  ) throws -> Program.Outcome {
    var schema = try workshop.read("schema.sql")
    for (old, new) in replacements { schema = schema.replacingOccurrences(of: old, with: new) }
    try workshop.write(schema, to: "new.sql")
    return try workshop.program.run(
      ["charter", "revise", "--schema", "new.sql", "--replica", "region.sqlite"] + more,
      in: workshop.folder)
  }

  @Test("A trial tells what would change; the revision reaches everybody; verify agrees")
  func accepted() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let change = [("budget INTEGER", "budget INTEGER, place TEXT NOT NULL DEFAULT 'her'")]
    let trial = try revise(workshop, change, "--dry-run")
    #expect(trial.status == 0, "\(trial)")
    #expect(trial.output.contains("new: column measure.place"), "\(trial)")
    #expect(trial.output.contains("The charter would get version 3."))
    let unconfirmed = try revise(workshop, change)
    #expect(unconfirmed.status == 64 && unconfirmed.errors.contains("--yes"), "\(unconfirmed)")
    let done = try revise(workshop, change, "--yes")
    #expect(done.status == 0 && done.output.contains("version 3"), "\(done)")
    let again = try revise(workshop, change, "--yes")
    #expect(again.output.contains("say the same as before"), "\(again)")
    try workshop.edit("region", "UPDATE measure SET place = 'der' WHERE code = 'T1'")
    try workshop.week()
    #expect(try workshop.query("vik", "SELECT group_concat(place) FROM measure") == "der,her")
    for member in ["region", "laerdal", "vik"] { try workshop.succeed(member, "verify") }
    #expect(
      try workshop.succeed("vik", "digest") == workshop.succeed("region", "digest"))
    let status = try #require(try workshop.json("vik", "status") as? [String: Any])
    #expect(status["charterVersion"] as? Int == 3 && status["waitingCharter"] is NSNull)
  }

  @Test("A refusal names line, table and column, and ends with 65")
  func refused() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let outcome = try revise(workshop, [("title TEXT NOT NULL DEFAULT ''", "title INTEGER")])
    #expect(outcome.status == 65, "\(outcome)")
    #expect(
      outcome.errors.contains("line 2: table \"measure\", column \"title\": its type was TEXT"))
    #expect(
      outcome.errors.hasSuffix(
        "hint: Mend what is named above, and try again: samband charter revise --help\n"))
    let usage = try workshop.run("charter", "revise", "--replica", "region.sqlite")
    #expect(usage.status == 64, "\(usage)")
    let member = try workshop.run(
      "charter", "revise", "--schema", "schema.sql", "--replica", "vik.sqlite")
    #expect(member.status == 77, "\(member)")
  }

  @Test("What is in the way of a charter is told at import and in the status, until it is gone")
  func waiting() throws {
    let workshop = try Workshop()
    try workshop.found(language: "nn")
    try workshop.edit("vik", "CREATE TABLE visit(mine)")
    let change = [
      ("CREATE TABLE measure", "CREATE TABLE visit(id TEXT PRIMARY KEY);\nCREATE TABLE measure")
    ]
    #expect(try revise(workshop, change, "--yes", "--json").status == 0)
    try workshop.edit("region", "INSERT INTO visit VALUES ('a')")
    try workshop.succeed("region", "sync", "shared")
    let told = try workshop.succeed("vik", "sync", "shared")
    #expect(told.contains("versjon 3 kan ikkje takast i bruk her enno"), "\(told)")
    #expect(try workshop.succeed("vik", "status").contains("Ny avtale ventar:"))
    try workshop.edit("vik", "ALTER TABLE visit RENAME TO my_visit")
    try workshop.succeed("vik", "sync", "shared")
    #expect(try workshop.query("vik", "SELECT id FROM visit") == "a")
    #expect(try !workshop.succeed("vik", "status").contains("Ny avtale ventar:"))
  }

  @Test("Every change has a line of its own in every language", arguments: Language.allCases)
  func sentences(language: Language) {
    let lines = SchemaChange.Subject.allCases.flatMap { subject in
      SchemaChange.Action.allCases.map { action in
        Message.change(SchemaChange(subject, action, table: "t", name: "n")).text(in: language)
      }
    }
    #expect(Set(lines).count == lines.count)
  }
}
