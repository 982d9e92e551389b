/// An X25519 public key to which files are encrypted.
public struct AgeRecipient: Hashable, Sendable {
  /// The 32 bytes of the encoded coordinate.
  public let bytes: [UInt8]

  /// Takes the 32 bytes of a public key.
  ///
  /// Refuses keys of small order, which would keep no secret, and encodings of a coordinate that
  /// no program gives, because the files would open for nobody; throws `badRecipient`.
  public init(_ bytes: [UInt8]) throws(AgeError) {
    guard bytes.count == X25519.byteCount else {
      throw AgeError(.badRecipient, "a recipient of \(bytes.count) bytes instead of 32")
    }
    guard X25519.isCanonical(bytes) else {
      throw AgeError(.badRecipient, "a recipient that is not canonically encoded")
    }
    guard !X25519.isOfSmallOrder(bytes) else {
      throw AgeError(.badRecipient, "a recipient of small order, which keeps no secret")
    }
    self.bytes = bytes
  }

  /// Reads a text such as `age1…` of 62 characters, all in lower case; throws `badRecipient`.
  public init(_ text: String) throws(AgeError) {
    guard let bytes = Bech32.bytes(of: Array(text.utf8), prefix: Self.prefix) else {
      throw AgeError(.badRecipient, "a text that is no recipient of the form age1…")
    }
    try self.init(bytes)
  }

  /// The text `age1…` that ``init(_:)-(String)`` reads.
  public var text: String { Bech32.text(prefix: Self.prefix, bytes) }

  private static let prefix = "age"
}
