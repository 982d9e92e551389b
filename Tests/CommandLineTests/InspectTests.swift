import Foundation
import Testing

@Suite("inspect tells what a file is, without a replica")
struct InspectTests {
  @Test("Bundles, charters and requests, also somebody else's, with what they hold")
  func sound() throws {
    let workshop = try Workshop()
    try workshop.found(language: "nn")
    try workshop.edit("laerdal", "UPDATE measure SET note = 'x' WHERE code = 'T1'")
    try workshop.succeed("laerdal", "export", "-o", "out", "--plain", "--compress")
    let bundle = "out/" + (try workshop.names(in: "out")[0])
    let elsewhere = try Workshop()
    for name in ["charter.json", "vik.request.json", bundle] {
      let file = workshop.folder.appendingPathComponent(name)
      try FileManager.default.copyItem(
        at: file, to: elsewhere.folder.appendingPathComponent(file.lastPathComponent))
    }
    let name = String(bundle.dropFirst(4))
    for (language, word) in [("nn", "Rett underskrive"), ("nb", "Riktig underskrevet")] {
      let told = try elsewhere.run("inspect", name, "--language", language)
      #expect(told.status == 0 && told.output.contains(word), "\(told)")
      #expect(told.output.contains("Lærdal (laerdal-"))
    }
    let outcome = try elsewhere.run(
      "inspect", name, "charter.json", "vik.request.json", "--json")
    #expect(outcome.status == 0, "\(outcome)")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(list.map { $0["kind"] as? String } == ["bundle", "charter", "request"])
    #expect(
      list.allSatisfy {
        $0.names == [
          "bytes", "charterVersion", "checks", "collaboration", "created", "file", "fingerprint",
          "from", "kind", "name", "openedBy", "part", "recipients", "streams", "tables", "to",
          "unpackedBytes",
        ]
      })
    let stream = try #require((list[0]["streams"] as? [[String: Any]])?.first)
    #expect(stream.names == ["changeSets", "first", "last", "rows", "stream"])
    #expect(stream["rows"] as? Int == 1)
    let checks = try #require(list[0]["checks"] as? [[String: Any]])
    #expect(checks.map { $0["outcome"] as? String } == ["holds", "holds", "holds"])
    #expect(
      try elsewhere.names(in: ".").sorted()
        == ["charter.json", name, "shared", "vik.request.json"].sorted())
  }

  @Test("Altered, cut, foreign and damaged files say what is wrong: 65")
  func wrong() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("laerdal", "UPDATE measure SET note = 'kveldskurs' WHERE code = 'T1'")
    try workshop.succeed("laerdal", "export", "-o", "out", "--plain")
    let bundle = try workshop.read("out/" + workshop.names(in: "out")[0])
    try workshop.write(
      bundle.replacingOccurrences(of: "kveldskurs", with: "morgonkurs"), to: "cell.json")
    let created = try #require(bundle.range(of: "\"created\":1"))
    try workshop.write(
      bundle.replacingCharacters(in: created, with: "\"created\":2"), to: "head.json")
    try workshop.write(String(bundle.prefix(bundle.count / 2)), to: "half.json")
    try workshop.write(
      try workshop.read("charter.json").replacingOccurrences(of: "Lærdal", with: "Luster"),
      to: "avtale.json")
    try workshop.write(
      try workshop.read("vik.request.json").replacingOccurrences(
        of: "\"created\":1", with: "\"created\":2"),
      to: "request.json")
    try workshop.write("Kjære deg", to: "letter.txt")
    for (name, part) in [
      ("cell.json", "change set no. 1"), ("head.json", "the manifest"),
      ("half.json", "the content"),
      ("avtale.json", "the charter (version 1)"), ("request.json", "the request"),
      ("letter.txt", "neither a bundle"),
    ] {
      let outcome = try workshop.run("inspect", name, "--language", "en")
      #expect(outcome.status == 65, "\(name): \(outcome)")
      #expect(
        outcome.errors.contains("error: \(name)") && outcome.errors.contains(part), "\(outcome)")
      #expect(try workshop.runHint(of: outcome).status == 0)
      #expect(outcome.output.contains(name))
    }
    let missing = try workshop.run("inspect", "gone.json")
    #expect(missing.status == 66 && missing.errors.contains("hint: "))
  }

  @Test("Encrypted files and keys are called what they are")
  func others() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.succeed("region", "export", "--to", "vik", "-o", "out")
    let bundle = "out/" + (try workshop.names(in: "out")[0])
    let key = "home/keys/" + (try workshop.names(in: "home/keys")[0])
    workshop.program.environment["SAMBAND_HOME"] = workshop.folder.appendingPathComponent("x").path
    let outcome = try workshop.run("inspect", bundle, key, "--language", "en")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("Encrypted file") && outcome.output.contains("Private key"))
    #expect(outcome.output.contains("Can be opened by:  1 replica"), "\(outcome)")
  }

  @Test(
    "What is encrypted to a replica on this computer is opened; altered or cut it is refused: 65")
  func opened() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.edit("laerdal", "UPDATE measure SET note = 'x' WHERE code = 'T1'")
    try workshop.succeed("laerdal", "export", "-o", "out")
    let bundle = "out/" + (try workshop.names(in: "out")[0])
    let outcome = try workshop.run("inspect", bundle, "--language", "nn")
    #expect(outcome.status == 0, "\(outcome)")
    for part in ["Pakke, ", "Opna med nøkkelen til:", "region-", "1 rad", "Rett underskrive"] {
      #expect(outcome.output.contains(part), "\(part): \(outcome)")
    }
    let document = try workshop.run("inspect", bundle, "--json").output
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [[String: Any]])
    #expect(told[0]["kind"] as? String == "bundle" && told[0]["recipients"] as? Int == 1)
    #expect((told[0]["openedBy"] as? String)?.hasPrefix("region-") == true)
    let whole = try Data(contentsOf: workshop.folder.appendingPathComponent(bundle))
    var altered = whole
    altered[whole.count - 40] ^= 1
    for (name, bytes) in [
      ("altered.age", altered), ("cut.age", whole.dropLast(20)), ("head.age", whole.prefix(60)),
    ] {
      try Data(bytes).write(to: workshop.folder.appendingPathComponent(name))
      let refused = try workshop.run("inspect", name, "--language", "en")
      #expect(refused.status == 65, "\(name): \(refused)")
      #expect(refused.errors.contains("error: \(name)"), "\(name): \(refused)")
    }
  }
}
