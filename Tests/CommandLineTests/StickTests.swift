import Foundation
import Testing

@Suite("Sticks, mailboxes and shared folders: what can be wrong with them, in three languages")
struct StickTests {
  /// What a trap is called, how it is made, what import says of it and how it ends.
  struct Trap: CustomTestStringConvertible, Sendable {
    let name: String
    let recipe: String
    let status: Int32
    let nn: String
    let nb: String
    let en: String

    var testDescription: String { name }
  }

  static let traps: [Trap] = [
    Trap(
      name: "a link", recipe: "ln -s ../charter.json stick/x.samband.json", status: 65,
      nn: "er ei lenkje, ikkje ei vanleg fil", nb: "er en lenke, ikke en vanlig fil",
      en: "is a link, not an ordinary file"),
    Trap(
      name: "a link to nothing", recipe: "ln -s /nowhere stick/x.samband.json", status: 65,
      nn: "er ei lenkje", nb: "er en lenke", en: "is a link"),
    Trap(
      name: "a pipe", recipe: "mkfifo stick/x.samband.json", status: 65,
      nn: "er eit røyr", nb: "er et rør", en: "is a pipe"),
    Trap(
      name: "a folder", recipe: "mkdir stick/x.samband.json", status: 65,
      nn: "er ei mappe", nb: "er en mappe", en: "is a folder"),
    Trap(
      name: "a name turned round", recipe: "cp \"$BUNDLE\" $'stick/x\\u202enosj.dnabmas.json'",
      status: 65, nn: "har teikn i namnet som ikkje kan sjåast",
      nb: "har tegn i navnet som ikke kan ses", en: "has characters in its name that cannot be seen"
    ),
    Trap(
      name: "a name with an escape", recipe: "cp \"$BUNDLE\" $'stick/x\\e[31m.samband.json'",
      status: 65, nn: "har teikn i namnet", nb: "har tegn i navnet",
      en: "has characters in its name"),
    Trap(
      name: "a file of three gigabytes", recipe: "truncate -s 3G stick/x.samband.json", status: 65,
      nn: "er større enn noko", nb: "er større enn noe", en: "is larger than anything"),
  ]

  private func prepared() throws -> (Workshop, sound: String) {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("region", "UPDATE measure SET note = 'ny' WHERE code = 'T1'")
    try workshop.succeed("region", "export", "-o", "sound", "--plain", "--to", "vik")
    let temporary = workshop.folder.appendingPathComponent("tmp", isDirectory: true)
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    workshop.program.environment["TMPDIR"] = temporary.path
    return (workshop, "sound/" + (try workshop.names(in: "sound")[0]))
  }

  private func bash(_ workshop: Workshop, _ recipe: String, bundle: String) throws {
    var environment = workshop.program.environment
    environment["BUNDLE"] = bundle
    environment["LC_ALL"] = "C.UTF-8"
    let outcome = try Program.run(
      "/usr/bin/env", ["bash", "-c", "mkdir -p stick; \(recipe)"], in: workshop.folder,
      environment: environment)
    try #require(outcome.status == 0, "\(outcome)")
  }

  @Test(
    "Each is refused, the database and the folder for copies stay as they were", arguments: traps)
  func refused(trap: Trap) throws {
    let (workshop, sound) = try prepared()
    try bash(workshop, trap.recipe, bundle: sound)
    let before = workshop.bytes(of: "vik")
    for (language, sentence) in [("nn", trap.nn), ("nb", trap.nb), ("en", trap.en)] {
      for words in [["import", "stick"], ["import", "stick", "--dry-run"]] {
        let outcome = try workshop.program.run(
          words + ["--replica", "vik.sqlite", "--language", language], in: workshop.folder)
        #expect(outcome.status == trap.status, "\(outcome)")
        #expect(outcome.errors.contains(sentence), "\(outcome)")
        #expect(outcome.errors.contains("hint: "))
        #expect(!outcome.description.unicodeScalars.contains { hides($0) }, "\(outcome)")
      }
    }
    #expect(workshop.bytes(of: "vik") == before)
    #expect(try workshop.names(in: "tmp").isEmpty)
    try workshop.copy(sound, to: "stick/z.samband.json")
    let outcome = try workshop.run("import", "stick", "--replica", "vik.sqlite")
    #expect(outcome.status == trap.status)
    #expect(outcome.output.contains("Took in 1 change set"), "\(outcome)")
    #expect(try workshop.names(in: "tmp").isEmpty)
  }

  private func hides(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n") || (0x202A...0x202E).contains(scalar.value)
  }

