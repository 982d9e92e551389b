/// A passphrase, as the UTF-8 that the caller's text has.
///
/// Nothing is normalised, as in other programs: an `å` of one scalar and one of two differ.
public struct AgePassphrase: Sendable, CustomStringConvertible {
  let bytes: [UInt8]

  /// Takes a text with at least one character; throws `badPassphrase`.
  public init(_ text: String) throws(AgeError) {
    guard !text.isEmpty else { throw AgeError(.badPassphrase, "a passphrase without a character") }
    bytes = Array(text.utf8)
  }

  /// Nothing of the passphrase.
  public var description: String { "a passphrase" }
}
