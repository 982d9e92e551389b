/// Encrypts one file (age v1) as it comes, in memory that does not grow with it.
///
/// ```swift
/// var encryptor = try AgeEncryptor(recipients: [recipient], random: source.bytes)
/// while let piece = try input.next() { encryptor.update(piece.span, into: &output) }
/// encryptor.finish(into: &output)
/// ```
///
/// It cannot be copied, because two contents must never be encrypted with the same numbers. The
/// caller empties `output` whenever it likes. Source: https://age-encryption.org/v1 (C2SP/age).
public struct AgeEncryptor: ~Copyable {
  /// The header and the payload's nonce, until they are written.
  private var start: [UInt8]
  private var payload: PayloadSealer

  /// Begins a file that the identity of every one of the recipients opens.
  ///
  /// `random` gives so many bytes that nobody can guess, others each time. Throws
  /// `badRecipientCount` for none or more than ``AgeLimits/recipients``.
  public init(
    recipients: [AgeRecipient], random: (_ count: Int) -> [UInt8]
  ) throws(AgeError) {
    guard (1...AgeLimits.recipients).contains(recipients.count) else {
      throw AgeError(
        .badRecipientCount,
        "a file for \(recipients.count) recipients instead of 1 to \(AgeLimits.recipients)")
    }
    let fileKey = FileKey(random(FileKey.byteCount))
    let stanzas = recipients.map {
      X25519Stanza(wrapping: fileKey, for: $0, seed: random(X25519.byteCount)).stanza
    }
    self.init(stanzas, fileKey: fileKey, random: random)
  }

  /// Begins a file that a passphrase opens, and nothing else.
  ///
  /// The work factor, one of ``AgeLimits/workFactors``, is the binary logarithm of the rounds of
  /// scrypt; they take 2^(10 + work factor) bytes of memory. Throws `workFactorTooHigh` when that
  /// memory is not to be had.
  public init(
    passphrase: AgePassphrase, workFactor: Int = AgeLimits.writtenWorkFactor,
    random: (_ count: Int) -> [UInt8]
  ) throws(AgeError) {
    let fileKey = FileKey(random(FileKey.byteCount))
    let stanza = try ScryptStanza(
      wrapping: fileKey, with: passphrase, salt: random(ScryptStanza.saltBytes),
      workFactor: workFactor)
    self.init([stanza.stanza], fileKey: fileKey, random: random)
  }

  private init(_ stanzas: [Stanza], fileKey: FileKey, random: (_ count: Int) -> [UInt8]) {
    let nonce = random(FileKey.nonceBytes)
    precondition(nonce.count == FileKey.nonceBytes, "a nonce of \(nonce.count) bytes")
    start = Header.bytes(stanzas, fileKey: fileKey) + nonce
    payload = PayloadSealer(key: fileKey.payloadKey(nonce: nonce))
  }

  /// The number of bytes that wait for more: a header at first, then at most one chunk.
  package var keptBytes: Int { start.count + payload.keptBytes }

  /// Takes the next part of the content, of any size, and appends what can be written of the file.
  public mutating func update(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    writeStart(to: &output)
    payload.update(bytes, into: &output)
  }

  /// Appends the rest of the file, without which it is cut off and no reader takes it.
  public consuming func finish(into output: inout [UInt8]) {
    writeStart(to: &output)
    payload.finish(into: &output)
  }

  /// The file of a content that is in memory as a whole.
  public consuming func encrypt(_ content: [UInt8]) -> [UInt8] {
    var file: [UInt8] = []
    let chunks = content.count / AgeLimits.chunkBytes + 1
    file.reserveCapacity(start.count + content.count + chunks * AgeLimits.tagBytes)
    update(content.span, into: &file)
    finish(into: &file)
    return file
  }

  private mutating func writeStart(to output: inout [UInt8]) {
    guard !start.isEmpty else { return }
    output += start
    start = []
  }
}
