import SambandTestKit
import Testing

@testable import AgeFile

@Suite("What is encrypted comes back")
struct RoundTripTests {
  static let chunk = AgeLimits.chunkBytes

  /// Around the ends of chunks.
  static let lengths = [
    0, 1, 15, 16, 17, chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1,
    3 * chunk, 3 * chunk + 5,
  ]

  @Test("Every length comes back, in the file size that the format gives", arguments: lengths)
  func length(length: Int) throws {
    let content = Samples.content(length)
    let identity = try Samples.identity(1)
    let file = try Samples.file(content, for: [identity])
    let chunks = max(1, (length + Self.chunk - 1) / Self.chunk)
    let header = try Samples.file([], for: [identity]).count - AgeLimits.tagBytes
    #expect(file.count == header + length + chunks * AgeLimits.tagBytes)
    #expect(try AgeDecryptor(identities: [identity]).decrypt(file) == content)
  }

  @Test("A file does not depend on the pieces that its content comes in, nor they on the file's")
  func pieces() throws {
    let identity = try Samples.identity(1)
    try SeededRuns(12, filter: "AgeFileTests.RoundTripTests/pieces").run { generator in
      let content = Samples.content(generator.pick(Self.lengths))
      let whole = try Samples.file(content, for: [identity])
      let largest = generator.pick([500, Self.chunk, Self.chunk + 2, 5 * Self.chunk])
      let file = try Samples.file(content, for: [identity]) { generator.number(below: largest) }
      try #require(file == whole)
      let opening = Opening(of: file, with: identity) { generator.number(below: largest) }
      try #require(opening.error == nil)
      try #require(opening.content == content)
    }
  }

  @Test("Each of several recipients opens the file, and nobody else does")
  func recipients() throws {
    let identities = try (1...5).map { try Samples.identity($0) }
    let content = Samples.content(100)
    let file = try Samples.file(content, for: identities)
    for identity in identities {
      #expect(try AgeDecryptor(identities: [identity]).decrypt(file) == content)
    }
    let stranger = try Samples.identity(9)
    #expect(Opening(of: file, with: stranger).error?.code == .noMatch)
    #expect(Opening(of: file).error?.code == .noMatch)
    #expect(Opening(of: file, with: stranger, identities[4]).content == content)
  }

  @Test("As many recipients as are allowed fit in the header that is read; no more are taken")
  func greatestNumberOfRecipients() throws {
    let identity = try Samples.identity(1)
    let key = FileKey([UInt8](repeating: 5, count: 16))
    let stanza = X25519Stanza(
      wrapping: key, for: identity.recipient, seed: [UInt8](repeating: 6, count: 32)
    ).stanza
    let most = [Stanza](repeating: stanza, count: AgeLimits.recipients)
    #expect(AgeLimits.headerBytes - Header.bytes(most, fileKey: key).count > 0)
    let tooMany = [AgeIdentity](repeating: identity, count: AgeLimits.recipients + 1)
    #expect(try AgeError.code { _ = try Samples.file([], for: tooMany) } == .badRecipientCount)
    #expect(try AgeError.code { _ = try Samples.file([], for: []) } == .badRecipientCount)
  }

  @Test("Two files of one content have nothing in common but its length")
  func randomness() throws {
    let identity = try Samples.identity(1)
    let content = Samples.content(1_000)
    let first = try Samples.file(content, for: [identity], seed: 1)
    let second = try Samples.file(content, for: [identity], seed: 2)
    #expect(first.count == second.count)
    #expect(first.suffix(1_032) != second.suffix(1_032))
    let equal = zip(first.suffix(1_032), second.suffix(1_032)).filter { $0 == $1 }.count
    #expect(equal < 40)
  }

  @Test("200 MB go through both ways while no more than a chunk and a header are kept")
  func boundedMemory() throws {
    let identity = try Samples.identity(1)
    var generator = SeededGenerator(seed: 3)
    let piece = generator.bytes(1_000_003)
    var encryptor = try AgeEncryptor(recipients: [identity.recipient]) { generator.bytes($0) }
    var decryptor = AgeDecryptor(identities: [identity])
    var file: [UInt8] = []
    var content: [UInt8] = []
    var mostKept = 0
    var contentBytes = 0
    for _ in 0..<200 {
      encryptor.update(piece.span, into: &file)
      try decryptor.update(file.span, into: &content)
      mostKept = max(mostKept, encryptor.keptBytes, decryptor.keptBytes)
      try #require(file.count <= piece.count + 2 * AgeLimits.sealedChunkBytes)
      contentBytes += content.count
      file.removeAll(keepingCapacity: true)
      content.removeAll(keepingCapacity: true)
    }
    encryptor.finish(into: &file)
    try decryptor.update(file.span, into: &content)
    try decryptor.finish(into: &content)
    #expect(contentBytes + content.count == 200 * piece.count)
    #expect(mostKept <= AgeLimits.sealedChunkBytes)
  }
}
