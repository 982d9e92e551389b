import SambandTestKit
import Testing

@testable import AgeFile

@Suite("A file that is not the one that was written is refused")
struct DamageTests {
  static func sample() throws -> (file: [UInt8], content: [UInt8], identity: AgeIdentity) {
    let identity = try Samples.identity(1)
    let content = Samples.content(40)
    return (try Samples.file(content, for: [identity, Samples.identity(2)]), content, identity)
  }

  @Test("Every bit of a small file, turned")
  func everyBit() throws {
    var (file, _, identity) = try Self.sample()
    for index in file.indices {
      for bit in 0..<8 {
        file[index] ^= 1 << bit
        let opening = Opening(of: file, with: identity)
        #expect(opening.error != nil, "byte \(index), bit \(bit)")
        #expect(opening.content.isEmpty, "byte \(index), bit \(bit)")
        file[index] ^= 1 << bit
      }
    }
    #expect(Opening(of: file, with: identity).error == nil)
  }

  @Test("Every truncation, and anything after the end")
  func everyLength() throws {
    let (file, content, identity) = try Self.sample()
    for length in file.indices {
      let opening = Opening(of: Array(file[..<length]), with: identity)
      #expect(opening.error != nil, "\(length)")
      #expect(opening.content.isEmpty, "\(length)")
    }
    #expect(Opening(of: file + [0], with: identity).error?.code == .damagedPayload)
    #expect(Opening(of: file + file, with: identity).error?.code == .damagedPayload)
    #expect(Opening(of: file, with: identity).content == content)
  }

  @Test("Chunks that are left out, doubled or exchanged; what came before them is released")
  func chunks() throws {
    let identity = try Samples.identity(1)
    let content = Samples.content(3 * AgeLimits.chunkBytes)
    let file = try Samples.file(content, for: [identity])
    let size = AgeLimits.sealedChunkBytes
    let start = file.count - 3 * size
    let head = Array(file[..<start])
    let chunks = (0..<3).map { Array(file[(start + $0 * size)..<(start + ($0 + 1) * size)]) }
    let orders: [(order: [Int], released: Int)] = [
      ([0, 1, 2], 3), ([], 0), ([0], 1), ([0, 1], 2), ([2], 0), ([0, 2], 1), ([1, 0, 2], 0),
      ([0, 0, 1, 2], 1), ([0, 1, 2, 2], 3), ([0, 1, 2, 0], 3),
    ]
    for (order, released) in orders {
      let opening = Opening(of: head + order.flatMap { chunks[$0] }, with: identity)
      #expect(opening.error?.code == (order == [0, 1, 2] ? nil : .damagedPayload), "\(order)")
      #expect(opening.content == Array(content[..<(released * AgeLimits.chunkBytes)]), "\(order)")
    }
  }

  @Test("After an error every call gives it again, and releases nothing")
  func errorsStay() throws {
    let (file, _, identity) = try Self.sample()
    var decryptor = AgeDecryptor(identities: [identity])
    var content: [UInt8] = []
    #expect(throws: AgeError.self) { try decryptor.update([0x20].span, into: &content) }
    for _ in 0..<2 {
      do throws(AgeError) {
        try decryptor.update(file.span, into: &content)
        Issue.record("no error")
      } catch {
        #expect(error.code == .notAge)
      }
    }
    do throws(AgeError) {
      try decryptor.finish(into: &content)
      Issue.record("no error")
    } catch {
      #expect(error.code == .notAge)
    }
    #expect(content.isEmpty)
  }

  @Test("A header may be as long as the limit, and the reader keeps no more than that")
  func longHeaders() throws {
    let identity = try Samples.identity(1)
    let key = FileKey([UInt8](repeating: 5, count: 16))
    let stanza = X25519Stanza(
      wrapping: key, for: identity.recipient, seed: [UInt8](repeating: 6, count: 32))
    let small = Header.bytes([stanza.stanza, Stanza(["x"])], fileKey: key).count
    for excess in [0, 1] {
      let filler = String(repeating: "x", count: AgeLimits.headerBytes - small + 1)
      let head = Header.bytes([stanza.stanza, Stanza([filler])], fileKey: key)
      #expect(head.count == AgeLimits.headerBytes)
      let line = Array("-> ".utf8)
      let place = try #require(head.firstRange(of: Array("-> xx".utf8))).lowerBound
      let file =
        head[..<place] + line + [UInt8](repeating: 0x78, count: excess)
        + head[(place + line.count)...]
      var reader = HeaderReader()
      let code = try AgeError.code { _ = try reader.read(Array(file).span) }
      #expect(code == (excess == 0 ? nil : .headerTooLarge))
      #expect(reader.keptBytes == AgeLimits.headerBytes)
    }
  }

  @Test("Random changes of random files are refused or change nothing")
  func randomChanges() throws {
    let identity = try Samples.identity(1)
    let (file, content, _) = try Self.sample()
    try SeededRuns(300, filter: "AgeFileTests.DamageTests/randomChanges").run { generator in
      var changed = file
      for _ in 0...generator.number(below: 3) {
        let start = generator.number(below: changed.count)
        let end = min(changed.count, start + generator.number(below: 60))
        let other = generator.number(below: file.count)
        let insert = file[other..<min(file.count, other + generator.number(below: 60))]
        changed.replaceSubrange(start..<end, with: insert)
        if changed.isEmpty { changed = [0x61] }
      }
      let opening = Opening(of: changed, with: identity) { generator.number(below: 90) }
      try #require((opening.error == nil) == (changed == file))
      try #require(opening.content == (changed == file ? content : []))
    }
  }
}