  @Test("Nothing of a path reaches the terminal raw, nor the document of a script")
  func escaped() throws {
    let (workshop, sound) = try prepared()
    try bash(workshop, "cp \"$BUNDLE\" $'stick/x\\u202e\\e[2J\\n.samband.json'", bundle: sound)
    let name = "stick/x\u{202E}\u{1B}[2J\n.samband.json"
    let told = try workshop.run("import", name, "--replica", "vik.sqlite")
    #expect(told.status == 65)
    #expect(told.errors.contains("stick/x\\u{202E}\\u{1B}[2J\\u{A}.samband.json"), "\(told)")
    #expect(!told.description.unicodeScalars.contains { hides($0) })
    let document = try workshop.run("import", name, "--json", "--replica", "vik.sqlite")
    #expect(!document.description.unicodeScalars.contains { hides($0) })
    let value = try JSONSerialization.jsonObject(with: Data(document.output.utf8)) as? [String: Any]
    let refused = value?["refused"] as? [[String: Any]]
    #expect((refused?.first?["file"] as? String)?.hasSuffix(name) == true)
    let looked = try workshop.run("inspect", name)
    #expect(looked.status == 65 && !looked.description.unicodeScalars.contains { hides($0) })
    let missing = try workshop.run("import", "no\u{202E}\u{1B}where", "--replica", "vik.sqlite")
    #expect(missing.status == 66 && !missing.description.unicodeScalars.contains { hides($0) })
  }

  @Test("Values and names in bundles and tables are shown with what hides in them")
  func values() throws {
    let (workshop, _) = try prepared()
    try workshop.edit("vik", "UPDATE measure SET note = 'a' || char(8238) || 'b' WHERE code = 'T1'")
    try workshop.edit("region", "UPDATE measure SET note = char(27) || '[2J' WHERE code = 'T1'")
    try workshop.week()
    for words in [["conflicts", "--all"], ["log"], ["history", "measure", "T1"]] {
      for json in [[], ["--json"]] {
        let outcome = try workshop.program.run(
          words + json + ["--replica", "region.sqlite"], in: workshop.folder)
        #expect(outcome.status == 0)
        #expect(!outcome.description.unicodeScalars.contains { hides($0) }, "\(outcome)")
      }
    }
  }

  // MARK: Failing disks

  /// Runs `import stick` while the system fails at a call about the first bundle.
  private func failing(_ workshop: Workshop, _ injection: String) throws -> Program.Outcome? {
    let path = workshop.folder.appendingPathComponent("stick/a.samband.json").path
    let outcome = try Program.run(
      "/usr/bin/env",
      [
        "strace", "-f", "-o", "/dev/null", "-P", path, "-e", "inject=\(injection)",
        workshop.program.path, "import", "stick", "--replica", "vik.sqlite",
      ], in: workshop.folder, environment: workshop.program.environment)
    guard outcome.errors.contains("strace") || outcome.status == 127 else { return outcome }
    print("skipped: no failing disk without strace")
    return nil
  }

