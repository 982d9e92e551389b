import BundleFormat
import MergeAlgebra
import Testing

/// Made by a Python program of fifty lines from protocol §10 alone: hashlib, json, cryptography.
@Suite("Hashes and signatures are those of an independent program")
struct VectorTests {
  static let hash = "iO5h_mE8qzqu3eR5A263rHWmjPT5aXag-HaSdmnJ4Vg"
  static let signature =
    "eyJhbGciOiJFZERTQSIsInR5cCI6InNhbWJhbmQtaGVhZC12MSJ9..eu9DdO9LUDgZW897Ua--VR0CmdSO01FH6NH_"
    + "RtFu37HCjSXUJZgzUGgquuQBA1usuZUJRJFzBerJq59cVYY2Dg"
  static let document =
    #"{"head":{"charter":3,"collaboration":"sogn-for-alle-x7","context":{"#
    + #""region-aaaa.0001.everyone":[4,"LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE"]},"#
    + #""note":"Møte ☃","number":2,"previous":"FI3pxaekTRnlbNmuGlVL9nhHr7DFj24S-imsfd_KmUA","#
    + #""rowCount":6,"rowsHash":"oI2Qhi6gWdievhZWPel9TO_-draKTIkxxFqSb4RFBfA","#
    + #""stream":"laerdal-7q2k9f3m.4f1c.everyone","time":1700000001000,"version":1},"#
    + #""secret":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","signature":"\#(signature)","#
    + #""groups":[{"table":"measure","insert":["title","tags","budget"],"#
    + #""times":[1700000000000,[250,2]],"rows":[["T06","Målet \"nynorsk\"\n",{"add":["a","b"]},"#
    + #"{"difference":12}],["T07",null,{"add":[]},{"difference":{"integer":"#
    + #""-9223372036854775808"}}],["T08",{"real":"-0"},{"add":[1],"remove":[[2,{"x":null}]]},"#
    + #"{"difference":0}]]},{"table":"link","update":["status","share"],"suggested":["status"],"#
    + #""times":[1700000000500,-1500,0],"rows":[["T06",1,"FERD",0.5],"#
    + #"["T06",2,{"base64url":"AP8"},{"real":"1e-7"}],"#
    + #"["T06",{"integer":"9007199254740992"},{"text":"_w"},{"real":"inf"}]]}]}"#

  @Test("A change set from Python is read and verified")
  func readsForeign() throws {
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    let set = try SignedChangeSet(reading: Self.document.bytes)
    try set.verify(by: key.verifyingKey)
    #expect(set.hash.base64url == Self.hash)
    #expect(set.rowCount == 6)
    #expect(set.groups[0].rows.map(\.time) == [0, 250, 500].map { 1_700_000_000_000 + $0 })
    #expect(set.groups[1].rows[2].key.values == [.text("T06"), .integer(9_007_199_254_740_992)])
    #expect(set.groups[1].rows[2].cells == [.value(.text([0xFF])), .value(.real(.infinity))])
  }

  @Test("Sealing the same gives the same bytes but for the signature")
  func sealsAlike() throws {
    let set = try SignedChangeSet(reading: Self.document.bytes)
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    let sealed = try SignedChangeSet(
      sealing: set.head, groups: set.groups, collaboration: set.collaboration,
      secret: Samples.secret, key: key)
    #expect(sealed.hash.base64url == Self.hash)
    let start = try #require(sealed.document.firstRange(of: "..".utf8)?.upperBound)
    let end = try #require(sealed.document.firstRange(of: "\",\"groups".utf8)?.lowerBound)
    let signature = String(decoding: sealed.document[start..<end], as: UTF8.self)
    // CryptoKit draws signatures at random; only the rest is fixed.
    let foreign = try #require(Self.signature.split(separator: "..").last)
    let same = try sealed.document.replacing(signature, with: String(foreign))
    #expect(same.text.utf8.elementsEqual(Self.document.utf8))
  }

  @Test("A fingerprint is thirty digits of SHA-256")
  func fingerprints() throws {
    let hash = try #require(ContentHash([UInt8](0..<32)))
    #expect(fingerprint(of: hash) == "62548 96770 46975 51872 32199 76211")
  }
}
