import Testing

@testable import BundleFormat

@Suite("Compression is of whole members and within limits")
struct GzipTests {
  @Test("Members one after the other inflate to the whole and say where each lies")
  func concatenation() throws {
    let parts = ["opening", "", String(repeating: "x", count: 700_000), "\n"].map(\.bytes)
    let members = parts.map { Gzip.member(of: $0) }
    let inflated = try Gzip.inflate(members.flatMap { $0 })
    #expect(inflated.bytes == parts.flatMap { $0 })
    #expect(inflated.members.map { Array(inflated.bytes[$0.unpacked]) } == parts)
    let file = members.flatMap { $0 }
    #expect(inflated.members.map { Array(file[$0.packed]) } == members)
  }

  @Test("The same document gives the same member, without time or system")
  func deterministic() {
    let member = Gzip.member(of: "abc".bytes)
    #expect(member == Gzip.member(of: "abc".bytes))
    #expect(Array(member[..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
  }

  @Test("Every truncation of two members is refused but the one between them")
  func truncation() throws {
    let first = Gzip.member(of: "first part".bytes)
    let file = first + Gzip.member(of: "second part".bytes)
    for count in 0..<file.count where count != first.count {
      let code = try FormatError.code { _ = try Gzip.inflate(Array(file[..<count])) }
      #expect(code == (count < 2 ? .damagedCompression : .truncated), "\(count) bytes")
    }
  }

  @Test("What follows the last member is refused", arguments: [[0], [0, 0, 0], [0x1F], [0x7D]])
  func trailing(rest: [UInt8]) throws {
    let file = Gzip.member(of: "abc".bytes) + rest
    let code = try FormatError.code { _ = try Gzip.inflate(file) }
    #expect(code == (rest == [0x1F] ? .truncated : .damagedCompression))
  }

  @Test("A flipped checksum, length or block is refused, but for bits that no code uses")
  func damage() throws {
    let document = "abcabcabcabc".bytes
    let file = Gzip.member(of: document)
    for position in 10..<file.count {
      for bit in 0..<8 {
        var damaged = file
        damaged[position] ^= 1 << UInt8(bit)
        let code = try FormatError.code {
          let isSame = try Gzip.inflate(damaged).bytes == document
          #expect(isSame && position < file.count - 8, "byte \(position) bit \(bit)")
        }
        #expect(code == nil || code == .damagedCompression || code == .truncated)
      }
    }
  }

  /// Spaces, compressed as far as deflate goes.
  private func bomb(_ count: Int) -> [UInt8] {
    Gzip.deflated([UInt8](repeating: 0x20, count: count), strategy: 0)
  }

  @Test("What we compress is never a bomb, however much it repeats itself")
  func ownMembers() throws {
    let document = [UInt8](repeating: 0x20, count: 3 << 20)
    let member = Gzip.member(of: document)
    #expect(member.count * 100 > document.count)
    #expect(try Gzip.inflate(member).bytes == document)
    let many = Array(repeatElement(Gzip.member(of: Array(document[..<900_000])), count: 9).joined())
    #expect(try Gzip.inflate(many).bytes.count == 8_100_000)
  }

  @Test("A bomb is given up at the limit")
  func givenUp() throws {
    let file = bomb(64 << 20)
    #expect(file.count < 70_000)
    #expect(try FormatError.code { _ = try Gzip.inflate(file) } == .tooLarge)
    #expect(try FormatError.code { _ = try SignedBundle(reading: file) } == .tooLarge)
  }

  @Test("Many small bombs are one")
  func manyMembers() throws {
    let member = bomb(900_000)
    let file = Array(repeatElement(member, count: 40).joined())
    #expect(try FormatError.code { _ = try Gzip.inflate(file) } == .tooLarge)
  }

  @Test("Any ratio goes up to a mebibyte, and no more than the absolute limit")
  func limits() throws {
    let file = bomb(1 << 20)
    #expect(file.count * 200 < 1 << 20)
    #expect(try Gzip.inflate(file).bytes.count == 1 << 20)
    var limits = Limits()
    limits.unpackedBytes = 1_000
    #expect(
      try FormatError.code { _ = try Gzip.inflate(file, limits: limits) } == .tooLarge)
    limits = Limits()
    limits.fileBytes = file.count - 1
    #expect(
      try FormatError.code { _ = try Gzip.inflate(file, limits: limits) } == .tooLarge)
    limits = Limits()
    limits.changeSets = 1
    let many = Array(repeatElement(Gzip.member(of: []), count: 5).joined())
    #expect(
      try FormatError.code { _ = try Gzip.inflate(many, limits: limits) } == .tooLarge)
  }
}
