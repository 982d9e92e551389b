import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Testing

@Suite("A charter that should not be believed is refused, with the reason")
struct CharterRefusalTests {
  private let town: TestCollaboration
  private var region: Replica { town.coordinator }

  init() throws { town = try TestCollaboration() }

  /// What the replica of Lærdal says of a charter that comes in a bundle of Vik's.
  private func refusal(
    of charter: Charter, as signer: SignedCharter.Signer? = nil, key: SigningKey? = nil
  ) throws -> ExchangeError? {
    let before = try town.laerdal.charter().hash
    let signed = try SignedCharter(
      signing: charter, as: signer ?? .replica(region.identity.replica),
      key: try key ?? region.signingKey)
    let report = try town.forward([], from: town.vik, to: town.laerdal, charters: [signed])
    #expect(try town.laerdal.charter().hash == before)
    return report.refused.first?.error
  }

  private func next() throws -> Charter {
    let known = try region.newestCharter()
    var charter = known.charter
    charter.version += 1
    charter.previous = known.hash
    return charter
  }

  @Test("signed by a member, by a stranger, or by a recovery key that there is not")
  func neverTrusted() throws {
    let vik = SignedCharter.Signer.replica(town.vik.identity.replica)
    let byVik = try refusal(of: next(), as: vik, key: town.vik.signingKey)
    #expect(byVik?.code == .badSignature)
    #expect(byVik?.cause?.contains("no replica of the coordinator") == true)
    #expect(try refusal(of: next(), key: town.vik.signingKey)?.code == .badSignature)
    let recovery = try refusal(of: next(), as: .recovery, key: town.vik.signingKey)
    #expect(recovery?.cause?.contains("no recovery key") == true)
  }

  @Test("a fork: another version with the number of one that is known")
  func fork() throws {
    var other = try region.newestCharter().charter
    other.name = "Ei anna"
    let error = try refusal(of: other)
    #expect(error?.code == .charterFork && error?.subjects.last == "2")
  }

  @Test("one that follows another version, or skips one")
  func gaps() throws {
    var other = try next()
    other.previous = try town.vik.charter().charter.previous
    #expect(try refusal(of: other)?.cause?.contains("follows another version") == true)
    var skipped = try next()
    skipped.version += 1
    #expect(try refusal(of: skipped)?.code == .charterGap)
  }

  @Test("one that takes back what an earlier one has said, whoever signed it")
  func takenBack() throws {
    let lost = try town.newReplica(of: town.vik.identity.member)
    _ = try region.end(lost.identity.replica)
    try town.send(from: region, to: town.laerdal)
    try town.send(from: region, to: town.vik)
    let changes: [(String, (inout Charter) throws -> Void)] = [
      (
        "is back",
        { charter in
          for place in charter.replicas.indices { charter.replicas[place].end = nil }
        }
      ),
      ("is gone or has other keys", { $0.replicas.removeLast() }),
      (
        "other keys",
        { charter in
          let keys = try ReplicaKeys(
            signingSeed: [UInt8](repeating: 1, count: 32),
            receivingSeed: [UInt8](repeating: 2, count: 32))
          charter.replicas[1].signingKey = keys.verifyingKey
        }
      ),
      (
        "owns rows by another key",
        { charter in
          let member = charter.members[1]
          charter.members[1] = Member(id: member.id, name: member.name, ownerKey: "9999")
        }
      ),
    ]
    for (reason, change) in changes {
      var charter = try next()
      try change(&charter)
      let error = try refusal(of: charter)
      #expect(error?.code == .altered, "\(reason)")
      #expect(error?.cause?.contains(reason) == true, "\(reason): \(error?.cause ?? "")")
    }
  }

  @Test("an older one never comes back, by whatever bundle")
  func rollback() throws {
    let stale = try town.bundle(from: region, to: town.laerdal)
    let old = try region.newestCharter()
    _ = try town.newReplica(of: town.vik.identity.member)
    try town.exchangeAll()
    #expect(try town.laerdal.importBundles([stale]).refused.isEmpty)
    let report = try town.forward([], from: town.vik, to: town.laerdal, charters: [old])
    #expect(report.refused.isEmpty)
    #expect(try town.laerdal.charter().charter.version == 3)
    #expect(try town.laerdal.file.read { try $0.charters() }.map { $0.version } == [1, 2, 3])
  }
}
