import Foundation
import SambandTestKit
import Testing

/// What a person is told of a bundle that is not as it was sent; `scripts/sweep` tries every bit.
@Suite("A bundle that was altered or cut off is refused in words, and the replica is as it was")
struct AlteredBundleTests {
  @Test("in each form", arguments: [["--plain"], ["--plain", "--compress"], []])
  func altered(form: [String]) throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("region", "UPDATE measure SET note = 'ny' WHERE code = 'T2'")
    let options = ["--output", "out", "--to", "vik"] + form
    let sent = try workshop.program.run(
      ["export"] + options + ["--replica", "region.sqlite"], in: workshop.folder)
    try #require(sent.status == 0, "\(sent)")
    let name = try workshop.bundle(from: "region", to: "vik", in: "out")
    let bundle = try Data(contentsOf: workshop.folder.appendingPathComponent(name))
    let before = try files(of: "vik", in: workshop)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<12 {
      var flipped = bundle
      // After the header of gzip, of which a few bits mean nothing.
      let place = 10 + random.number(below: bundle.count - 10)
      flipped[place] ^= 1 << UInt8(random.number(below: 8))
      try refuse(flipped, "byte \(place)", in: workshop)
      try refuse(bundle.prefix(random.number(below: bundle.count)), "cut", in: workshop)
    }
    #expect(try files(of: "vik", in: workshop) == before)
    #expect(try workshop.run("import", name, "--replica", "vik.sqlite").status == 0)
    #expect(try workshop.query("vik", "SELECT note FROM measure WHERE code = 'T2'") == "ny")
  }

  private func refuse(_ bytes: Data, _ what: String, in workshop: Workshop) throws {
    try bytes.write(to: workshop.folder.appendingPathComponent("bundle.samband"))
    let outcome = try workshop.run("import", "bundle.samband", "--replica", "vik.sqlite")
    #expect([65, 77].contains(outcome.status), "\(what): \(outcome)")
    let sentences = outcome.errors.split(separator: "\n")
    #expect(
      sentences.contains { $0.hasPrefix("error: ") && $0.contains("bundle.samband") },
      "\(what): \(outcome)")
    #expect(sentences.contains { $0.hasPrefix("hint: ") }, "\(what): \(outcome)")
    #expect(!outcome.errors.contains("Something went wrong"), "\(what): \(outcome)")
  }

  private func files(of member: String, in workshop: Workshop) throws -> [Data] {
    try ["", "-wal"].compactMap { suffix in
      let file = workshop.folder.appendingPathComponent("\(member).sqlite\(suffix)")
      return FileManager.default.fileExists(atPath: file.path) ? try Data(contentsOf: file) : nil
    }
  }
}
