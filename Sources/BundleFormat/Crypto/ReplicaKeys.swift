import AgeFile
import Crypto
import Foundation

/// An X25519 public key to which bundles are encrypted.
public struct ReceivingKey: Hashable, Sendable {
  /// The 32 bytes of the encoded coordinate.
  public let bytes: [UInt8]

  /// Accepts the canonical encoding of a point that is not of small order.
  public init(_ bytes: [UInt8]) throws(FormatError) {
    guard bytes.count == 32 else {
      throw FormatError(.badKey, "a receiving key of \(bytes.count) bytes instead of 32")
    }
    guard FieldElement.isCanonical(bytes) else {
      throw FormatError(.badKey, "a receiving key that is not canonically encoded")
    }
    guard !FieldElement.smallOrderAbscissas.contains(bytes) else {
      throw FormatError(.badKey, "a receiving key of small order, which keeps no secret")
    }
    self.bytes = bytes
  }
}

/// The two secrets of a replica and their public halves.
///
/// Seeds come from the caller's source of randomness and are kept outside the database.
public struct ReplicaKeys: Sendable {
  /// Signs change sets, manifests and requests.
  public let signing: SigningKey
  /// The 32 secret bytes of the X25519 key.
  public let receivingSeed: [UInt8]
  /// The public half of the X25519 key.
  public let receivingKey: ReceivingKey

  /// The secret half of the X25519 key as the program `age` reads it: `AGE-SECRET-KEY-1…`.
  public var ageIdentity: String {
    get throws(FormatError) {
      do {
        return try AgeIdentity(receivingSeed).secretText
      } catch {
        throw FormatError(.badKey, error.message)
      }
    }
  }

  /// The public half of the Ed25519 key.
  public var verifyingKey: VerifyingKey { signing.verifyingKey }

  /// Makes the keys of two seeds of exactly 32 bytes each.
  public init(signingSeed: [UInt8], receivingSeed: [UInt8]) throws(FormatError) {
    signing = try SigningKey(seed: signingSeed)
    let key: Curve25519.KeyAgreement.PrivateKey
    do {
      key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: receivingSeed)
    } catch {
      throw FormatError(.badKey, "a receiving key of \(receivingSeed.count) bytes instead of 32")
    }
    self.receivingSeed = receivingSeed
    receivingKey = try ReceivingKey([UInt8](key.publicKey.rawRepresentation))
  }
}
