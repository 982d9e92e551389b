import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import StrictJSON
import Testing

@Suite("Encrypted bundles: each row reaches those who may hold it, and nobody else")
struct EncryptionTests {
  private let secret = "løynd-4711"

  /// A second replica of Lærdal's, admitted.
  private func sibling(in town: TestCollaboration) throws -> Replica {
    let joined = try Replica.join(
      charter: try town.coordinator.charter().document, from: "charter.json",
      member: town.laerdal.identity.member, at: town.path("laerdal-2.sqlite"),
      workplace: Workplace(keys: KeyFolder(path: town.path("keys")), clock: town.clock))
    _ = try town.coordinator.admit([joined.request])
    return joined.replica
  }

  private func keys(of replica: Replica, in town: TestCollaboration) throws -> ReplicaKeys {
    try KeyFolder(path: town.path("keys")).keys(of: replica.identity.replica)
  }

  /// Whether a key or a cell of the coordinator's table is the secret.
  private func shows(_ replica: Replica) throws -> Bool {
    let collaboration = try replica.charter().charter.forMerging()
    return try replica.file.read { transaction in
      try transaction.load(collaboration)
      return try transaction.shownRows(of: "figure").contains {
        $0.key.values.contains(.text(Array(secret.utf8)))
      }
    }
  }

  @Test("a bundle is encrypted unless it is asked for in the open")
  func byDefault() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', '\(secret)')")
    let file = try #require(try town.laerdal.export(into: town.path("ut")).files.first)
    let bytes = try FileSystem.read(file.path)
    #expect(file.path.hasSuffix(".samband.json.gz.age"))
    #expect(Envelope.isEncrypted(bytes))
    let report = try town.coordinator.importBundles([file.path])
    #expect(report.applied == 1 && report.refused.isEmpty)
  }

  @Test("rows for the coordinator go to the coordinator alone, and digests tell that they arrived")
  func narrowRows() throws {
    let town = try TestCollaboration()
    try edit(
      town.laerdal, "INSERT INTO figure(kommune, week, n) VALUES ('laerdal', '\(secret)', 7)")
    let sent = try town.laerdal.export(toAll: true, into: town.path("ut"))
    #expect(sent.withheld == 0)
    for file in sent.files {
      let receiver =
        try #require(
          (town.members + [town.coordinator]).first { $0.identity.member == file.to })
      let isCoordinator = receiver.identity == town.coordinator.identity
      let report = try receiver.importBundles([file.path])
      #expect(report.refused.isEmpty && report.differing.isEmpty)
      #expect(try shows(receiver) == (isCoordinator))
      let opened = try Envelope.open(
        try FileSystem.read(file.path), with: try keys(of: receiver, in: town), subject: "")
      let text = String(decoding: try Gzip.inflate(try #require(opened)).bytes, as: UTF8.self)
      #expect(text.contains("between-laerdal") == (isCoordinator), "\(file.to)")
    }
    let back = try town.coordinator.export(into: town.path("att"))
    for (member, file) in zip(town.members, back.files) {
      let report = try member.importBundles([file.path])
      #expect(report.differing.isEmpty && report.refused.isEmpty)
    }
    #expect(try !shows(town.vik))
  }

  @Test("replicas of one member share what only that member may hold")
  func siblings() throws {
    let town = try TestCollaboration()
    let other = try sibling(in: town)
    try town.send(from: town.coordinator, to: town.laerdal)
    try edit(
      town.laerdal, "INSERT INTO figure(kommune, week, n) VALUES ('laerdal', '\(secret)', 7)")
    let sent = try town.laerdal.export(into: town.path("ut"))
    #expect(sent.files.map(\.to.name) == ["region", "laerdal"])
    let report = try other.importBundles([sent.files[1].path])
    #expect(report.refused.isEmpty && report.applied > 0)
    #expect(try shows(other))
  }

  @Test("another member's bundle is refused by name, and passed over in a folder")
  func forOthers() throws {
    let town = try TestCollaboration()
    let sent = try town.coordinator.export(into: town.path("ut"))
    let toVik = try #require(sent.files.first { $0.to == town.vik.identity.member })
    let named = try town.laerdal.importBundles([toVik.path])
    #expect(named.refused.map(\.error.code) == [.encryptedForOthers])
    let folder = try town.laerdal.importBundles([town.path("ut")])
    #expect(folder.refused.isEmpty)
    let outcomes = folder.files.map(\.outcome)
    #expect(outcomes.contains(.notForUs([])) && outcomes.count == 2)
  }

  @Test("one that was altered or cut off is refused, and the replica is as it was")
  func damaged() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    let sent = try town.laerdal.export(into: town.path("ut"))
    let whole = try FileSystem.read(try #require(sent.files.first).path)
    let before = try town.coordinator.digest(of: .everyone)
    let path = town.path("skadd.samband.json.gz.age")
    let cuts = stride(from: 1, to: whole.count, by: 37).map { Array(whole[..<$0]) }
    let flips = stride(from: 0, to: whole.count, by: 53).map { place in
      var bytes = whole
      bytes[place] ^= 0x10
      return bytes
    }
    for bytes in cuts + flips {
      try FileSystem.write(bytes, to: path)
      let report = try town.coordinator.importBundles([path])
      #expect(report.applied == 0 && report.refused.count == 1, "\(bytes.count) bytes")
    }
    #expect(try town.coordinator.digest(of: .everyone) == before)
  }
}
