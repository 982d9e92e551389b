import Foundation
import Testing

@Suite("Documents for scripts have exactly the documented members")
struct DocumentTests {
  @Test("status --json")
  func status() throws {
    let workshop = try Workshop()
    try workshop.found()
    let document = try #require(try workshop.json("laerdal", "status") as? [String: Any])
    #expect(
      document.names == [
        "charterVersion", "conflicts", "digest", "ended", "hasEnded", "held", "incarnation",
        "member", "missing", "parked", "peers", "refused", "replica", "setAside", "unsealed",
        "vector", "waitingCharter",
      ])
    #expect((document["conflicts"] as? [String: Any])?.names == ["open", "settled"])
    let peers = try #require(document["peers"] as? [[String: Any]])
    #expect(peers.count == 2)
    #expect(
      peers.allSatisfy {
        $0.names == ["agrees", "has", "lacks", "lastHeard", "member", "ours", "replica"]
      })
    let vector = try #require(document["vector"] as? [String: Int])
    #expect(vector.keys.allSatisfy { $0.hasSuffix(".everyone") } && vector.values.max() == 1)
  }

  @Test("export --json and import --json")
  func exportAndImport() throws {
    let workshop = try Workshop()
    try workshop.found()
    try workshop.edit("laerdal", "UPDATE measure SET note = 'x' WHERE code = 'T1'")
    let exported = try workshop.json("laerdal", "export", "-o", "out", "--plain") as? [String: Any]
    #expect(exported?.names == ["files"])
    let file = try #require((exported?["files"] as? [[String: Any]])?.first)
    #expect(file.names == ["bytes", "changeSets", "path", "rows", "to"])
    #expect(file["changeSets"] as? Int == 1 && file["rows"] as? Int == 1)
    let path = try #require(file["path"] as? String)
    #expect(file["bytes"] as? Int == (try Data(contentsOf: URL(fileURLWithPath: path))).count)
    try workshop.write("Kjære deg", to: "letter.txt")
    let imported = try workshop.json("region", "import", path, "letter.txt") as? [String: Any]
    #expect(
      imported?.names == [
        "alreadyKnown", "applied", "conflicts", "newLife", "parked", "refused",
        "refusedChangeSets", "setAside",
      ])
    #expect(imported?["applied"] as? Int == 1)
    #expect((imported?["conflicts"] as? [String: Any])?.names == ["opened", "settled"])
    let refused = try #require((imported?["refused"] as? [[String: Any]])?.first)
    #expect(refused.names == ["code", "file", "reason"])
    #expect(refused["code"] as? String == "notABundle")
  }

  @Test("conflicts --json, with values of every storage class")
  func conflicts() throws {
    let workshop = try Workshop()
    try workshop.found()
    let values = ["title = title, budget = 7", "share = 1.0, picture = x'00FF'"]
    for member in ["laerdal", "vik"] {
      let sign = member == "vik" ? "-" : ""
      try workshop.edit(
        member,
        """
        UPDATE measure SET \(values[0]), \(values[1]) WHERE code = 'T1';
        UPDATE measure SET budget = \(sign)7, share = \(sign)1.0, note = '\(member)',
          picture = x'00FF' || x'\(member == "vik" ? "01" : "02")' WHERE code = 'T1';
        """)
    }
    try workshop.edit("vik", "UPDATE measure SET note = NULL WHERE code = 'T1'")
    try workshop.week()
    let list = try #require(try workshop.json("region", "conflicts") as? [[String: Any]])
    #expect(
      list.allSatisfy {
        $0.names == [
          "base", "columns", "id", "key", "rule", "shown", "state", "table", "values",
        ]
      })
    let entries = list.compactMap { $0["values"] as? [[String: Any]] }.flatMap(\.self)
    #expect(
      entries.allSatisfy { $0.names == ["dot", "member", "replica", "time", "value"] })
    let shown = list.compactMap { $0["values"] as? [[String: Any]] }
      .flatMap { $0.compactMap { $0["value"] } }
    #expect(shown.contains { $0 is NSNull })
    #expect(shown.contains { ($0 as? Int) == -7 })
    #expect(shown.contains { ($0 as? String) == "laerdal" })
  }
}

extension [String: Any] {
  /// The names of the members, sorted.
  var names: [String] { keys.sorted() }
}
