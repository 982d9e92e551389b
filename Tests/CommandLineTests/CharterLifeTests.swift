import Foundation
import Testing

@Suite("Lost laptops, members that come and go, another coordinator: as people and scripts do it")
struct CharterLifeTests {
  private func replica(_ workshop: Workshop, _ member: String) throws -> String {
    let status = try #require(try workshop.json(member, "status") as? [String: Any])
    return try #require(status["replica"] as? String)
  }

  private func expectOneDigest(_ workshop: Workshop, _ members: [String]) throws {
    let digests = try members.map { try workshop.succeed($0, "digest") }
    #expect(Set(digests).count == 1, "\(digests)")
  }

  @Test("A lost laptop is ended; its bundles are refused, and a new one takes its place")
  func lostLaptop() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let lost = try replica(workshop, "laerdal")
    try workshop.seal("laerdal", "UPDATE measure SET budget = 5 WHERE code = 'T1'")
    try workshop.succeed("laerdal", "sync", "shared")
    try workshop.succeed("region", "sync", "shared")
    let unconfirmed = try workshop.fail("region", 64, "charter", "end-replica", lost)
    #expect(unconfirmed.errors.contains("--yes"))
    let told = try workshop.succeed("region", "charter", "end-replica", lost, "--yes")
    #expect(told.contains("Lærdal (\(lost)) has ended. What we have of it stays (1 change set"))
    #expect(told.contains("can still be read"))
    try workshop.seal("laerdal", "UPDATE measure SET budget = 6 WHERE code = 'T1'")
    try workshop.succeed("laerdal", "export", "-o", "late")
    let late = try workshop.fail("region", 77, "import", "late")
    #expect(late.errors.contains("a replica that has ended"))
    let shown = try workshop.succeed("region", "charter", "show")
    #expect(shown.contains("\(lost) (ended in version 3)"))
    try workshop.succeed("region", "charter", "export", "-o", "newest.json")
    #expect(
      try workshop.run(
        "join", "newest.json", "laerdal2.sqlite", "--member", "laerdal", "--request-out", "l2.json"
      ).status == 0)
    try workshop.succeed("region", "admit", "l2.json", "--yes")
    for member in ["region", "laerdal2", "vik", "region", "laerdal2", "vik"] {
      try workshop.succeed(member, "sync", "shared")
    }
    #expect(try workshop.query("laerdal2", "SELECT budget FROM measure WHERE code = 'T1'") == "5")
    try expectOneDigest(workshop, ["region", "laerdal2", "vik"])
    let status = try #require(try workshop.json("vik", "status") as? [String: Any])
    #expect(status["ended"] as? [String] == [lost] && status["hasEnded"] as? Bool == false)
    #expect(try workshop.succeed("vik", "status").contains("Ended:"))
    try workshop.succeed("vik", "verify", "--deep")
  }

  @Test("What others had applied in time is kept by all")
  func appliedInTime() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let lost = try replica(workshop, "laerdal")
    try workshop.seal("laerdal", "UPDATE measure SET budget = 5 WHERE code = 'T1'")
    try workshop.succeed("laerdal", "export", "--to", "vik", "-o", "direct")
    try workshop.succeed("vik", "import", "direct")
    try workshop.succeed("region", "charter", "end-replica", lost, "--yes", "--json")
    for member in ["region", "vik", "region"] { try workshop.succeed(member, "sync", "shared") }
    #expect(try workshop.query("region", "SELECT budget FROM measure WHERE code = 'T1'") == "5")
    try expectOneDigest(workshop, ["region", "vik"])
  }

  @Test("A member joins late, gets another name, leaves and is dated")
  func members() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let region = ["--replica", "region.sqlite"]
    let trial = try workshop.succeed(
      "region", "charter", "revise", "--member", "aurland:4641=Aurland", "--dry-run")
    #expect(trial.contains("new: member Aurland"))
    let done = try workshop.succeed(
      "region", "charter", "revise", "--member", "aurland:4641=Aurland", "--member",
      "vik=Vik i Sogn", "--yes")
    #expect(done.contains("renamed: Vik → Vik i Sogn") && done.contains("version 3"))
    try workshop.succeed("region", "charter", "export", "-o", "charter.json")
    try workshop.join("aurland")
    try workshop.succeed("region", "admit", "aurland.request.json", "--yes")
    for _ in 0..<2 {
      for member in ["region", "laerdal", "vik", "aurland"] {
        try workshop.succeed(member, "sync", "shared")
      }
    }
    try expectOneDigest(workshop, ["region", "laerdal", "vik", "aurland"])
    let key = try workshop.fail(
      "region", 77, "charter", "revise", "--member", "vik:9=Vik", "--yes")
    #expect(key.errors.contains("owns rows as vik"))
    let left = try workshop.succeed("region", "charter", "leave", "vik", "--yes")
    #expect(left.contains("Vik i Sogn has left. The rows stay."))
    let charter = try #require(try workshop.json("region", "charter", "show") as? [String: Any])
    let members = charter["members"] as? [[String: Any]] ?? []
    #expect(members.filter { $0["left"] is String }.map { $0["member"] as? String } == ["vik"])
    let again = try workshop.program.run(
      ["charter", "leave", "vik", "--yes"] + region, in: workshop.folder)
    #expect(again.status == 77 && again.errors.contains("has left"), "\(again)")
    try workshop.fail("region", 77, "charter", "leave", "region", "--yes")
    try workshop.fail("region", 64, "charter", "leave", "bergen", "--yes")
    try workshop.fail("region", 64, "charter", "end-replica", "vik-zzzzzzzz", "--yes")
    try workshop.fail("laerdal", 77, "charter", "leave", "vik", "--yes")
  }

  @Test("Another member coordinates, and the recovery key goes on when the keys are lost")
  func coordinator() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let made = try workshop.succeed(
      "region", "charter", "revise", "--coordinator", "laerdal", "--recovery-out", "reserve.json",
      "--yes")
    #expect(made.contains("coordinates now: Lærdal") && made.contains("new: recovery key"))
    #expect(made.contains("The recovery key is in reserve.json."))
    try workshop.fail("region", 77, "charter", "leave", "vik", "--yes")
    try workshop.week()
    try workshop.week()
    try expectOneDigest(workshop, ["region", "laerdal", "vik"])
    // Lærdal's computer burns.
    try workshop.succeed("vik", "charter", "export", "-o", "charter.json")
    #expect(
      try workshop.run(
        "join", "charter.json", "new.sqlite", "--member", "laerdal", "--request-out", "n.json"
      ).status == 0)
    try workshop.fail("vik", 77, "charter", "recover", "--recovery", "reserve.json")
    try workshop.fail("new", 65, "charter", "recover", "--recovery", "rules.json")
    let told = try workshop.succeed("new", "charter", "recover", "--recovery", "reserve.json")
    #expect(told.contains("is the coordinator's replica now"))
    for member in ["new", "vik", "region", "new", "vik", "region"] {
      try workshop.succeed(member, "sync", "shared")
    }
    #expect(try workshop.query("new", "SELECT count(*) FROM measure") == "2")
    try expectOneDigest(workshop, ["new", "vik", "region"])
  }

  @Test("The recovery key is made at the founding, and never among the other keys")
  func foundingRecovery() throws {
    let workshop = try Workshop()
    func found(_ name: String, _ more: String...) throws -> Program.Outcome {
      try workshop.program.run(
        [
          "found", "\(name).sqlite", "--template", "sogn", "--charter-out", "\(name).json",
          "--language", "en",
        ] + more, in: workshop.folder)
    }
    let without = try found("a")
    #expect(without.status == 0 && without.output.contains("has no recovery key"), "\(without)")
    #expect(without.output.contains("samband charter revise --recovery-out FILE"))
    let among = try found("b", "--recovery-out", "home/keys/reserve.json")
    #expect(among.status == 73 && among.errors.contains("not to lie with"), "\(among)")
    #expect(try !workshop.names(in: ".").contains("b.sqlite"))
    let with = try found("c", "--recovery-out", "reserve.json")
    #expect(with.status == 0 && with.output.contains("The recovery key is in"), "\(with)")
    let file = workshop.folder.appendingPathComponent("reserve.json").path
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let text = try workshop.read("reserve.json")
    for name in try workshop.names(in: "home/keys") {
      #expect(try workshop.read("home/keys/\(name)") != text)
    }
    #expect(try found("d", "--recovery-out", "reserve.json").status == 73)
  }
}
