import BundleFormat
import Crypto
import MergeAlgebra
import StrictJSON
import Testing

@Suite("An erased row leaves the signature whole")
struct ErasureTests {
  /// The second row's hash, and the salts of all three, by the definition of protocol §10.
  private func parts() throws -> (sealed: SignedChangeSet, hash: String, salts: [String]) {
    let sealed = try Samples.sealed([ChangeSetTests.base])
    let salts = (0..<3).map { (index: UInt8) in
      let counter = [UInt8](repeating: 0, count: 7) + [index]
      let digest = SHA256.hash(data: "samband-salt-v1\n".bytes + Samples.secret + counter)
      return Base64URL.encode(Array(Array(digest)[..<16]))
    }
    let row = #"["\#(salts[1])","t","insert",["c"],[],["b",2],1700000000001]"#
    let hash = Base64URL.encode(Array(SHA256.hash(data: "samband-row-v1\n\(row)".bytes)))
    return (sealed, hash, salts)
  }

  private func erased(
    salts: (([String]) -> [String?])? = nil, hash change: (String) -> String = { $0 }
  ) throws -> [UInt8] {
    let (sealed, hash, all) = try parts()
    let kept = salts?(all) ?? [all[0], nil, all[2]]
    let list = kept.map { salt in salt.map { "\"\($0)\"" } ?? "null" }.joined(separator: ",")
    return try sealed.document
      .replacing(
        #""secret":"\#(Base64URL.encode(Samples.secret))""#, with: #""salts":[\#(list)]"#
      )
      .replacing(#"["b",2]"#, with: #"{"erased":"\#(change(hash))"}"#)
  }

  @Test("It verifies, and the value is gone")
  func verifies() throws {
    let original = try Samples.sealed([ChangeSetTests.base])
    let set = try SignedChangeSet(reading: try erased())
    try set.verify(by: Samples.laerdal.get().verifyingKey)
    #expect(set.hash == original.hash)
    #expect(set.rowCount == 3)
    #expect(set.erasedRows == 1)
    let rows = original.groups[0].rows
    #expect(set.groups[0].rows == [rows[0], rows[2]])
  }

  @Test("Salts instead of the secret give the same hashes")
  func saltsOnly() throws {
    let (sealed, _, all) = try parts()
    let list = all.map { "\"\($0)\"" }.joined(separator: ",")
    let document = try sealed.document.replacing(
      #""secret":"\#(Base64URL.encode(Samples.secret))""#, with: #""salts":[\#(list)]"#)
    #expect(try SignedChangeSet(reading: document).groups == sealed.groups)
  }

  @Test("A wrong hash, a salt too many or too few is refused")
  func refused() throws {
    let changed = try erased(hash: { ($0.hasPrefix("A") ? "B" : "A") + $0.dropFirst() })
    #expect(try FormatError.code { _ = try SignedChangeSet(reading: changed) } == .hashMismatch)
    for document in [
      try erased(salts: { $0 }), try erased(salts: { [$0[0], nil] }),
      try erased(salts: { [$0[0], nil, nil] }), try erased(salts: { [$0[0], nil, $0[2], nil] }),
      try erased(salts: { [$0[0], nil, $0[2] + "AA"] }),
    ] {
      #expect(try FormatError.code { _ = try SignedChangeSet(reading: document) } == .malformed)
    }
  }
}
