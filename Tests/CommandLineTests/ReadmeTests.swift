import Foundation
import Testing

@Suite("The README can be walked through by copy and paste")
struct ReadmeTests {
  @Test("The walk: every command works, and the three digests are one line")
  func walk() throws {
    let workshop = try Workshop()
    let blocks = try Self.blocks().filter(\.isWalk)
    #expect(blocks.count == 3)
    let output = try walk(blocks, in: workshop)
    let digests = output.split(separator: "\n").filter { line in
      line.count == 32 && line.allSatisfy(\.isHexDigit)
    }
    #expect(digests.count == 3 && Set(digests).count == 1, "\(output)")
    #expect(digests.first?.contains { $0 != "0" } == true)
    let statuses = try ["region", "laerdal", "vik"].map {
      try workshop.query("walk/\($0)", "SELECT status FROM measure WHERE code = 'T06'")
    }
    #expect(statuses == ["FERD", "FERD", "FERD"])
  }

  @Test("After the walk the commands of the other sections work, too")
  func sections() throws {
    let workshop = try Workshop()
    let blocks = try Self.blocks()
    _ = try walk(blocks.filter(\.isWalk), in: workshop)
    try prepare(workshop, with: blocks)
    for block in blocks where !block.isWalk && block.language.isEmpty {
      let place = try #require(
        ReadmePlaces.all.first { block.text.hasPrefix($0.beginning) },
        "no test runs this block, and nothing says why:\n\(block.text)")
      guard case .runs(let names) = place.treatment else { continue }
      let text = names.reduce(block.text) {
        $0.replacingOccurrences(of: $1.word, with: $1.instead)
      }
      let outcome = try shell("cd walk\n\(Self.prelude)\n\(text)", workshop)
      #expect(outcome.status == 0, "\(text)\n\(outcome)")
      #expect(!outcome.errors.contains("error: "), "\(text)\n\(outcome)")
    }
    let beginnings = ReadmePlaces.all.map(\.beginning)
    let stale = beginnings.filter { begin in !blocks.contains { $0.text.hasPrefix(begin) } }
    #expect(stale.isEmpty, "the README no longer has these blocks")
  }

  private static let prelude = """
    set -e
    export SAMBAND_HOME="$PWD/home"
    DOT=$(samband log --json --replica laerdal.sqlite | jq -r '.[0].dot')
    FILE=$(ls stick/region-*-to-laerdal-*.age | tail -n 1)
    """

  /// Runs blocks as one session of a shell, which stops at the first error.
  private func walk(_ blocks: [Block], in workshop: Workshop) throws -> String {
    let outcome = try shell("set -e\n" + blocks.map(\.text).joined(separator: "\n"), workshop)
    try #require(outcome.status == 0, "\(outcome)")
    return outcome.output
  }

  private func shell(_ text: String, _ workshop: Workshop) throws -> Program.Outcome {
    try workshop.runShell(text)
  }

  /// What the sections beside the walk take for granted: a database from before, tables, rules.
  private func prepare(_ workshop: Workshop, with blocks: [Block]) throws {
    try workshop.write(
      """
      CREATE TABLE measure(code TEXT PRIMARY KEY NOT NULL, owner_kommune TEXT, title TEXT, tags TEXT,
        status TEXT NOT NULL DEFAULT 'IDE', starts_on TEXT, ends_on TEXT);
      """, to: "walk/tables.sql")
    let rules = try #require(blocks.first { $0.language == "json" }?.text)
    try workshop.write(rules, to: "walk/rules.json")
    let database = try Program.run(
      "/usr/bin/env",
      [
        "sqlite3", "walk/old.sqlite",
        "CREATE TABLE t(a TEXT PRIMARY KEY NOT NULL); INSERT INTO t VALUES ('x')",
      ],
      in: workshop.folder, environment: workshop.program.environment)
    #expect(database.status == 0, "\(database)")
  }

  // MARK: The text

  /// One block of commands.
  struct Block {
    /// What stands after the fence.
    let language: String
    /// Its lines.
    let text: String
    /// Whether it is a part of the walk.
    let isWalk: Bool
  }

  /// The blocks of the README in their order.
  private static func blocks() throws -> [Block] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
    return stride(from: 1, to: parts.count, by: 2).map { place in
      let lines = parts[place].components(separatedBy: "\n")
      let before = parts[place - 1].trimmingCharacters(in: .whitespacesAndNewlines)
      return Block(
        language: lines[0], text: lines.dropFirst().joined(separator: "\n"),
        isWalk: before.hasSuffix("<!-- walk -->"))
    }
  }
}
