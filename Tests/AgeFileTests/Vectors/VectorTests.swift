import Crypto
import SambandTestKit
import Testing

@testable import AgeFile

@Suite(
  "Every public vector comes out as it declares",
  .enabled(if: Vectors.areAvailable, Vectors.skipped)
)
struct VectorTests {
  /// The vectors that do not apply to us, and why.
  static let notApplicable: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "armor_hybrid", "hybrid", "hybrid_and_x25519", "hybrid_bad_tag",
      "hybrid_currupted_enc_mlkem", "hybrid_currupted_enc_x25519", "hybrid_extra_argument",
      "hybrid_grease", "hybrid_identity", "hybrid_long_file_key", "hybrid_long_share",
      "hybrid_low_order", "hybrid_multiple_recipients", "hybrid_no_match",
      "hybrid_not_canonical_body", "hybrid_not_canonical_enc", "hybrid_short_share",
      "hybrid_uppercase",
    ].map {
      ($0, "its only identity is a hybrid one (ML-KEM-768 with X25519), which we do not have")
    }
  )

  static let hybridIdentity = "AGE-SECRET-KEY-PQ-1"

  /// The vectors that apply, each with all keys of a kind that we have.
  static func applicable() throws -> [(vector: Vector, keys: AgeKeys)] {
    try Vectors.all().filter { notApplicable[$0.name] == nil }.map { vector in
      let identities = vector.identities.filter { !$0.hasPrefix(hybridIdentity) }
      let keys = try AgeKeys(
        identities: identities.map { try AgeIdentity($0) },
        passphrases: vector.passphrases.map { try AgePassphrase($0) })
      return (vector, keys)
    }
  }

  @Test("Every vector runs, but for those whose only identity is of a kind that we do not have")
  func listIsComplete() throws {
    let all = try Vectors.all()
    let excluded = all.filter { vector in
      !vector.identities.isEmpty && vector.passphrases.isEmpty
        && vector.identities.allSatisfy { $0.hasPrefix(Self.hybridIdentity) }
    }
    #expect(Set(excluded.map(\.name)) == Set(Self.notApplicable.keys))
    let applicable = try Self.applicable()
    #expect(applicable.count > 0)
    #expect(applicable.count + Self.notApplicable.count == all.count)
  }

  @Test("The vectors fed as a whole")
  func whole() throws {
    for (vector, keys) in try Self.applicable() {
      try check(vector, Opening(of: vector.file, isArmored: vector.isArmored, with: keys))
    }
  }

  @Test("The vectors fed byte by byte, up to a megabyte")
  func byteByByte() throws {
    for (vector, keys) in try Self.applicable() where vector.file.count < 1 << 20 {
      let opening = Opening(of: vector.file, isArmored: vector.isArmored, with: keys) { 1 }
      try check(vector, opening)
    }
  }

  @Test("The vectors fed in pieces of random sizes")
  func randomPieces() throws {
    let vectors = try Self.applicable()
    try SeededRuns(3, filter: "AgeFileTests.VectorTests/randomPieces").run { generator in
      for (vector, keys) in vectors {
        let sizes = [16, 300, 100_000]
        let largest = vector.file.count < 1 << 20 ? generator.pick(sizes) : 1 << 20
        let opening = Opening(of: vector.file, isArmored: vector.isArmored, with: keys) {
          generator.number(below: largest)
        }
        try check(vector, opening)
      }
    }
  }

  @Test("An armor that is accepted is written again as it was, but for line ends and space around")
  func armorIsUnique() throws {
    let armored = try Vectors.all().filter { $0.isArmored && $0.expected == "success" }
    try #require(!armored.isEmpty)
    for vector in armored {
      let file = try AgeArmorDecoder().decode(vector.file)
      let text = vector.file.split { AgeArmor.isWhitespace($0) }.map { Array($0) }
      let again = AgeArmorEncoder().encode(file)
      #expect(again.split { AgeArmor.isWhitespace($0) }.map { Array($0) } == text, "\(vector.name)")
    }
  }

  private func check(_ vector: Vector, _ opening: Opening) throws {
    let outcome = opening.error.map { Self.name($0.code) } ?? "success"
    try #require(
      outcome == vector.expected, "\(vector.name): \(opening.error?.message ?? "no error")")
    guard let expected = vector.payloadHash else {
      try #require(opening.content.isEmpty, "\(vector.name) released content")
      return
    }
    let hash = SHA256.hash(data: opening.content).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    try #require(hash.joined() == expected, "\(vector.name): \(opening.content.count) bytes")
  }

  /// The word that the vectors have for a reason.
  private static func name(_ code: AgeError.Code) -> String {
    switch code {
    case .notAge, .unknownVersion, .malformedHeader, .headerTooLarge, .workFactorTooHigh:
      "header failure"
    case .noMatch: "no match"
    case .alteredHeader: "HMAC failure"
    case .damagedPayload: "payload failure"
    case .damagedArmor: "armor failure"
    case .badRecipient, .badIdentity, .badPassphrase, .badRecipientCount: code.rawValue
    }
  }
}
