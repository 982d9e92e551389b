import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Synchronization
import Testing

@Suite("A key file behind a passphrase")
struct PassphraseTests {
  /// Answers with what a test sets, and counts how often it was asked.
  private final class Person: Sendable {
    let state = Mutex<(answer: String?, count: Int)>((nil, 0))

    func answer(_ text: String?) { state.withLock { $0 = (text, 0) } }

    var timesAsked: Int { state.withLock(\.count) }

    @Sendable func ask(_ replica: ReplicaID) throws -> String? {
      state.withLock {
        $0.count += 1
        return $0.answer
      }
    }
  }

  private let town: TestCollaboration
  private let person = Person()
  private var id: ReplicaID { town.laerdal.identity.replica }
  /// As the next command finds it, with nothing remembered.
  private var keys: KeyFolder {
    KeyFolder(path: town.path("keys"), workFactor: 4, passphrase: person.ask)
  }
  private var file: [UInt8] {
    get throws { try FileSystem.read(town.path("keys/\(id).key.json")) }
  }

  init() throws { town = try TestCollaboration() }

  private func code(_ body: () throws -> Void) -> ExchangeError.Code? {
    let error = #expect(throws: ExchangeError.self) { try body() }
    return error?.code
  }

  private func set(_ passphrase: String?) throws {
    try keys.setPassphrase(passphrase, of: id, random: SystemRandom())
  }

  @Test("it is set, asked for once, changed and removed, and the keys stay the same")
  func life() throws {
    let before = try keys.keys(of: id)
    #expect(try !keys.hasPassphrase(id))
    try set("blåbær og rømme")
    #expect(try keys.hasPassphrase(id) && LockedFile.isLocked(file))
    person.answer("blåbær og rømme")
    let folder = keys
    let replica = town.laerdal.at(Workplace(keys: folder, clock: town.clock))
    try edit(replica, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    #expect(try town.send(from: replica, to: town.coordinator).applied == 1)
    #expect(person.timesAsked == 1)
    #expect(try folder.keys(of: id).signing.seed == before.signing.seed)
    #expect(try folder.keys(of: id).receivingSeed == before.receivingSeed)
    try set("tyttebær")
    #expect(code { _ = try keys.keys(of: id) } == .wrongPassphrase)
    person.answer("tyttebær")
    try set(nil)
    #expect(try !keys.hasPassphrase(id))
    #expect(try keys.keys(of: id).signing.seed == before.signing.seed)
  }

  @Test("a wrong one, none, an empty one and a damaged file are told apart, and change nothing")
  func refusals() throws {
    #expect(code { try set("") } == .badPassphrase)
    try set("rett")
    let locked = try file
    person.answer("feil")
    #expect(code { try set("anna") } == .wrongPassphrase)
    person.answer("")
    #expect(code { _ = try keys.keys(of: id) } == .wrongPassphrase)
    person.answer(nil)
    #expect(code { _ = try keys.keys(of: id) } == .passphraseNeeded)
    #expect(try file == locked)
    person.answer("rett")
    var damaged = locked
    damaged[damaged.count - 60] ^= 1
    try FileSystem.write(damaged, to: town.path("keys/\(id).key.json"), isSecret: true)
    #expect(code { _ = try keys.keys(of: id) } == .badKeyFile)
  }

  @Test("a file that asks for too much work is refused before any is done")
  func tooMuchWork() throws {
    try set("rett")
    let text = String(decoding: try file, as: UTF8.self)
    let body = text.split(separator: "\n").dropFirst().dropLast().joined()
    let bytes = try #require(Data(base64Encoded: body))
    let start = try #require(bytes.firstRange(of: Data(" 4\n".utf8)))
    let greedy = bytes[..<start.lowerBound] + Data(" 22\n".utf8) + bytes[start.upperBound...]
    try FileSystem.write(
      [UInt8](greedy), to: town.path("keys/\(id).key.json"), isSecret: true)
    person.answer("rett")
    let error = #expect(throws: ExchangeError.self) { try keys.keys(of: id) }
    #expect(error?.code == .badKeyFile && error?.cause?.contains("2^22") == true)
  }

  @Test("the file is its owner's alone, and holds no identity in the open")
  func modes() throws {
    let path = town.path("keys/\(id).key.json")
    #expect(try !String(decoding: file, as: UTF8.self).contains("AGE-SECRET-KEY"))
    #expect(try town.laerdal.ageIdentity().hasPrefix("AGE-SECRET-KEY-1"))
    try set("rett")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }
}
