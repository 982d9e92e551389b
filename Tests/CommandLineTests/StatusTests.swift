import Foundation
import Testing

@Suite("status tells in ten lines what people ask")
struct StatusTests {
  @Test("Who lacks what, whom our edits have reached, who was heard from, what has to be decided")
  func inWords() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let calm = try workshop.succeed("region", "status")
    expect(
      calm, has: "To send:           nothing", "Ours has reached:  everyone",
      "Heard from:        everyone in week ", "same data as everyone")
    try workshop.disagree()
    try workshop.edit("region", "INSERT INTO measure(code) VALUES ('T3')")
    let busy = try workshop.succeed("region", "status")
    expect(busy, has: "New since last:    1 edit", "To be decided:     2, see: samband conflicts")
    try workshop.succeed("region", "seal")
    let sealed = try workshop.succeed("region", "status")
    expect(
      sealed, has: "1 change set to everyone", "Ours has reached:  nobody yet, as far as we know")
    try workshop.succeed("region", "sync", "shared")
    try workshop.succeed("vik", "sync", "shared")
    try workshop.succeed("region", "sync", "shared")
    let half = try workshop.succeed("region", "status")
    expect(half, has: "1 change set to Lærdal", "Ours has reached:  Vik; not confirmed by Lærdal")
    let document = try #require(try workshop.json("region", "status") as? [String: Any])
    let peers = try #require(document["peers"] as? [[String: Any]])
    let own = try #require(peers.first?["ours"] as? Int)
    #expect(peers.map { $0["has"] as? Int } == [own - 1, own])
    #expect(peers.map { $0["lacks"] as? Int } == [1, 0])
  }

  @Test("What is missing is told with whom to ask, also to scripts")
  func missing() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    for note in ["one", "two"] {
      try workshop.edit("vik", "UPDATE measure SET note = '\(note)' WHERE code = 'T2'")
      try workshop.succeed("vik", "seal")
      let told = try workshop.succeed("vik", "export", "-o", "out", "--max-size", "1")
      #expect(told.contains("Larger than 1 B: "), "what could not be cut is told: \(told)")
    }
    // The parts stand by themselves: the last one alone needs the one before.
    let last = try #require(try workshop.names(in: "out").last)
    try workshop.succeed("region", "import", "out/\(last)")
    let told = try workshop.succeed("region", "status")
    expect(told, has: "1 change set came, but waits for this:", "of Vik: ask Vik")
    let document = try #require(try workshop.json("region", "status") as? [String: Any])
    let range = try #require((document["missing"] as? [[String: Any]])?.first)
    #expect(range["member"] as? String == "Vik" && range["first"] as? Int == range["last"] as? Int)
    #expect((range["stream"] as? String)?.hasPrefix("vik-") == true)
  }

  @Test("Eight replicas, three weeks: each in at most ten lines, none over 100 columns")
  func eight() throws {
    let workshop = try Workshop()
    let demo = try workshop.run("demo", "sogn")
    try #require(demo.status == 0, "\(demo)")
    for member in ["region", "laerdal", "vik", "ardal"] {
      for language in ["nn", "nb", "en"] {
        let told = try workshop.succeed("sogn/\(member)", "status", "--language", language)
        let lines = told.split(separator: "\n")
        #expect(lines.count <= 10 && lines.allSatisfy { $0.count <= 100 }, "\(told)")
      }
    }
  }

  private func expect(
    _ text: String, has parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for part in parts {
      #expect(text.contains(part), "\(part) is not in\n\(text)", sourceLocation: sourceLocation)
    }
  }
}
