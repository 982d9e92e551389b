import Crypto

/// Decrypts the content of a file in chunks; nothing leaves it before its chunk is authentic.
///
/// Keeps less than one chunk.
struct PayloadOpener {
  private let cipher: ChunkCipher
  private var position = ChunkCipher.Position()
  private var pending: [UInt8] = []

  init(key: SymmetricKey) { cipher = ChunkCipher(key: key) }

  /// The number of bytes that are kept.
  var keptBytes: Int { pending.count }

  /// Takes chunks in pieces of any size, and appends their content.
  ///
  /// Throws `damagedPayload`; what was appended before is authentic.
  mutating func update(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(AgeError) {
    var start = 0
    while start < bytes.count {
      guard !position.isLast else { throw damaged("goes on after its last chunk") }
      let end = min(bytes.count, start + AgeLimits.sealedChunkBytes - pending.count)
      let piece = bytes.extracting(start..<end)
      start = end
      let opened: ChunkCipher.Position?
      if piece.count == AgeLimits.sealedChunkBytes {
        opened = openFull(piece, into: &output)
      } else {
        pending.append(piece)
        guard pending.count == AgeLimits.sealedChunkBytes else { return }
        opened = openFull(pending.span, into: &output)
        pending.removeAll(keepingCapacity: true)
      }
      guard let opened else { throw damaged("is altered in chunk \(position.index + 1)") }
      position = opened
      position.index += 1
    }
  }

  /// Appends the content of the last chunk; throws `damagedPayload` when the file was cut off.
  mutating func finish(into output: inout [UInt8]) throws(AgeError) {
    guard !position.isLast else { return }
    guard pending.count >= AgeLimits.tagBytes else { throw damaged("ends before its last chunk") }
    guard pending.count > AgeLimits.tagBytes || position.index == 0 else {
      throw damaged("has an empty last chunk")
    }
    position.isLast = true
    guard cipher.open(pending.span, at: position, into: &output) else {
      throw damaged("is altered or cut off in chunk \(position.index + 1)")
    }
  }

  /// Opens a full chunk, which may be the last: that shows in which position opens it.
  private func openFull(
    _ chunk: Span<UInt8>, into output: inout [UInt8]
  ) -> ChunkCipher.Position? {
    var position = position
    if cipher.open(chunk, at: position, into: &output) { return position }
    position.isLast = true
    return cipher.open(chunk, at: position, into: &output) ? position : nil
  }

  private func damaged(_ how: String) -> AgeError {
    AgeError(.damagedPayload, "the encrypted content \(how)")
  }
}
