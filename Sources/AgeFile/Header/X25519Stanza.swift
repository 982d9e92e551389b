import Crypto

/// A file key wrapped for one X25519 recipient.
struct X25519Stanza {
  static let type = "X25519"

  /// The public half of a key that was made for this stanza alone.
  let share: [UInt8]
  let body: [UInt8]

  /// Reads a stanza of this type; throws `malformedHeader` when it has not the one allowed form.
  init(_ stanza: Stanza) throws(AgeError) {
    guard stanza.arguments.count == 2, let share = Base64.bytes(of: stanza.arguments[1]),
      share.count == X25519.byteCount, stanza.body.count == FileKey.wrappedBytes
    else { throw AgeError(.malformedHeader, "the header has a damaged X25519 stanza") }
    self.share = share
    body = stanza.body
  }

  /// Wraps a file key; the seed of 32 bytes must be random and used for nothing else.
  init(wrapping fileKey: FileKey, for recipient: AgeRecipient, seed: [UInt8]) {
    let ephemeral = X25519.privateKey(seed: seed)
    guard let secret = X25519.sharedSecret(of: ephemeral, with: recipient.bytes) else {
      preconditionFailure("the recipient \(recipient.text) is of small order")
    }
    share = [UInt8](ephemeral.publicKey.rawRepresentation)
    body = fileKey.wrapped(with: Self.wrappingKey(secret, share: share, recipient: recipient))
  }

  var stanza: Stanza { Stanza([Self.type, Base64.text(share)], body: body) }

  /// The file key, or `nil` when it was wrapped for another recipient.
  ///
  /// Throws `malformedHeader` for a share that gives the same secret to everyone.
  func fileKey(for identity: AgeIdentity) throws(AgeError) -> FileKey? {
    guard let secret = X25519.sharedSecret(of: identity.privateKey, with: share) else {
      throw AgeError(.malformedHeader, "the header has an X25519 share of small order")
    }
    return FileKey(
      unwrapping: body,
      with: Self.wrappingKey(secret, share: share, recipient: identity.recipient))
  }

  private static func wrappingKey(
    _ secret: SharedSecret, share: [UInt8], recipient: AgeRecipient
  ) -> SymmetricKey {
    secret.hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: share + recipient.bytes,
      sharedInfo: Array("age-encryption.org/v1/X25519".utf8), outputByteCount: 32)
  }
}
