import SambandTestKit
import Testing

@testable import AgeFile

@Suite("Every key has one text")
struct KeyTests {
  /// The identity of the public vectors, and what `age-keygen -y` says of it.
  static let secret = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
  static let recipient = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"

  private func refusal(ofIdentity text: String) throws -> AgeError.Code? {
    try AgeError.code { _ = try AgeIdentity(text) }
  }

  private func refusal(ofRecipient text: String) throws -> AgeError.Code? {
    try AgeError.code { _ = try AgeRecipient(text) }
  }

  @Test("A known pair of keys is read and written")
  func known() throws {
    let identity = try AgeIdentity(Self.secret)
    #expect(identity.secretText == Self.secret)
    #expect(identity.recipient.text == Self.recipient)
    #expect(try AgeRecipient(Self.recipient) == identity.recipient)
    #expect(!"\(identity)".contains(Self.secret.suffix(20)))
    #expect(!"\(try AgePassphrase("hemmeleg"))".contains("hemmeleg"))
  }

  @Test("Random keys come back from their texts")
  func roundTrip() throws {
    try SeededRuns(50, filter: "AgeFileTests.KeyTests/roundTrip").run { generator in
      let identity = try AgeIdentity(generator.bytes(32))
      try #require(try AgeIdentity(identity.secretText).seed == identity.seed)
      try #require(try AgeRecipient(identity.recipient.text) == identity.recipient)
      try #require(identity.recipient.text.utf8.count == 62)
      try #require(identity.secretText.utf8.count == 74)
    }
  }

  @Test("Every other character in any place is refused")
  func everyCharacter() throws {
    for (index, old) in Array(Self.recipient.utf8).enumerated() {
      for new in UInt8(0x20)...0x7E where new != old {
        var text = Array(Self.recipient.utf8)
        text[index] = new
        #expect(try refusal(ofRecipient: String(decoding: text, as: UTF8.self)) == .badRecipient)
      }
    }
    for (index, old) in Array(Self.secret.utf8).enumerated() {
      for new in [UInt8(0x20), 0x31, 0x41, 0x5A, 0x61, 0x71] where new != old {
        var text = Array(Self.secret.utf8)
        text[index] = new
        #expect(try refusal(ofIdentity: String(decoding: text, as: UTF8.self)) == .badIdentity)
      }
    }
  }

  @Test("Other cases, lengths, kinds and spaces are refused")
  func otherForms() throws {
    let hybrid = "AGE-SECRET-KEY-PQ-1HZLGZUPT4ETPKDEV8HSGFDCYZ4E522W0A7PU2LHT8EH9W6YLNC3SW78XKG"
    let kelvin = Self.secret.replacing("K", with: "\u{212A}", maxReplacements: 3)
    for text in [
      "", "age1", Self.recipient, Self.secret.lowercased(), hybrid, "\(Self.secret) ",
      "\n\(Self.secret)", String(Self.secret.dropLast()), kelvin,
      Bech32.text(prefix: "age-secret-key-", [UInt8](repeating: 1, count: 31)).uppercased(),
      Bech32.text(prefix: "age-secret-key-", [UInt8](repeating: 1, count: 33)).uppercased(),
    ] {
      #expect(try refusal(ofIdentity: text) == .badIdentity, "\(text)")
    }
    for text in [
      "", "age1", Self.secret, Self.recipient.uppercased(), "\(Self.recipient) ",
      " \(Self.recipient)", String(Self.recipient.dropLast()), "\(Self.recipient)q",
      Bech32.text(prefix: "age1pq", [UInt8](repeating: 1, count: 32)),
      Bech32.text(prefix: "age", [UInt8](repeating: 1, count: 31)),
      Bech32.text(prefix: "age", [UInt8](repeating: 1, count: 33)),
    ] {
      #expect(try refusal(ofRecipient: text) == .badRecipient, "\(text)")
    }
    #expect(try AgeError.code { _ = try AgeIdentity([1, 2, 3]) } == .badIdentity)
    #expect(try AgeError.code { _ = try AgeRecipient([1, 2, 3]) } == .badRecipient)
    #expect(try AgeError.code { _ = try AgePassphrase("") } == .badPassphrase)
  }

  @Test("Bits that no byte uses must be zero, although the checksum holds")
  func unusedBits() throws {
    let groups = Bech32.groups(of: try AgeRecipient(Self.recipient).bytes)
    #expect(Bech32.text(prefix: "age", groups: groups) == Self.recipient)
    for bit in 0..<4 {
      let changed = Array(groups[..<51]) + [groups[51] | 1 << bit]
      #expect(
        try refusal(ofRecipient: Bech32.text(prefix: "age", groups: changed)) == .badRecipient)
    }
    let oneGroup = Bech32.text(prefix: "a", groups: [0])
    #expect(Bech32.bytes(of: Array(oneGroup.utf8), prefix: "a") == nil)
    #expect(Bech32.bytes(of: Array("a12uel5l".utf8), prefix: "a") == [])
    #expect(
      Bech32.bytes(
        of: Array("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw".utf8), prefix: "abcdef") != nil)
  }

  @Test("Recipients of small order and odd encodings are refused")
  func weakRecipients() throws {
    let modulus = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    var large = try Samples.identity(1).recipient.bytes
    large[31] |= 0x80
    let zero = [UInt8](repeating: 0, count: 32)
    let eight: [UInt8] = [
      0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3, 0xFA, 0xF1, 0x9F, 0xC4,
      0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32, 0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F, 0x49,
      0xB8, 0x00,
    ]
    for bytes in [zero, [1] + zero.dropLast(), [0xEC] + modulus.dropFirst(), eight, modulus, large]
    {
      #expect(try AgeError.code { _ = try AgeRecipient(bytes) } == .badRecipient)
      let text = Bech32.text(prefix: "age", bytes)
      #expect(try refusal(ofRecipient: text) == .badRecipient)
    }
  }
}
