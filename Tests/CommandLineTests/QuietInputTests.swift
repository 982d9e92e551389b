import Foundation
import Testing

@Suite("What is no bundle for us is told, and is no failure")
struct QuietInputTests {
  @Test("An empty folder, a folder with other files, and our own bundle end with 0")
  func quiet() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try FileManager.default.createDirectory(
      at: workshop.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
    #expect(try workshop.succeed("vik", "import", "empty").contains("no files"))
    try FileManager.default.createDirectory(
      at: workshop.folder.appendingPathComponent("mixed"), withIntermediateDirectories: true)
    try workshop.write("Kjære deg", to: "mixed/letter.txt")
    try workshop.write("{\"a\": 1}", to: "mixed/other.json")
    #expect(try workshop.succeed("vik", "import", "mixed").contains("2 that are no bundles"))
    let own = try workshop.bundle(from: "vik", to: "region")
    #expect(try workshop.succeed("vik", "import", own).contains("1 written here"))
  }

  @Test("Importing the same files again changes nothing")
  func again() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let digest = try workshop.succeed("vik", "digest")
    let text = try workshop.succeed("vik", "import", "shared", "shared")
    #expect(text.contains("Took in 0 change sets"))
    #expect(try workshop.succeed("vik", "digest") == digest)
  }

  @Test("Looking for the replica leaves a stranger's database as it was")
  func strangersDatabase() throws {
    let workshop = try Workshop()
    try workshop.edit("stranger", "CREATE TABLE note(text)")
    let bytes = try Data(contentsOf: workshop.folder.appendingPathComponent("stranger.sqlite"))
    #expect(try workshop.run("status").status == 66)
    #expect(
      try Data(contentsOf: workshop.folder.appendingPathComponent("stranger.sqlite")) == bytes)
  }
}
