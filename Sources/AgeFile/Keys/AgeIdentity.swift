import Crypto

/// An X25519 private key, which opens the files that are encrypted to its recipient.
public struct AgeIdentity: Sendable, CustomStringConvertible {
  /// The 32 secret bytes.
  public let seed: [UInt8]
  /// The public half.
  public let recipient: AgeRecipient
  let privateKey: Curve25519.KeyAgreement.PrivateKey

  /// Makes the identity of 32 bytes that nobody can guess; throws `badIdentity`.
  public init(_ seed: [UInt8]) throws(AgeError) {
    guard seed.count == X25519.byteCount else {
      throw AgeError(.badIdentity, "an identity of \(seed.count) bytes instead of 32")
    }
    self.seed = seed
    privateKey = X25519.privateKey(seed: seed)
    recipient = try AgeRecipient([UInt8](privateKey.publicKey.rawRepresentation))
  }

  /// Reads a text such as `AGE-SECRET-KEY-1…` of 74 characters, all in upper case.
  ///
  /// Throws `badIdentity`; the message holds nothing of the text.
  public init(_ text: String) throws(AgeError) {
    guard let bytes = Self.bytes(of: text) else {
      throw AgeError(.badIdentity, "a text that is no identity of the form AGE-SECRET-KEY-1…")
    }
    try self.init(bytes)
  }

  /// The text `AGE-SECRET-KEY-1…` that ``init(_:)-(String)`` reads: a secret.
  public var secretText: String { Bech32.text(prefix: Self.prefix, seed).uppercased() }

  /// The identity by its public half, so that no message tells a secret.
  public var description: String { "the identity of \(recipient.text)" }

  private static let prefix = "age-secret-key-"

  private static func bytes(of text: String) -> [UInt8]? {
    let isInUpperCase = !text.utf8.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0 }
    let lowered = text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= $0 ? $0 | 0x20 : $0 }
    return isInUpperCase ? Bech32.bytes(of: lowered, prefix: prefix) : nil
  }
}
