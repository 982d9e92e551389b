import Crypto

/// The 16 secret bytes that every stanza of a file wraps, and what is derived from them.
struct FileKey {
  static let byteCount = 16
  /// The nonce of the payload, in bytes.
  static let nonceBytes = 16

  private let key: SymmetricKey

  init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a file key of \(bytes.count) bytes")
    key = SymmetricKey(data: bytes)
  }

  /// The body of a stanza: the file key, encrypted with a key that is used this once.
  func wrapped(with wrappingKey: SymmetricKey) -> [UInt8] {
    do {
      let bytes = key.withUnsafeBytes { unsafe [UInt8]($0) }
      let box = try ChaChaPoly.seal(bytes, using: wrappingKey, nonce: Self.zeroNonce())
      return [UInt8](box.ciphertext) + [UInt8](box.tag)
    } catch {
      preconditionFailure("a file key cannot be wrapped: \(error)")
    }
  }

  /// The file key in the body of a stanza; `nil` when it was wrapped with another key.
  ///
  /// The body is ``wrappedBytes`` long. Were it any other length, one body might open with many
  /// keys, and the sender learn which of them the receiver has.
  init?(unwrapping body: [UInt8], with wrappingKey: SymmetricKey) {
    precondition(body.count == Self.wrappedBytes, "a wrapped file key of \(body.count) bytes")
    do {
      let box = try ChaChaPoly.SealedBox(
        nonce: Self.zeroNonce(), ciphertext: body.dropLast(AgeLimits.tagBytes),
        tag: body.suffix(AgeLimits.tagBytes))
      key = SymmetricKey(data: try ChaChaPoly.open(box, using: wrappingKey))
    } catch {
      return nil
    }
  }

  /// A wrapped file key, in bytes.
  static let wrappedBytes = byteCount + AgeLimits.tagBytes

  private static func zeroNonce() throws -> ChaChaPoly.Nonce {
    try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
  }
}

extension FileKey {
  /// The 32 bytes at the end of the header over all of it up to `---`.
  func headerCode(over header: [UInt8]) -> [UInt8] {
    [UInt8](HMAC<SHA256>.authenticationCode(for: header, using: derivedKey("header")))
  }

  /// Whether the code is that of the header; compared in constant time.
  func isValid(_ code: [UInt8], over header: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: header, using: derivedKey("header"))
  }

  /// The key that encrypts the chunks after this nonce.
  func payloadKey(nonce: [UInt8]) -> SymmetricKey { derivedKey("payload", salt: nonce) }

  private func derivedKey(_ info: String, salt: [UInt8] = []) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, salt: salt, info: Array(info.utf8), outputByteCount: 32)
  }
}
