import Crypto

/// The key agreement of RFC 7748, with the check that the library leaves to its users.
enum X25519 {
  /// A share or a key, in bytes.
  static let byteCount = 32

  /// The secret that both sides compute; `nil` when it is zero.
  ///
  /// Shares of small order give zero with every key, so that anyone would know it (RFC 7748
  /// section 6.1).
  static func sharedSecret(
    of key: Curve25519.KeyAgreement.PrivateKey, with share: [UInt8]
  ) -> SharedSecret? {
    precondition(share.count == byteCount, "a share of \(share.count) bytes")
    let secret: SharedSecret
    do {
      secret = try key.sharedSecretFromKeyAgreement(
        with: Curve25519.KeyAgreement.PublicKey(rawRepresentation: share))
    } catch {
      // CryptoKit may refuse such a share by itself; nothing else can be wrong with 32 bytes.
      return nil
    }
    let isZero = secret.withUnsafeBytes { unsafe $0.reduce(0, |) == 0 }
    return isZero ? nil : secret
  }

  /// Whether the secret shared with this public key is zero whatever the other key is.
  static func isOfSmallOrder(_ publicKey: [UInt8]) -> Bool {
    sharedSecret(of: privateKey(seed: [UInt8](repeating: 1, count: byteCount)), with: publicKey)
      == nil
  }

  /// Whether the 32 bytes, least significant first, are a number below 2^255 − 19.
  static func isCanonical(_ publicKey: [UInt8]) -> Bool {
    let modulus = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    return publicKey.reversed().lexicographicallyPrecedes(modulus.reversed())
  }

  /// The private key of 32 bytes; every such seed is one.
  static func privateKey(seed: [UInt8]) -> Curve25519.KeyAgreement.PrivateKey {
    do {
      return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: seed)
    } catch {
      preconditionFailure("a private key of \(seed.count) bytes: \(error)")
    }
  }
}
