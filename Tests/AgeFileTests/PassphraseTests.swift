import SambandTestKit
import Testing

@testable import AgeFile

@Suite("Files behind a passphrase")
struct PassphraseTests {
  static func file(_ content: [UInt8], workFactor: Int) throws -> [UInt8] {
    var generator = SeededGenerator(seed: 4)
    return try AgeEncryptor(passphrase: try AgePassphrase("blåbær"), workFactor: workFactor) {
      generator.bytes($0)
    }.encrypt(content)
  }

  private func keys(_ passphrase: String, maximum: Int = 10) throws -> AgeKeys {
    try AgeKeys(passphrases: [AgePassphrase(passphrase)], maximumWorkFactor: maximum)
  }

  @Test("The passphrase opens the file; another one and an identity do not")
  func roundTrip() throws {
    let content = Samples.content(70_000)
    let file = try Self.file(content, workFactor: 10)
    #expect(try AgeDecryptor(passphrase: AgePassphrase("blåbær")).decrypt(file) == content)
    for other in ["blabær", "blåbær ", "bla\u{30A}bær"] {
      #expect(try Opening(of: file, with: keys(other)).error?.code == .noMatch)
    }
    #expect(try Opening(of: file, with: Samples.identity(1)).error?.code == .noMatch)
    let forIdentity = try Samples.file(content, for: [Samples.identity(1)])
    #expect(try Opening(of: forIdentity, with: keys("blåbær")).error?.code == .noMatch)
  }

  @Test("What the writer does unless told is what the reader takes unless told")
  func standard() throws {
    #expect(AgeLimits.writtenWorkFactor <= AgeLimits.readWorkFactor)
    #expect(AgeLimits.workFactors.contains(AgeLimits.readWorkFactor))
    let stanza = try Self.file([], workFactor: 3).split(separator: 0x0A)[1]
    #expect(String(decoding: stanza, as: UTF8.self).hasSuffix(" 3"))
  }

  @Test("A work factor over the caller's limit, and over any limit, is refused before any work")
  func limit() throws {
    let file = try Self.file([1], workFactor: 11)
    #expect(try Opening(of: file, with: keys("blåbær", maximum: 11)).content == [1])
    #expect(try Opening(of: file, with: keys("blåbær")).error?.code == .workFactorTooHigh)
    let text = String(decoding: file[..<100], as: UTF8.self)
    for absurd in [23, 40, 99, 100, Int.max] {
      // 2^40 rounds would take longer than this test, and a petabyte.
      let changed = Array(text.replacing(" 11\n", with: " \(absurd)\n").utf8) + file[100...]
      let opening = Opening(of: changed, with: try keys("blåbær", maximum: .max))
      #expect(opening.error?.code == .workFactorTooHigh)
    }
  }

  @Test("Every bit of a small file, turned, is refused")
  func everyBit() throws {
    var file = try Self.file([1, 2, 3], workFactor: 1)
    let keys = try keys("blåbær", maximum: 4)
    for index in file.indices {
      for bit in 0..<8 {
        file[index] ^= 1 << bit
        let opening = Opening(of: file, with: keys)
        #expect(opening.error != nil, "byte \(index), bit \(bit)")
        #expect(opening.content.isEmpty, "byte \(index), bit \(bit)")
        file[index] ^= 1 << bit
      }
    }
  }
}
