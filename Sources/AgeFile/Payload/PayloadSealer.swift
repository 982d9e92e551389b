import Crypto

/// Encrypts the content of a file in chunks, as it comes.
///
/// Keeps at most one chunk: whether a full one is the last shows only when more comes or not.
struct PayloadSealer {
  private let cipher: ChunkCipher
  private var position = ChunkCipher.Position()
  private var pending: [UInt8] = []

  init(key: SymmetricKey) { cipher = ChunkCipher(key: key) }

  /// The number of bytes that are kept.
  var keptBytes: Int { pending.count }

  /// Takes content and appends the chunks that are complete.
  mutating func update(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
      if pending.count == AgeLimits.chunkBytes {
        cipher.seal(pending.span, at: position, into: &output)
        position.index += 1
        pending.removeAll(keepingCapacity: true)
      }
      let isWholeAndNotLast = pending.isEmpty && bytes.count - start > AgeLimits.chunkBytes
      let count = min(AgeLimits.chunkBytes - pending.count, bytes.count - start)
      let piece = bytes.extracting(start..<start + count)
      if isWholeAndNotLast {
        cipher.seal(piece, at: position, into: &output)
        position.index += 1
      } else {
        pending.append(piece)
      }
      start += count
    }
  }

  /// Appends the last chunk; it is empty only when the whole content is.
  mutating func finish(into output: inout [UInt8]) {
    position.isLast = true
    cipher.seal(pending.span, at: position, into: &output)
    pending = []
  }
}
