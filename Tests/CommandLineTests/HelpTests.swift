import Foundation
import Testing

@Suite("Help says how each command is used")
struct HelpTests {
  static let commands = [
    ["found"], ["join"], ["admit"], ["charter"], ["charter", "show"], ["charter", "export"],
    ["charter", "revise"], ["charter", "end-replica"], ["charter", "leave"],
    ["charter", "recover"], ["key"], ["key", "passphrase"], ["key", "identity"],
    ["seal"], ["export"], ["import"], ["sync"], ["status"], ["conflicts"], ["resolve"],
    ["digest"], ["verify"], ["log"], ["show"], ["history"], ["undo"], ["reopen"], ["inspect"],
    ["doctor"], ["detach"],
  ]

  @Test(
    "The example of a command works as written, with names that are there",
    arguments: [
      "log", "show", "history", "undo", "reopen", "inspect", "doctor", "import", "detach",
    ])
  func example(command: String) throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("region", "INSERT INTO measure(code, note) VALUES ('T06', 'x')")
    try workshop.edit("laerdal", "UPDATE measure SET budget = 1 WHERE code = 'T1'")
    try workshop.edit("vik", "UPDATE measure SET budget = 2 WHERE code = 'T1'")
    try workshop.week()
    let dot = try workshop.seal("vik", "UPDATE measure SET share = 0.5 WHERE code = 'T06'")
    let id = try workshop.conflict("vik", on: "budget")
    let help = try workshop.run(command, "--help").output
    let lines = help.components(separatedBy: "\n")
    let place = try #require(lines.firstIndex { $0.contains("Example:") })
    let line = lines[place + 1].trimmingCharacters(in: .whitespaces)
      .replacingOccurrences(of: "laerdal-7q2k9f3m.4f1c.everyone:3", with: dot)
      .replacingOccurrences(of: "k3m9x2pa", with: id)
      .replacingOccurrences(of: "/media/minnepinne", with: "shared")
      .replacingOccurrences(of: "gammal.sqlite", with: "vik.sqlite")
    workshop.program.environment["SAMBAND_REPLICA"] = "vik.sqlite"
    let outcome = try workshop.runShell(line)
    #expect(outcome.status == 0, "\(line): \(outcome)")
  }

  @Test("Every command has one example and its exit statuses", arguments: commands)
  func help(command: [String]) throws {
    let workshop = try Workshop()
    let outcome = try workshop.program.run(command + ["--help"], in: workshop.folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.components(separatedBy: "Example:").count == 2, "\(outcome)")
    #expect(outcome.output.contains("Exit status:"), "\(outcome)")
    #expect(outcome.output.contains("USAGE: samband \(command.joined(separator: " "))"))
  }

  @Test("The version is one line")
  func version() throws {
    let workshop = try Workshop()
    let outcome = try workshop.run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
  }
}
