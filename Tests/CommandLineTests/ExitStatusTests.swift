import Foundation
import Testing

@Suite("Each way to fail has its exit status, its sentence and its hint")
struct ExitStatusTests {
  @Test(
    "64: a command line that cannot be meant",
    arguments: [
      ["import"], ["found", "x.sqlite"], ["nonsense"], ["status", "--language", "xx"],
      ["found", "x.sqlite", "--template", "gold", "--charter-out", "c.json"],
      ["resolve", "abcdefgh"],
    ])
  func usage(words: [String]) throws {
    let workshop = try Workshop()
    let outcome = try workshop.program.run(words, in: workshop.folder)
    expect(outcome, ends: 64)
    #expect(try workshop.names(in: ".") == ["shared"], "something was left behind")
  }

  @Test("64: --compress without --plain; an unconfirmed admit; an unknown conflict or choice")
  func usageOfAReplica() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let region = ["--replica", "region.sqlite"]
    expect(
      try workshop.program.run(["sync", "shared", "--compress"] + region, in: workshop.folder),
      ends: 64)
    let admit = try workshop.program.run(
      ["admit", "vik.request.json"] + region, in: workshop.folder)
    expect(admit, ends: 64)
    #expect(admit.errors.contains("--yes"))
    expect(
      try workshop.program.run(
        ["resolve", "abcdefgh", "--take", "1"] + region, in: workshop.folder),
      ends: 64)
    expect(try workshop.run("status"), ends: 64)
    try workshop.disagree()
    let id = try workshop.conflict("region", on: "note")
    expect(
      try workshop.program.run(["resolve", id, "--take", "3"] + region, in: workshop.folder),
      ends: 64)
  }

  @Test("65: truncated, altered, another collaboration's, no replica, no charter")
  func invalidInput() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let bundle = try workshop.read(try workshop.bundle(from: "region", to: "vik"))
    try workshop.write(String(bundle.prefix(bundle.count / 2)), to: "half.samband.json")
    try workshop.write(
      bundle.replacingOccurrences(of: "\"created\":1", with: "\"created\":2"),
      to: "altered.samband.json")
    let before = try workshop.succeed("vik", "digest")
    for name in ["half.samband.json", "altered.samband.json", "schema.sql"] {
      let outcome = try workshop.run("import", name, "--replica", "vik.sqlite")
      expect(outcome, ends: 65)
      #expect(outcome.errors.contains("error: ") && outcome.errors.contains(name))
    }
    #expect(try workshop.succeed("vik", "digest") == before)
    _ = try workshop.run(
      "found", "other.sqlite", "--name", "Other", "--schema", "schema.sql", "--charter-out",
      "other.json")
    try workshop.succeed("region", "export", "-o", "open", "--plain")
    expect(try workshop.run("import", "open", "--replica", "other.sqlite"), ends: 65)
    // What is encrypted to others says nothing of them.
    let foreign = try workshop.run("import", "shared", "--replica", "other.sqlite")
    #expect(foreign.status == 0)
    expect(try workshop.run("status", "--replica", "schema.sql"), ends: 65)
    expect(
      try workshop.run(
        "join", "schema.sql", "x.sqlite", "--member", "vik", "--request-out", "x.json"),
      ends: 65)
  }

  @Test("65 wins over 77 when several files are refused, and what is good is taken in")
  func severalRefusals() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("region", "UPDATE measure SET note = 'ny' WHERE code = 'T2'")
    try workshop.succeed("region", "sync", "shared", "--plain")
    try workshop.write("half", to: "half.samband.json")
    let outcome = try workshop.run(
      "import", try workshop.bundle(from: "region", to: "laerdal"), "half.samband.json",
      try workshop.bundle(from: "region", to: "vik"), "--replica", "vik.sqlite")
    expect(outcome, ends: 65)
    #expect(outcome.errors.components(separatedBy: "error: ").count == 3, "\(outcome)")
    #expect(try workshop.query("vik", "SELECT note FROM measure WHERE code = 'T2'") == "ny")
  }

  @Test("66: no such file, no replica in the folder")
  func noSuchFile() throws {
    let workshop = try Workshop()
    expect(try workshop.run("status"), ends: 66)
    expect(try workshop.run("status", "--replica", "gone.sqlite"), ends: 66)
    try workshop.found(language: "en")
    expect(try workshop.run("import", "gone", "--replica", "vik.sqlite"), ends: 66)
  }

  @Test("73: a folder that cannot be, a file that is there already")
  func cannotWrite() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    expect(
      try workshop.run("export", "-o", "schema.sql/x", "--plain", "--replica", "vik.sqlite"),
      ends: 73)
    expect(
      try workshop.run(
        "found", "region.sqlite", "--name", "Sogn", "--schema", "schema.sql", "--charter-out",
        "new.json"),
      ends: 73)
    expect(
      try workshop.run(
        "found", "new.sqlite", "--name", "Sogn", "--schema", "schema.sql", "--charter-out",
        "nowhere/new.json"),
      ends: 73)
    #expect(try !workshop.names(in: ".").contains("new.sqlite"))
  }

  @Test("77: a stranger's bundle, a bundle for others, an admit by a member, a lost key")
  func notAllowed() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    _ = try workshop.run(
      "join", "charter.json", "stranger.sqlite", "--member", "vik", "--request-out", "s.json")
    try workshop.succeed("stranger", "export", "-o", "out", "--plain")
    expect(try workshop.run("import", "out", "--replica", "region.sqlite"), ends: 77)
    let others = try workshop.bundle(from: "region", to: "laerdal")
    expect(try workshop.run("import", others, "--replica", "vik.sqlite"), ends: 77)
    expect(try workshop.run("admit", "s.json", "--yes", "--replica", "vik.sqlite"), ends: 77)
    workshop.program.environment["SAMBAND_HOME"] = workshop.folder.path + "/elsewhere"
    expect(try workshop.run("seal", "--replica", "vik.sqlite"), ends: 77)
  }

  @Test("2: a sender with the same change sets and another digest; 1: verify finds it")
  func differing() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("region", "UPDATE samband_digest SET digest = zeroblob(16)")
    try workshop.succeed("region", "export", "-o", "out", "--plain", "--all")
    let imported = try workshop.run("import", "out", "--replica", "vik.sqlite")
    expect(imported, ends: 2)
    expect(try workshop.run("status", "--replica", "vik.sqlite"), ends: 2)
    let verified = try workshop.run("verify", "--replica", "region.sqlite")
    #expect(verified.status == 1, "\(verified)")
    #expect(verified.output.contains("The digest of everyone"), "\(verified)")
  }

  private func expect(
    _ outcome: Program.Outcome, ends status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
    let lines = outcome.errors.split(separator: "\n")
    #expect(
      lines.contains { $0.hasPrefix("error: ") } && lines.contains { $0.hasPrefix("hint: ") },
      "\(outcome)", sourceLocation: sourceLocation)
  }
}
