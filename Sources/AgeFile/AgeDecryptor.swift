/// Decrypts one file (age v1) as it comes, in memory that does not grow with it.
///
/// ```swift
/// var decryptor = AgeDecryptor(identities: [identity])
/// while let piece = try input.next() { try decryptor.update(piece.span, into: &content) }
/// try decryptor.finish(into: &content)
/// ```
///
/// Only authentic content is appended, chunk by chunk. That the file was not cut off is known when
/// `finish` returns and not before: until then what was appended is not to be acted upon.
/// Source: https://age-encryption.org/v1 (C2SP/age).
public struct AgeDecryptor: ~Copyable {
  private let keys: AgeKeys
  private var reader = HeaderReader()
  /// Between the header and the first chunk: the file key, and the nonce as far as it came.
  private var fileKey: FileKey?
  private var nonce: [UInt8] = []
  private var payload: PayloadOpener?
  private var failure: AgeError?

  /// Opens files for any of the identities; with none of them, none.
  public init(identities: [AgeIdentity]) {
    self.init(AgeKeys(identities: identities))
  }

  /// Opens files that were encrypted with the passphrase.
  ///
  /// A file may ask for 2^n rounds of scrypt, which take 2^(10 + n) bytes of memory. One that asks
  /// for more than `maximumWorkFactor` is refused before any work is done.
  public init(
    passphrase: AgePassphrase, maximumWorkFactor: Int = AgeLimits.readWorkFactor
  ) {
    self.init(AgeKeys(passphrases: [passphrase], maximumWorkFactor: maximumWorkFactor))
  }

  init(_ keys: AgeKeys) { self.keys = keys }

  /// The number of bytes that wait for more: a header at first, then less than one chunk.
  package var keptBytes: Int { payload?.keptBytes ?? reader.keptBytes + nonce.count }

  /// Takes the next part of the file, of any size, and appends the content of what is authentic.
  ///
  /// Throws `notAge`, `unknownVersion`, `malformedHeader`, `headerTooLarge`, `workFactorTooHigh`,
  /// `noMatch` or `alteredHeader` before any content, and `damagedPayload`; then the same again.
  public mutating func update(
    _ bytes: Span<UInt8>, into content: inout [UInt8]
  ) throws(AgeError) {
    if let failure { throw failure }
    do {
      try take(bytes, into: &content)
    } catch {
      failure = error
      throw error
    }
  }

  /// Appends the rest of the content, and says whether that was all of it.
  ///
  /// Throws what ``update(_:into:)`` threw, `notAge` or `malformedHeader` when the file ends before
  /// its content, and `damagedPayload` when it ends before its last chunk does.
  public consuming func finish(into content: inout [UInt8]) throws(AgeError) {
    if let failure { throw failure }
    guard payload != nil else {
      throw fileKey == nil
        ? reader.truncation : AgeError(.malformedHeader, "the file ends right after its header")
    }
    try payload?.finish(into: &content)
  }

  /// The content of a file that is in memory as a whole; throws as the two steps do.
  public consuming func decrypt(_ file: [UInt8]) throws(AgeError) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(file.count)
    try update(file.span, into: &content)
    try finish(into: &content)
    return content
  }

  private mutating func take(
    _ bytes: Span<UInt8>, into content: inout [UInt8]
  ) throws(AgeError) {
    var start = 0
    if fileKey == nil, payload == nil {
      let (taken, header) = try reader.read(bytes)
      guard let header else { return }
      fileKey = try keys.fileKey(of: header)
      reader = HeaderReader()
      start = taken
    }
    if let fileKey {
      let end = min(bytes.count, start + FileKey.nonceBytes - nonce.count)
      nonce.append(bytes.extracting(start..<end))
      start = end
      guard nonce.count == FileKey.nonceBytes else { return }
      payload = PayloadOpener(key: fileKey.payloadKey(nonce: nonce))
      self.fileKey = nil
      nonce = []
    }
    try payload?.update(bytes.extracting(start...), into: &content)
  }
}
