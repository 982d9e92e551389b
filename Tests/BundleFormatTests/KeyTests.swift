import BundleFormat
import Testing

@Suite("Keys that anyone could sign for are refused")
struct KeyTests {
  static let low = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  ]
  static let unreduced = [
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]
  static let lowReceiving = [
    low[0], low[1], low[2],
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  ]

  @Test("Verifying keys, with either sign", arguments: low + unreduced)
  func verifying(hex: String) throws {
    let bytes = try Self.bytes(hex)
    #expect(try FormatError.code { _ = try VerifyingKey(bytes) } == .badKey)
    let negative = bytes.dropLast() + [bytes[31] | 0x80]
    #expect(try FormatError.code { _ = try VerifyingKey(Array(negative)) } == .badKey)
  }

  @Test("Receiving keys, and those with the unused bit", arguments: lowReceiving + unreduced)
  func receiving(hex: String) throws {
    let bytes = try Self.bytes(hex)
    #expect(try FormatError.code { _ = try ReceivingKey(bytes) } == .badKey)
    let high = bytes.dropLast() + [bytes[31] | 0x80]
    #expect(try FormatError.code { _ = try ReceivingKey(Array(high)) } == .badKey)
  }

  @Test("Seeds and keys of another length are refused", arguments: [0, 31, 33, 64])
  func lengths(count: Int) throws {
    let bytes = [UInt8](repeating: 9, count: count)
    let good = [UInt8](repeating: 9, count: 32)
    #expect(try FormatError.code { _ = try SigningKey(seed: bytes) } == .badKey)
    #expect(try FormatError.code { _ = try VerifyingKey(bytes) } == .badKey)
    #expect(try FormatError.code { _ = try ReceivingKey(bytes) } == .badKey)
    #expect(
      try FormatError.code { _ = try ReplicaKeys(signingSeed: good, receivingSeed: bytes) }
        == .badKey)
  }

  @Test("Keys are made of their seeds as RFC 8032 and RFC 7748 say")
  func vectors() throws {
    let keys = try ReplicaKeys(
      signingSeed: Self.bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
      receivingSeed: Self.bytes("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099f8f7f7a6a5a5ac9a9e"))
    #expect(
      try keys.verifyingKey.bytes
        == Self.bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
    #expect(keys.receivingKey.bytes.count == 32)
  }

  static func bytes(_ hex: String) throws -> [UInt8] {
    let digits = try hex.map { try #require($0.hexDigitValue) }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}

@Suite("Only the header of the kind and the key's signature are taken")
struct SignatureTests {
  static func header(_ json: String) -> String { Base64URL.encode(json.bytes) }

  @Test(
    "Swapped headers are refused",
    arguments: [
      #"{"alg":"none","typ":"samband-head-v1"}"#, #"{"alg":"HS256","typ":"samband-head-v1"}"#,
      #"{"alg":"EdDSA","typ":"samband-manifest-v1"}"#, #"{"typ":"samband-head-v1","alg":"EdDSA"}"#,
      #"{"alg": "EdDSA","typ":"samband-head-v1"}"#, #"{"alg":"EdDSA"}"#, "",
    ])
  func headers(json: String) throws {
    let sealed = try Samples.sealed([ChangeSetTests.base])
    let fixed = Self.header(#"{"alg":"EdDSA","typ":"samband-head-v1"}"#)
    let document = try sealed.document.replacing(fixed, with: Self.header(json))
    let set = try SignedChangeSet(reading: document)
    #expect(
      try FormatError.code { try set.verify(by: Samples.laerdal.get().verifyingKey) }
        == .badSignature)
  }

  @Test("An empty, attached, padded or longer signature is refused")
  func shapes() throws {
    let sealed = try Samples.sealed([ChangeSetTests.base])
    let header = Self.header(#"{"alg":"EdDSA","typ":"samband-head-v1"}"#)
    let end = "\",\"groups\""
    let changes = [
      ("\(header)..", "\(header)."), ("\(header)..", "\(header).e30."), (end, "==\(end)"),
      (end, "A\(end)"), (end, "AA\(end)"), (end, ".\(end)"),
    ]
    for (old, new) in changes {
      let set = try SignedChangeSet(reading: sealed.document.replacing(old, with: new))
      let key = try Samples.laerdal.get().verifyingKey
      #expect(try FormatError.code { try set.verify(by: key) } == .badSignature)
    }
  }

  @Test("Another replica's key does not verify")
  func stranger() throws {
    let sealed = try Samples.sealed([ChangeSetTests.base])
    #expect(
      try FormatError.code { try sealed.verify(by: Samples.stranger.get().verifyingKey) }
        == .badSignature)
  }
}
