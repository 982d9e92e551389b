import Foundation
import Testing

@Suite("The weekly exchange, from the founding on")
struct WeeklyStoryTests {
  @Test("What three members edit with SQLite's shell reaches all, and the digests agree")
  func editsReachEverybody() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("region", "UPDATE measure SET budget = 9007199254740993 WHERE code = 'T2'")
    try workshop.edit("laerdal", "INSERT INTO measure(code, share) VALUES ('T3', 0.25)")
    try workshop.edit("vik", "INSERT INTO measure(code, picture) VALUES ('T4', x'00ff')")
    try workshop.week()
    let members = ["region", "laerdal", "vik"]
    let digests = try members.map { try workshop.succeed($0, "digest") }
    #expect(Set(digests).count == 1, "\(digests)")
    #expect(digests[0].count == 33)
    let rows = try members.map {
      try workshop.query($0, "SELECT code, budget, share, hex(picture) FROM measure ORDER BY code")
    }
    #expect(rows[0] == "T1|||\nT2|9007199254740993||\nT3||0.25|\nT4|||00FF")
    #expect(Set(rows).count == 1, "\(rows)")
    for member in members { try workshop.succeed(member, "verify") }
  }

  @Test("The built-in template is founded with its members, and one replica in a folder is enough")
  func templateIsFounded() throws {
    let workshop = try Workshop()
    let founded = try workshop.run(
      "found", "sogn.sqlite", "--template", "sogn", "--charter-out", "charter.json")
    #expect(founded.status == 0, "\(founded)")
    let shown = try workshop.run("charter", "show")
    #expect(shown.status == 0, "\(shown)")
    #expect(shown.output.contains("Høyanger"))
    let exported = try workshop.run("charter", "export", "-o", "again.json")
    #expect(exported.status == 0, "\(exported)")
    #expect(try workshop.read("again.json") == workshop.read("charter.json"))
  }

  @Test("A compressed bundle is taken in like an open one")
  func compressedBundles() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("laerdal", "UPDATE measure SET note = 'pakka' WHERE code = 'T1'")
    try workshop.succeed(
      "laerdal", "export", "--to", "region", "vik", "-o", "out", "--plain", "--compress")
    let names = try workshop.names(in: "out")
    #expect(names.count == 2 && names.allSatisfy { $0.hasSuffix(".samband.json.gz") })
    try workshop.succeed("vik", "import", "out")
    #expect(try workshop.query("vik", "SELECT note FROM measure WHERE code = 'T1'") == "pakka")
  }

  @Test("Status says what waits to be sent, and seal takes a note")
  func statusAndSeal() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("laerdal", "UPDATE measure SET note = 'x' WHERE code = 'T1'")
    #expect(try workshop.succeed("laerdal", "status").contains("1 edit"))
    try workshop.succeed("laerdal", "seal", "-m", "After the meeting")
    let status = try workshop.succeed("laerdal", "status")
    #expect(status.contains("1 change set to Regionrådet"), "\(status)")
    #expect(status.split(separator: "\n").count <= 12)
  }

  @Test("What waits for a lost bundle is told with whom to ask, and taken in when it comes")
  func missingBundle() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    // The region acknowledges Lærdal's first change set, and then falls back behind it.
    try workshop.copy("region.sqlite", to: "before.sqlite")
    try workshop.edit("laerdal", "UPDATE measure SET note = 'first' WHERE code = 'T1'")
    try workshop.week()
    try workshop.copy("before.sqlite", to: "region.sqlite")
    try workshop.edit("laerdal", "UPDATE measure SET note = 'second' WHERE code = 'T1'")
    try workshop.succeed("laerdal", "export", "-o", "late", "--plain")
    let imported = try workshop.succeed("region", "import", "late")
    #expect(imported.contains("1 change set waits"), "\(imported)")
    #expect(imported.contains("change set 1 of Lærdal: ask Lærdal"), "\(imported)")
    #expect(try workshop.succeed("region", "status").contains("ask Lærdal"))
    #expect(try workshop.query("region", "SELECT note FROM measure WHERE code = 'T1'") == "kveld")
    try workshop.succeed("region", "import", "shared")
    #expect(try workshop.query("region", "SELECT note FROM measure WHERE code = 'T1'") == "second")
    #expect(try !workshop.succeed("region", "status").contains("ask Lærdal"))
  }
}