  @Test(
    "A stick that fails in the middle, a file that is gone or closed: the other one is taken in",
    arguments: [
      ("read:error=EIO:when=1", Int32(66), "the disk or stick does not answer"),
      ("openat:error=ENOENT", 66, "does not exist"),
      ("openat:error=EACCES", 66, "cannot be read"),
      ("openat:error=ELOOP", 65, "is a link"),
      ("fstat,newfstatat:error=EIO:when=5", 66, "the disk or stick does not answer"),
    ])
  func failingReads(injection: String, status: Int32, sentence: String) throws {
    let (workshop, sound) = try prepared()
    try bash(workshop, "cp \"$BUNDLE\" stick/a.samband.json", bundle: sound)
    let before = workshop.bytes(of: "vik")
    guard let outcome = try failing(workshop, injection) else { return }
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.errors.contains(sentence), "\(outcome)")
    #expect(workshop.bytes(of: "vik") == before)
    #expect(try workshop.names(in: "tmp").isEmpty)
    try workshop.copy(sound, to: "stick/z.samband.json")
    let other = try #require(try failing(workshop, injection))
    #expect(other.output.contains("Took in 1 change set"), "\(other)")
  }

  @Test(
    "A stick that is full or closed to writing: 73, nothing half, and the sealed edits are safe")
  func writing() throws {
    let (workshop, sound) = try prepared()
    guard try workshop.mount("stick", kilobytes: 40) else { return }
    defer { #expect(throws: Never.self) { try workshop.unmount("stick") } }
    try workshop.copy(sound, to: "stick/a.samband.json")
    try workshop.edit("vik", "UPDATE measure SET picture = randomblob(60000) WHERE code = 'T2'")
    for (language, sentence) in [
      ("nn", "Det er ikkje plass til"), ("nb", "Det er ikke plass til"),
      ("en", "There is no room for"),
    ] {
      let outcome = try workshop.run(
        "export", "-o", "stick", "--replica", "vik.sqlite", "--language", language)
      #expect(outcome.status == 73 && outcome.errors.contains(sentence), "\(outcome)")
    }
    #expect(try workshop.names(in: "stick") == ["a.samband.json"])
    try workshop.shell("mount -o remount,ro stick")
    for (language, sentence) in [
      ("nn", "skriveverna"), ("nb", "skrivebeskyttet"), ("en", "is read-only"),
    ] {
      let outcome = try workshop.run(
        "export", "-o", "stick", "--replica", "vik.sqlite", "--language", language)
      #expect(outcome.status == 73 && outcome.errors.contains(sentence), "\(outcome)")
    }
    // What can be read from such a stick is taken in, and told although nothing can go out.
    let synced = try workshop.run("sync", "stick", "--replica", "vik.sqlite")
    #expect(synced.status == 73 && synced.output.contains("Took in 1 change set"), "\(synced)")
    #expect(synced.errors.contains("is read-only"), "\(synced)")
    let document = try workshop.json("vik", "sync", "stick") as? [String: Any]
    #expect(document?["export"] is NSNull && document?["import"] is [String: Any])
    try workshop.succeed("vik", "export", "-o", "out")
    let sent = "out/" + (try workshop.names(in: "out")[0])
    #expect(try workshop.succeed("region", "import", sent).contains("Took in 1 change set"))
  }

  @Test(
    "A stick that is pulled out while it is written to: 73, and what was left is told from bundles")
  func pulledOut() throws {
    let (workshop, sound) = try prepared()
    try bash(workshop, "true", bundle: sound)
    try workshop.edit("vik", "UPDATE measure SET note = 'sein' WHERE code = 'T2'")
    for calls in ["rename,renameat,renameat2", "rename,renameat,renameat2,unlink,unlinkat"] {
      let outcome = try Program.run(
        "/usr/bin/env",
        [
          "strace", "-f", "-o", "/dev/null", "-e", "inject=\(calls):error=EIO",
          workshop.program.path, "export", "-o", "stick", "--replica", "vik.sqlite",
        ], in: workshop.folder, environment: workshop.program.environment)
      if outcome.errors.contains("strace") || outcome.status == 127 {
        print("skipped: no failing disk without strace")
        return
      }
      #expect(outcome.status == 73, "\(outcome)")
      #expect(outcome.errors.contains("cannot be written"), "\(outcome)")
    }
    let left = try workshop.names(in: "stick")
    #expect(left.count == 1 && left[0].hasPrefix(".vik-") && left[0].hasSuffix(".tmp"), "\(left)")
    let imported = try workshop.run("import", "stick", "--replica", "region.sqlite")
    #expect(imported.status == 0 && imported.output.contains("no files there"), "\(imported)")
    try workshop.succeed("vik", "export", "-o", "stick")
    let names = try workshop.names(in: "stick")
    #expect(names.count == 1 && !names[0].hasPrefix("."), "\(names)")
    let heard = try workshop.succeed("region", "import", "stick")
    #expect(heard.contains("Took in 1 change set"), "\(heard)")
  }

  @Test("No room for the private copy is the computer's fault, and is said of the computer")
  func noRoomHere() throws {
    let (workshop, _) = try prepared()
    try workshop.edit(
      "region", "UPDATE measure SET note = hex(randomblob(8000)) WHERE code = 'T1'")
    try workshop.succeed("region", "export", "-o", "large", "--plain", "--to", "vik")
    let sound = "large/" + (try workshop.names(in: "large")[0])
    guard try workshop.mount("tight", kilobytes: 4) else { return }
    defer { #expect(throws: Never.self) { try workshop.unmount("tight") } }
    let before = workshop.bytes(of: "vik")
    workshop.program.environment["TMPDIR"] = workshop.folder.path + "/tight"
    let outcome = try workshop.run("import", sound, "--replica", "vik.sqlite")
    #expect(outcome.status == 73 && outcome.errors.contains("no room for tight"), "\(outcome)")
    #expect(workshop.bytes(of: "vik") == before)
    #expect(try workshop.names(in: "tight").isEmpty)
  }
}
