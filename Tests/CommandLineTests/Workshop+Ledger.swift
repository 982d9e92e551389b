import Foundation
import Testing

extension Workshop {
  /// Tables with a set, a sum, a column that is set once, rows that only their owner writes, and a key
  /// of two columns.
  private static let ledger = """
    CREATE TABLE shelf(
      id TEXT PRIMARY KEY NOT NULL, tags TEXT, amount INTEGER NOT NULL
      DEFAULT 0, code TEXT, note TEXT);
    CREATE TABLE private(id TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, note TEXT);
    CREATE TABLE seat(hall TEXT NOT NULL, row INTEGER NOT NULL, guest TEXT, PRIMARY KEY(hall, row));
    """

  /// Founds a collaboration of a region and two members over the ledger, with a first row.
  func foundLedger(language: String = "en") throws {
    try write(Self.ledger, to: "schema.sql")
    try write(
      """
      {"tables": {"shelf": {"columns": {"tags": {"rule": "union"}, "amount": {"rule": "sum"},
        "code": {"fixed": true}}},
        "private": {"owner": "owner", "write": "owner", "columns": {"owner": {"fixed": true}}}}}
      """, to: "rules.json")
    let founded = try run(
      "found", "region.sqlite", "--name", "Sogn", "--schema", "schema.sql", "--rules",
      "rules.json", "--member", "laerdal=Lærdal", "--member", "vik=Vik", "--language", language,
      "--charter-out", "charter.json")
    try #require(founded.status == 0, "\(founded)")
    for member in ["laerdal", "vik"] { try join(member) }
    try succeed("region", "admit", "laerdal.request.json", "vik.request.json", "--yes")
    try edit(
      "region",
      """
      INSERT INTO shelf(id, tags, amount) VALUES ('S1', '["a"]', 5);
      INSERT INTO seat VALUES ('Nord', 3, 'Kari');
      """)
    try week()
  }

  /// The name of the newest change set in a member's log.
  func newest(_ member: String) throws -> String {
    let list = try json(member, "log", "--limit", "1") as? [[String: Any]] ?? []
    return try #require(list.first?["dot"] as? String)
  }

  /// Edits a member's replica and seals it; returns the change set.
  @discardableResult
  func seal(_ member: String, _ sql: String, note: String = "") throws -> String {
    try edit(member, sql)
    try succeed(member, "seal", "-m", note)
    return try newest(member)
  }

  /// Runs the program on a member's replica and expects `error:`, `hint:` and an exit status.
  @discardableResult
  func fail(
    _ member: String, _ status: Int32, _ arguments: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program.Outcome {
    let outcome = try program.run(arguments + ["--replica", "\(member).sqlite"], in: folder)
    #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
    #expect(outcome.errors.contains("error: "), "\(outcome)", sourceLocation: sourceLocation)
    #expect(outcome.errors.contains("\nhint: "), "\(outcome)", sourceLocation: sourceLocation)
    return outcome
  }

  /// Runs the command that a `hint:` line names, as it is written there.
  func runHint(of outcome: Program.Outcome) throws -> Program.Outcome {
    let line = try #require(outcome.errors.split(separator: "\n").last { $0.hasPrefix("hint: ") })
    let start = try #require(line.range(of: "samband ", options: .backwards)).lowerBound
    return try runShell(String(line[start...]))
  }

  /// Runs a command line in the shell, with the program on the path.
  func runShell(_ command: String) throws -> Program.Outcome {
    var environment = program.environment
    let home = URL(fileURLWithPath: program.path).deletingLastPathComponent().path
    environment["PATH"] = "\(home):\(environment["PATH"] ?? "")"
    return try Program.run("/bin/sh", ["-c", command], in: folder, environment: environment)
  }

  /// Everything in a folder, by name, as bytes.
  func contents(of name: String) throws -> [String: Data] {
    let base = folder.appendingPathComponent(name)
    let names = try FileManager.default.subpathsOfDirectory(atPath: base.path)
    var contents: [String: Data] = [:]
    for name in names {
      let file = base.appendingPathComponent(name)
      let isFolder = try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
      if !isFolder { contents[name] = try Data(contentsOf: file) }
    }
    return contents
  }
}
