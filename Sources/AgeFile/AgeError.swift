/// Why an age file or a key was refused.
public struct AgeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  public enum Code: String, Sendable, CaseIterable {
    /// The bytes do not begin like an age file.
    case notAge
    /// A version of age that this module does not know.
    case unknownVersion
    /// The header is not one that the specification allows, or the file ends within it.
    case malformedHeader
    /// The header is longer than ``AgeLimits/headerBytes``.
    case headerTooLarge
    /// Opening the file with a passphrase would take more work than the caller allows.
    case workFactorTooHigh
    /// None of the keys opens the file.
    case noMatch
    /// A key opens the file, but the header is not the one that was written.
    case alteredHeader
    /// The content was altered, was cut off or has something after it.
    case damagedPayload
    /// The armor is not one that the specification allows, or the file ends within it.
    case damagedArmor
    /// A text that is no recipient, or one that would keep no secret.
    case badRecipient
    /// A text or a seed that is no identity.
    case badIdentity
    /// A passphrase without a character.
    case badPassphrase
    /// No recipients, or more of them than ``AgeLimits/recipients``.
    case badRecipientCount
  }

  /// The reason.
  public let code: Code
  /// A part of an English sentence that names the object and says what is wrong with it.
  public let message: String

  /// The message.
  public var description: String { message }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
