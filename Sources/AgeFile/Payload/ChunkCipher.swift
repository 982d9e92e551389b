import Crypto

/// Encrypts or decrypts the chunks of one file, each with a nonce of its own.
///
/// Eleven bytes of the nonce count the chunks, most significant first; the twelfth is 1 for the
/// last chunk (STREAM; Hoang, Reyhanitabar, Rogaway, Vizár 2015).
struct ChunkCipher {
  /// The number of chunks before one, and whether it ends the file.
  struct Position {
    var index: UInt64 = 0
    var isLast = false
  }

  private let key: SymmetricKey

  init(key: SymmetricKey) { self.key = key }

  /// Appends the chunk, encrypted and with its tag; no two of a file have one position.
  func seal(_ chunk: Span<UInt8>, at position: Position, into output: inout [UInt8]) {
    do {
      let nonce = try nonce(position)
      let box = try chunk.withUnsafeBytes {
        unsafe try ChaChaPoly.seal($0, using: key, nonce: nonce)
      }
      output.append(contentsOf: box.ciphertext)
      output.append(contentsOf: box.tag)
    } catch {
      preconditionFailure("a chunk of \(chunk.count) bytes cannot be encrypted: \(error)")
    }
  }

  /// Appends the content of the chunk; false, with nothing appended, when it is not authentic here.
  func open(_ chunk: Span<UInt8>, at position: Position, into output: inout [UInt8]) -> Bool {
    precondition(chunk.count >= AgeLimits.tagBytes, "a chunk of \(chunk.count) bytes")
    do {
      let nonce = try nonce(position)
      let box = try chunk.withUnsafeBytes { chunk in
        let end = chunk.count - AgeLimits.tagBytes
        return unsafe try ChaChaPoly.SealedBox(
          nonce: nonce, ciphertext: UnsafeRawBufferPointer(rebasing: chunk[..<end]),
          tag: UnsafeRawBufferPointer(rebasing: chunk[end...]))
      }
      output.append(contentsOf: try ChaChaPoly.open(box, using: key))
      return true
    } catch {
      // The lengths are right, so it is the tag that is wrong.
      return false
    }
  }

  private func nonce(_ position: Position) throws -> ChaChaPoly.Nonce {
    let count = (0..<8).map { UInt8(truncatingIfNeeded: position.index >> (56 - 8 * $0)) }
    return try ChaChaPoly.Nonce(data: [0, 0, 0] + count + [position.isLast ? 1 : 0])
  }
}
