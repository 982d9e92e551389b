import BundleFormat
import MergeAlgebra
import Testing

@Suite("No byte of a bundle can be changed unnoticed")
struct TamperTests {
  // Two flips of a plain bundle leave its meaning: a hexadecimal digit of an escape such as \u001f
  // in the other case, and the last of 17 digits of a real when the nearest double stays the same.
  // The sample has neither, so every flip must be refused.
  @Test("Every flipped bit of a plain bundle is refused")
  func plainFlips() async throws {
    let file = try Samples.writer(Samples.changeSets()).plain()
    _ = try verified(file)
    #expect(try await accepted(file).isEmpty)
  }

  // Flips of a compressed bundle that leave the document as it is: in a member's header the time
  // (bytes 4 to 7), the extra flags (8) and the system (9), and the flag that the content is text
  // (bit 0 of byte 3); none of them enters the log, see `SignedBundle.body(at:)`. In the deflate
  // stream only unused bits before the checksum.
  @Test("Every flipped bit of a compressed bundle is refused or leaves the document as it is")
  func compressedFlips() async throws {
    let file = try Samples.writer(Samples.changeSets()).compressed
    let document = try verified(file).document
    let bodies = try Samples.changeSets().map { Gzip.member(of: $0.document) }
    let headers = try Gzip.inflate(file).members.map(\.packed.lowerBound)
    for flip in try await accepted(file) {
      var changed = file
      changed[flip.position] ^= 1 << UInt8(flip.bit)
      let bundle = try verified(changed)
      #expect(bundle.document == document)
      let start = try #require(headers.last { $0 <= flip.position })
      let inHeader = flip.position - start
      let isHeader = (4...9).contains(inHeader) || inHeader == 3 && flip.bit == 0
      if isHeader {
        #expect(bundle.changeSets.indices.map(bundle.body) == bodies)
      } else {
        let stored = bundle.changeSets.indices.map(bundle.body)
        let inflated = try stored.map { try Gzip.inflate($0).bytes }
        #expect(try inflated == bodies.map { try Gzip.inflate($0).bytes })
      }
    }
  }

  @Test("Every truncation is refused, plain and compressed")
  func truncations() throws {
    let writer = try Samples.writer(Samples.changeSets())
    for file in [try writer.plain(), writer.compressed] {
      for count in 0..<file.count {
        let code = try FormatError.code { _ = try verified(Array(file[..<count])) }
        #expect(code != nil, "\(count) of \(file.count) bytes")
      }
    }
  }

  struct Flip {
    let position: Int
    let bit: Int
  }

  /// The flips that are not refused.
  private func accepted(_ file: [UInt8]) async throws -> [Flip] {
    try await withThrowingTaskGroup(of: [Flip].self) { group in
      for part in 0..<8 {
        group.addTask {
          var accepted: [Flip] = []
          var changed = file
          for position in stride(from: part, to: file.count, by: 8) {
            for bit in 0..<8 {
              changed[position] ^= 1 << UInt8(bit)
              let code = try FormatError.code { _ = try verified(changed) }
              if code == nil { accepted.append(Flip(position: position, bit: bit)) }
              changed[position] = file[position]
            }
          }
          return accepted
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }
}
