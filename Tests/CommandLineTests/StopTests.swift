import Foundation
import Testing

@Suite("Ctrl-C leaves everything as it was")
struct StopTests {
  /// Enough rows that a debug build is busy for a while.
  private static let rows = 4_000

  @Test("An import that is stopped says so, ends with 130, and can be done again")
  func importing() throws {
    let workshop = try Workshop()
    try workshop.manyRows(Self.rows)
    let before = try workshop.succeed("vik", "digest")
    var stopped = 0
    for (place, number) in [SIGINT, SIGTERM, SIGINT, SIGHUP].enumerated() {
      let run = try RunningProgram(
        workshop, "import", "out", "--replica", "vik.sqlite", "--language", "en")
      Thread.sleep(forTimeInterval: 0.15 + 0.25 * Double(place))
      let outcome = try run.end(number)
      if outcome.status == 0 { break }
      stopped += 1
      #expect(outcome.status == 128 + number, "\(outcome)")
      #expect(outcome.output.isEmpty)
      #expect(
        outcome.errors == """
          error: Stopped. What was not finished is as it was.
          hint: Run the same again when you like: samband import out --replica vik.sqlite \
          --language en

          """, "\(outcome)")
      #expect(try workshop.succeed("vik", "digest") == before)
      #expect(try workshop.query("vik", "SELECT count(*) FROM measure") == "0")
    }
    #expect(stopped > 0, "no run was long enough to be stopped")
    try workshop.succeed("vik", "import", "out")
    #expect(try workshop.query("vik", "SELECT count(*) FROM measure") == "\(Self.rows)")
    try workshop.succeed("vik", "verify")
  }

  @Test("A sheet that is stopped changes nothing, and can be taken in again")
  func sheet() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let lines = (1...Self.rows).map { "R\($0);Kurs \($0)" }
    try workshop.write((["code;title"] + lines).joined(separator: "\n"), to: "ark.csv")
    var stopped = 0
    for place in 0..<4 {
      let run = try RunningProgram(
        workshop, "table", "import-csv", "measure", "ark.csv", "--yes", "--replica", "vik.sqlite")
      Thread.sleep(forTimeInterval: 0.15 + 0.2 * Double(place))
      let outcome = try run.end(SIGINT)
      if outcome.status == 0 { break }
      stopped += 1
      #expect(outcome.status == 130 && outcome.output.isEmpty, "\(outcome)")
      #expect(try workshop.query("vik", "SELECT count(*) FROM measure") == "2")
    }
    #expect(stopped > 0, "no run was long enough to be stopped")
    try workshop.succeed("vik", "table", "import-csv", "measure", "ark.csv", "--yes")
    #expect(
      try workshop.query("vik", "SELECT count(*) FROM measure WHERE code LIKE 'R%'")
        == "\(Self.rows)")
  }

  @Test("A founding that is stopped leaves no file and no key")
  func founding() throws {
    let workshop = try Workshop()
    try workshop.manyRows(Self.rows)
    let files = try workshop.names(in: ".")
    let keys = try workshop.names(in: "home/keys")
    let run = try RunningProgram(
      workshop, "found", "new.sqlite", "--from", "old.sqlite", "--name", "X", "--charter-out",
      "new.json")
    try run.wait { _ in (try? workshop.names(in: ".").contains("new.sqlite")) ?? false }
    let outcome = try run.end()
    #expect(outcome.status == 130, "\(outcome)")
    let left = try workshop.names(in: ".").filter { !$0.hasPrefix("running-") }
    #expect(left == files, "\(left)")
    #expect(try workshop.names(in: "home/keys") == keys)
  }

  @Test("A question is answered by Ctrl-C: nobody is admitted")
  func asking() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let before = try workshop.succeed("region", "charter", "show", "--json")
    let told = try workshop.onTerminal(
      ["admit", "vik.request.json", "--replica", "region.sqlite"],
      meanwhile: """
        time.sleep(1)
        os.write(own, b"\\x03")
        """)
    #expect(told.status == 130, "\(told)")
    #expect(told.output.contains("error:") && told.output.contains(" Stopped. "), "\(told)")
    let after = try workshop.succeed("region", "charter", "show", "--json")
    #expect(after == before)
  }

  @Test("A reader that goes away is no failure", arguments: ["", "trap '' PIPE;"])
  func pipes(trap: String) throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    for _ in 0..<3 {
      try workshop.edit("vik", "UPDATE measure SET note = note || 'x'")
      try workshop.succeed("vik", "seal")
    }
    let told = try Program.run(
      "/usr/bin/env",
      [
        "bash", "-c",
        "\(trap) set -o pipefail; \"$0\" log --replica vik.sqlite | (sleep 0.5; head -n 0)",
        workshop.program.path,
      ], in: workshop.folder, environment: workshop.program.environment)
    #expect(told.status == 0 && told.errors.isEmpty && told.output.isEmpty, "\(told)")
    let closed = try Program.run(
      "/usr/bin/env",
      [
        "bash", "-c", "\(trap) \"$0\" status --watch --replica vik.sqlite | head -n 1",
        workshop.program.path,
      ], in: workshop.folder, environment: workshop.program.environment)
    #expect(closed.status == 0 && closed.errors.isEmpty, "\(closed)")
    #expect(closed.output.hasPrefix("Replica of:"), "\(closed)")
  }

  @Test("On a terminal a long operation tells how far it is, and takes its line away")
  func progress() throws {
    let workshop = try Workshop()
    try workshop.manyRows(Self.rows)
    let words = ["import", "out", "--replica", "vik.sqlite", "--language", "nn"]
    let told = try workshop.onTerminal(words, meanwhile: "")
    #expect(told.status == 0, "\(told)")
    let lines = told.output.components(separatedBy: "\r").dropFirst()
    #expect(lines.count > 2, "\(told)")
    #expect(lines.contains { $0.hasPrefix("Oppdaterer tabellane: ") }, "\(told)")
    #expect(lines.allSatisfy { $0.contains("\u{1B}[K") }, "\(told)")
    #expect(lines.last?.hasPrefix("\u{1B}[K") == true, "\(told)")
    // Where nobody looks nothing is told.
    let silent = try workshop.run("verify", "--replica", "vik.sqlite")
    #expect(silent.status == 0 && silent.errors.isEmpty, "\(silent)")
  }
}

extension Workshop {
  /// A region that has made so many rows, and a member that has not got its bundle, which is in `out`.
  fileprivate func manyRows(_ count: Int) throws {
    let sql = """
      CREATE TABLE measure(id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
      INSERT INTO measure SELECT i, 'measure ' || i, hex(i) FROM n;
      """
    try edit("old", sql)
    for words in [
      [
        "found", "region.sqlite", "--from", "old.sqlite", "--name", "Sogn", "--member", "vik=Vik",
        "--charter-out", "charter.json",
      ],
      ["join", "charter.json", "vik.sqlite", "--member", "vik", "--request-out", "vik.json"],
      ["admit", "vik.json", "--yes", "--replica", "region.sqlite"],
      ["export", "-o", "out", "--replica", "region.sqlite"],
    ] {
      let outcome = try program.run(words, in: folder)
      try #require(outcome.status == 0, "\(outcome)")
    }
  }
}
