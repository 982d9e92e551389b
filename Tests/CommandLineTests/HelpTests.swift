import Foundation
import Testing

@Suite("Help says how each command is used")
struct HelpTests {
  static let commands = [
    ["found"], ["join"], ["admit"], ["charter"], ["charter", "show"], ["charter", "export"],
    ["charter", "revise"],
    ["seal"], ["export"], ["import"], ["sync"], ["status"], ["conflicts"], ["resolve"],
    ["digest"], ["verify"],
  ]

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
