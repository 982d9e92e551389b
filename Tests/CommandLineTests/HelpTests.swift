import Foundation
import Testing

@Suite("Help says how each command is used")
struct HelpTests {
  /// What stands in examples for names that a run makes up.
  private static let names: [String: String] = [
    "/media/minnepinne": "shared", "gammal.sqlite": "vik.sqlite", "/tmp/sogn": "sogn",
  ]
  /// Commands whose example is for another replica than Vik's.
  private static let ofTheRegion: Set = [
    ["admit"], ["charter", "revise"], ["charter", "end-replica"], ["charter", "leave"],
  ]
  /// What an answer or a passphrase of the person stands for, behind the example.
  private static let answers: [[String]: String] = [
    ["admit"]: " --yes", ["charter", "end-replica"]: " --yes", ["charter", "leave"]: " --yes",
    ["key", "passphrase"]: " --new-passphrase-fd 0 <passphrase",
  ]
  /// Commands whose example begins with nothing.
  private static let ofNobody: Set = [["found"], ["demo"]]

  @Test(
    "The example of every command works as written, with names that are there",
    arguments: CommandTree.all.map(\.path))
  func example(path: [String]) throws {
    let workshop = try Workshop()
    let command = try #require(CommandTree.all.first { $0.path == path })
    var line = try #require(Self.examples(of: command).first)
    if !Self.ofNobody.contains(path) {
      try prepare(workshop, for: path)
      let dot = try workshop.seal("vik", "UPDATE measure SET share = 0.5 WHERE code = 'T06'")
      line = line.replacingOccurrences(of: "laerdal-7q2k9f3m.4f1c.everyone:3", with: dot)
        .replacingOccurrences(of: "k3m9x2pa", with: try workshop.conflict("vik", on: "budget"))
      if line.contains("laerdal-7q2k9f3m") {
        let status = try workshop.json("laerdal", "status") as? [String: Any]
        let replica = try #require(status?["replica"] as? String)
        line = line.replacingOccurrences(of: "laerdal-7q2k9f3m", with: replica)
      }
    }
    for (name, actual) in Self.names { line = line.replacingOccurrences(of: name, with: actual) }
    let isOfRegion = Self.ofTheRegion.contains(path)
    workshop.program.environment["SAMBAND_REPLICA"] = isOfRegion ? "region.sqlite" : "vik.sqlite"
    let outcome = try workshop.runShell(line + (Self.answers[path] ?? ""))
    #expect(outcome.status == 0, "\(line): \(outcome)")
  }

  /// A collaboration with a row that the examples name, and what they make anew.
  private func prepare(_ workshop: Workshop, for path: [String]) throws {
    try workshop.found(language: "en")
    try workshop.edit("region", "INSERT INTO measure(code, note) VALUES ('T06', 'x')")
    try workshop.edit("laerdal", "UPDATE measure SET budget = 1 WHERE code = 'T1'")
    try workshop.edit("vik", "UPDATE measure SET budget = 2 WHERE code = 'T1'")
    try workshop.week()
    try workshop.copy("charter.json", to: "avtale.json")
    switch path {
    case ["join"]:
      for name in ["laerdal.sqlite", "laerdal.request.json"] { try workshop.remove(name) }
    case ["charter", "recover"]:
      // The charter that knows a recovery key is the one after.
      let made = try workshop.runShell(
        """
        samband charter revise --recovery-out reserve.json --yes --replica region.sqlite &&
        samband charter export -o nyast.json --replica region.sqlite &&
        samband join nyast.json region-ny.sqlite --member region --request-out ny.request.json
        """)
      try #require(made.status == 0, "\(made)")
    case ["table", "import-csv"]:
      try workshop.write("code;title\r\nT9;Kurs\r\n", to: "tiltak.csv")
    case ["key", "passphrase"]: try workshop.write("blåbær og rømme\n", to: "passphrase")
    case ["key", "identity"]:
      let made = try workshop.runShell(
        """
        samband export --to vik -o ut --replica region.sqlite &&
        cp ut/*.age pakke.samband.json.gz.age
        """)
      try #require(made.status == 0, "\(made)")
    default: break
    }
  }

  @Test(
    "Every command has one example and its exit statuses", arguments: CommandTree.all.map(\.path))
  func help(path: [String]) throws {
    let workshop = try Workshop()
    let outcome = try workshop.program.run(path + ["--help"], in: workshop.folder)
    #expect(outcome.status == 0)
    let command = CommandTree(path: path, help: outcome.output)
    #expect(Self.examples(of: command).count == 1, "\(outcome)")
    #expect(Self.examples(of: command)[0].hasPrefix("samband \(path.joined(separator: " "))"))
    #expect(command.statuses.contains(0) && command.statuses.contains(64), "\(outcome)")
    #expect(command.statuses == command.statuses.sorted(), "\(outcome)")
    #expect(outcome.output.contains("USAGE: samband \(path.joined(separator: " "))"))
  }

  @Test("A group of commands has an example, too", arguments: [[], ["charter"], ["table"]])
  func groups(path: [String]) throws {
    let workshop = try Workshop()
    let outcome = try workshop.program.run(path + ["--help"], in: workshop.folder)
    #expect(outcome.output.components(separatedBy: "Example:").count == 2, "\(outcome)")
    #expect(outcome.output.contains("Exit status:"), "\(outcome)")
  }

  @Test(
    "Scripts that complete commands are printed for every shell",
    arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let workshop = try Workshop()
    let outcome = try workshop.run("--generate-completion-script", shell)
    #expect(outcome.status == 0 && outcome.output.contains("conflicts"), "\(outcome)")
  }

  @Test("The version is one line")
  func version() throws {
    let workshop = try Workshop()
    let outcome = try workshop.run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  /// The command lines below `Example:`.
  private static func examples(of command: CommandTree) -> [String] {
    let parts = command.help.components(separatedBy: "Example:\n")
    return parts.dropFirst().map { rest in
      let lines = rest.split(separator: "\n").prefix { $0.hasPrefix("  ") }
      return lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    }
  }
}
