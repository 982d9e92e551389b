import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Testing

@Suite("A restored or copied replica never gives a number twice, and gets back what it lost")
struct NewLifeTests {
  private let town: TestCollaboration
  private var region: Replica { town.coordinator }
  private var vik: Replica { town.vik }

  init() throws {
    town = try TestCollaboration()
    try edit(town.vik, "INSERT INTO measure(code, title) VALUES ('T1', 'før')")
    try town.exchangeAll()
  }

  /// The replica as it is now, in a file of its own.
  private func copy(of replica: Replica, on machine: String? = nil) throws -> Replica {
    let path = town.path("kopi-\(UUID().uuidString.prefix(8)).sqlite")
    _ = try replica.file.copy(to: path)
    var workplace = replica.workplace
    if let machine { workplace.machine = machine }
    return try Replica(opening: path, workplace: workplace)
  }

  /// The keys alone, as they are on a disk that knows nothing of what came after.
  private func forgetful(_ replica: Replica) throws -> Replica {
    let folder = town.path("nøklar-\(UUID().uuidString.prefix(8))")
    try FileManager.default.copyItem(atPath: replica.workplace.keys.path, toPath: folder)
    var workplace = replica.workplace
    workplace.keys = KeyFolder(path: folder)
    return replica.at(workplace)
  }

  private func lives(of replica: Replica) throws -> Set<String> {
    Set(
      try replica.status().vector.entries.map(\.stream)
        .filter { $0.replica == replica.identity.replica }.map(\.incarnation))
  }

  private func expectAgreement(_ replicas: Replica...) throws {
    for _ in 0..<2 {
      for sender in replicas {
        for receiver in replicas where receiver.identity != sender.identity {
          let report = try town.send(from: sender, to: receiver)
          #expect(report.refused.isEmpty && report.setAside.isEmpty && report.differing.isEmpty)
        }
      }
    }
    let shown = try replicas[0].shown()
    for replica in replicas {
      #expect(try replica.shown() == shown)
      let status = try replica.status()
      #expect(status.parked == 0 && status.missing.isEmpty && status.setAside.isEmpty)
      #expect(try replica.verify(scratch: town.folder).findings.isEmpty)
    }
  }

