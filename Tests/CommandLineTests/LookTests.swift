import Foundation
import Testing

@testable import samband

@Suite("Colour is only where a terminal is, and never the only sign")
struct LookTests {
  private let escape = "\u{1B}["

  /// Runs `conflicts --all` and a refused command on a terminal, or not, with some variables.
  private func show(
    _ workshop: Workshop, on terminal: Bool, columns: Int = 100, _ variables: [String: String] = [:]
  ) throws -> String {
    let tools = Scenario.folder.appending(path: "worlds/bin").path
    workshop.program.environment["PATH"] =
      "\(tools):\(workshop.program.environment["PATH"] ?? "")"
    workshop.program.environment["TERM"] = "xterm"
    workshop.program.environment["COLUMNS"] = terminal ? nil : String(columns)
    workshop.program.environment.merge(variables) { $1 }
    let start = terminal ? "terminal \(columns) " : ""
    let outcome = try workshop.runShell(
      """
      \(start)samband conflicts --all --replica region.sqlite
      \(start)samband conflicts nothing --replica region.sqlite
      """)
    for name in variables.keys { workshop.program.environment[name] = nil }
    return outcome.output + outcome.errors
  }

  @Test("A terminal shows looks; NO_COLOR, a dumb terminal and a pipe do not, and say the same")
  func looks() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.disagree()
    let plain = try show(workshop, on: false)
    #expect(!plain.contains(escape) && plain.contains("← dette er vist no"))
    let coloured = try show(workshop, on: true)
    #expect(coloured.contains("\(escape)32m← dette er vist no\(escape)0m"), "\(coloured)")
    #expect(coloured.contains("\(escape)1;31merror:\(escape)0m "), "\(coloured)")
    #expect(coloured.contains("\(escape)36mhint:\(escape)0m "), "\(coloured)")
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    #expect(try show(workshop, on: true, ["NO_COLOR": "1"]) == plain)
    #expect(try show(workshop, on: true, ["TERM": "dumb"]) == plain)
    #expect(try show(workshop, on: true, ["NO_COLOR": ""]) == coloured)
  }

  @Test("No sentence is wider than the terminal; only commands are", arguments: [60, 120])
  func widths(columns: Int) throws {
    let workshop = try Workshop()
    try workshop.foundRegister()
    try workshop.registerTwice()
    try workshop.edit(
      "vik", "UPDATE employer SET name = 'Lærdal Grønt og Frukt med eit langt namn' WHERE id = 'a'")
    try workshop.edit("laerdal", "UPDATE employer SET name = 'Lærdal Grønt AS' WHERE id = 'a'")
    try workshop.week()
    let text = try show(workshop, on: true, columns: columns, ["NO_COLOR": "1"])
    let wide = text.split(separator: "\n").filter { line in
      line.count > columns && !line.hasPrefix("  samband ") && !line.hasPrefix("hint: ")
    }
    #expect(wide.isEmpty, "\(wide)")
    #expect(text.contains("         A  ") == (columns == 120), "\(text)")
  }
}
