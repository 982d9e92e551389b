@testable import AgeFile

/// An encrypted file: all at once and byte by byte it is the same file or the same error, and a
/// header that is taken is the one text that its stanzas have.
enum AgeTarget {
  /// The identity whose seed is 32 times 1; files of the corpus are encrypted to it.
  private static let identity: AgeIdentity = {
    do throws(AgeError) {
      return try AgeIdentity([UInt8](repeating: 1, count: 32))
    } catch {
      preconditionFailure("no identity: \(error)")
    }
  }()

  static func run(_ bytes: [UInt8]) {
    checkHeader(bytes)
    let whole = open(bytes, inPiecesOf: max(bytes.count, 1))
    let pieces = open(bytes, inPiecesOf: 7)
    promise(whole.error == pieces.error && whole.content == pieces.content, "pieces differ")
    guard whole.error == nil else { return }
    promise(whole.content.count < bytes.count, "a content of \(whole.content.count) bytes")
  }

  private static func checkHeader(_ bytes: [UInt8]) {
    var reader = HeaderReader()
    guard case let (taken, header?)? = try? reader.read(bytes.span) else { return }
    var text = Header.version
    for stanza in reader.stanzas { stanza.write(to: &text) }
    text += Header.end
    promise(bytes.starts(with: text), "a header with two texts")
    promise(taken == text.count + 45, "a last line of \(taken - text.count) bytes")
    // The work factor that others choose must not decide how long we work.
    if case .passphrase(let stanza) = header.wrapping, let phrase = try? AgePassphrase("x") {
      _ = try? stanza.fileKey(for: phrase, maximumWorkFactor: 4)
    }
  }

  private static func open(
    _ bytes: [UInt8], inPiecesOf size: Int
  ) -> (content: [UInt8], error: AgeError?) {
    var content: [UInt8] = []
    var decryptor = AgeDecryptor(identities: [identity])
    do throws(AgeError) {
      for start in stride(from: 0, to: bytes.count, by: size) {
        let end = min(start + size, bytes.count)
        try decryptor.update(bytes[start..<end].span, into: &content)
      }
      try decryptor.finish(into: &content)
      return (content, nil)
    } catch {
      return (content, error)
    }
  }
}

/// The armor: what is taken comes back from the armor that we write.
enum ArmorTarget {
  static func run(_ bytes: [UInt8]) {
    let whole = decode(bytes, inPiecesOf: max(bytes.count, 1))
    let pieces = decode(bytes, inPiecesOf: 3)
    promise(whole == pieces, "pieces differ")
    guard let file = whole else { return }
    let text = AgeArmorEncoder().encode(file)
    promise(decode(text, inPiecesOf: text.count) == file, "the armor that we write is another")
  }

  private static func decode(_ bytes: [UInt8], inPiecesOf size: Int) -> [UInt8]? {
    var file: [UInt8] = []
    var decoder = AgeArmorDecoder()
    do throws(AgeError) {
      for start in stride(from: 0, to: bytes.count, by: size) {
        let end = min(start + size, bytes.count)
        try decoder.update(bytes[start..<end].span, into: &file)
      }
      try decoder.finish(into: &file)
      return file
    } catch {
      return nil
    }
  }
}