  @Test("yesterday's backup: a new life before the next change set, and the lost ones come home")
  func restored() throws {
    let backup = try copy(of: vik)
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'borte')")
    try town.send(from: vik, to: region)
    try backup.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T3', 'etter')")
    let life = try #require(try backup.seal().newLife)
    #expect(life.reason == .behindThisComputer)
    #expect(try backup.status().incarnation == life.incarnation)
    #expect(try lives(of: backup).count == 2)
    try edit(backup, "UPDATE measure SET title = 'endå meir' WHERE code = 'T3'")
    #expect(try lives(of: backup).count == 2)
    try expectAgreement(region, backup, town.laerdal)
    #expect(try backup.shows("borte") && backup.shows("endå meir"))
  }

  @Test("nothing to seal, nothing to fear: what was lost comes home and the same life goes on")
  func onlyReading() throws {
    let backup = try copy(of: vik)
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'borte')")
    try town.send(from: vik, to: region)
    try town.send(from: backup, to: region)
    try town.send(from: region, to: backup)
    #expect(try backup.shows("borte"))
    try backup.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T3', 'etter')")
    #expect(try backup.seal().newLife == nil)
    try expectAgreement(region, backup, town.laerdal)
  }

  @Test("a whole disk put back: the others know better, and say so before anything is sealed")
  func rolledBack() throws {
    let backup = try forgetful(copy(of: vik))
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'borte')")
    try town.send(from: vik, to: region)
    try backup.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T3', 'etter')")
    // The bundle is for the computer as it was before: it has nothing new, but it names the number.
    let report = try town.send(from: region, to: backup)
    #expect(report.sealed.newLife?.reason == .behindOthers)
    let missing = try #require(report.missing.first)
    #expect(missing.numbers == 2...2 && missing.member == "Region")
    try expectAgreement(region, backup, town.laerdal)
    #expect(try backup.shows("borte") && region.shows("etter"))
  }

  @Test("a second computer, with the key: each goes on in a life of its own")
  func otherComputer() throws {
    let other = try copy(of: vik, on: "heime")
    try other.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T2', 'heime')")
    #expect(try other.seal().newLife?.reason == .otherComputer)
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T3', 'kontoret')")
    #expect(try lives(of: vik).count == 1)
    try edit(other, "UPDATE measure SET note = 'heime' WHERE code = 'T1'")
    #expect(try lives(of: other).count == 2)
    for replica in [vik, other] { try town.send(from: replica, to: region) }
    for replica in [vik, other] { try town.send(from: region, to: replica) }
    try expectAgreement(region, vik, town.laerdal)
    #expect(try vik.shows("heime") && other.shows("kontoret") && region.shows("heime"))
  }

  @Test("two files on one computer, and a copy of the copy: none takes another's number")
  func copies() throws {
    let second = try copy(of: vik)
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'ein')")
    try edit(second, "INSERT INTO measure(code, title) VALUES ('T3', 'to')")
    let third = try copy(of: second)
    try edit(second, "INSERT INTO measure(code, title) VALUES ('T4', 'to')")
    try edit(third, "INSERT INTO measure(code, title) VALUES ('T5', 'tre')")
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T6', 'ein')")
    for replica in [vik, second, third] { try town.send(from: replica, to: region) }
    #expect(try region.status().setAside.isEmpty)
    for code in 1...6 { #expect(try region.shows("T\(code)")) }
    try expectAgreement(region, third, town.laerdal)
  }

  @Test("copied before it had made anything: two first change sets have two names")
  func copiedEmpty() throws {
    let luster = try town.newReplica(of: town.laerdal.identity.member)
    let other = try copy(of: luster, on: "heime")
    try edit(luster, "INSERT INTO measure(code, title) VALUES ('T2', 'kontoret')")
    try edit(other, "INSERT INTO measure(code, title) VALUES ('T3', 'heime')")
    for replica in [luster, other] { try town.send(from: replica, to: region) }
    #expect(try region.shows("kontoret") && region.shows("heime"))
    #expect(try region.status().setAside.isEmpty)
  }

  @Test("a whole disk put back, and the bundle that knows better is not the first of the folder")
  func severalFiles() throws {
    let folder = town.path("pinne")
    try FileSystem.makeFolder(folder)
    let earlier = try town.bundle(from: region, to: vik)
    let backup = try forgetful(copy(of: vik))
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'borte')")
    try town.send(from: vik, to: region)
    try backup.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T3', 'etter')")
    let later = try town.bundle(from: region, to: vik)
    let report = try backup.importBundles([earlier, later])
    #expect(report.sealed.newLife?.reason == .behindOthers && report.setAside.isEmpty)
    try expectAgreement(region, backup, town.laerdal)
  }

  @Test("what nobody has signed begins no new life")
  func forged() throws {
    let honest = try town.bundle(from: region, to: vik)
    let me = try #require(
      StreamID(
        replica: vik.identity.replica, incarnation: vik.status().incarnation, circle: .everyone))
    var bundle = try HandMadeBundle(from: region)
    bundle.vector[me] = .init(number: 1_000, head: HostileKind.noHash)
    bundle.key = try town.laerdal.signingKey
    let path = try bundle.write(for: vik, in: town)
    try vik.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T2', 'ny')")
    let report = try vik.importBundles([path, honest])
    #expect(report.refused.map(\.error.code) == [.badSignature])
    #expect(report.sealed.newLife == nil && report.sealed.changeSets.count == 1)
  }

  @Test("an own change set that has come back and waits keeps its number")
  func ownThatWaits() throws {
    let backup = try forgetful(copy(of: vik))
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'ein')")
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T3', 'to')")
    try town.send(from: vik, to: region)
    #expect(try town.forward(try vik.dots(3...3), from: region, to: backup).parked == 1)
    try backup.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T4', 'etter')")
    #expect(try backup.seal().newLife?.reason == .behindOthers)
    try expectAgreement(region, backup, town.laerdal)
    for code in 2...4 { #expect(try backup.shows("T\(code)")) }
  }

  @Test("a restored coordinator signs no second charter with a number that it has used")
  func charters() throws {
    let backup = try copy(of: region)
    let luster = try TestCollaboration.id("luster")
    var revision = Revision()
    revision.members = [MemberRevision(id: luster, name: "Luster", ownerKey: "luster")]
    _ = try region.revise(revision)
    try town.send(from: region, to: vik)
    #expect(throws: ExchangeError(.charterBehind, "2", "3")) { try backup.revise(revision) }
    // With a member's bundle it has the charter again, and goes on.
    try town.send(from: vik, to: backup)
    let aurland = try TestCollaboration.id("aurland")
    revision.members = [MemberRevision(id: aurland, name: "Aurland", ownerKey: "aurland")]
    #expect(try backup.revise(revision).charter.charter.version == 4)
    try expectAgreement(backup, vik, town.laerdal)
  }

  @Test("a bundle that we sent ourselves brings back what only it still has")
  func ownBundle() throws {
    let backup = try copy(of: vik)
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'berre på pinnen')")
    let sent = try town.bundle(from: vik, to: region)
    let report = try backup.importBundles([sent])
    #expect(report.applied == 1 && report.refused.isEmpty)
    #expect(try backup.shows("berre på pinnen"))
    let again = try backup.importBundles([sent])
    #expect(again.files.map(\.outcome.isOwn) == [true])
    try expectAgreement(region, backup, town.laerdal)
  }

  @Test("a backup from before a new life goes on in one more")
  func backupOfBackup() throws {
    let old = try copy(of: vik)
    try edit(vik, "INSERT INTO measure(code, title) VALUES ('T2', 'a')")
    let restored = try copy(of: old)
    try edit(restored, "INSERT INTO measure(code, title) VALUES ('T3', 'b')")
    try edit(old, "INSERT INTO measure(code, title) VALUES ('T4', 'c')")
    for replica in [vik, restored, old] { try town.send(from: replica, to: region) }
    #expect(try lives(of: region, of: vik).count == 3)
    try expectAgreement(region, old, town.laerdal)
    for code in 2...4 { #expect(try old.shows("T\(code)")) }
  }

  private func lives(of holder: Replica, of author: Replica) throws -> Set<String> {
    Set(
      try holder.status().vector.entries.map(\.stream)
        .filter { $0.replica == author.identity.replica }.map(\.incarnation))
  }
}

extension FileOutcome {
  fileprivate var isOwn: Bool {
    if case .own = self { true } else { false }
  }
}
