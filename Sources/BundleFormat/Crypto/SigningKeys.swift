import Crypto
import Foundation

/// An Ed25519 private key, made from a seed that the caller draws at random.
public struct SigningKey: Sendable {
  /// The 32 secret bytes.
  public let seed: [UInt8]
  private let key: Curve25519.Signing.PrivateKey
  /// The public half.
  public let verifyingKey: VerifyingKey

  /// Makes the key of a seed of exactly 32 bytes.
  public init(seed: [UInt8]) throws(FormatError) {
    do {
      key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    } catch {
      throw FormatError(.badKey, "a signing key of \(seed.count) bytes instead of 32")
    }
    self.seed = seed
    verifyingKey = try VerifyingKey([UInt8](key.publicKey.rawRepresentation))
  }

  /// The 64 bytes of the signature over a message.
  func signature(over message: [UInt8]) throws(FormatError) -> [UInt8] {
    do {
      return [UInt8](try key.signature(for: message))
    } catch {
      throw FormatError(.badKey, "the signing key does not sign: \(error)")
    }
  }
}

/// An Ed25519 public key that cannot be forged for: neither low-order nor oddly encoded.
///
/// With a key of small order there are signatures that hold for every message, and a key with two
/// encodings would be two keys to us (security.md, trap 2).
public struct VerifyingKey: Hashable, Sendable {
  /// The 32 bytes of the encoded point.
  public let bytes: [UInt8]

  /// Accepts the canonical encoding of a point that is not of small order.
  ///
  /// Whether the bytes are a point at all is not looked at: no signature holds for one that is not.
  public init(_ bytes: [UInt8]) throws(FormatError) {
    guard bytes.count == 32 else {
      throw FormatError(.badKey, "a verifying key of \(bytes.count) bytes instead of 32")
    }
    var ordinate = bytes
    ordinate[31] &= 0x7F
    guard FieldElement.isCanonical(ordinate) else {
      throw FormatError(.badKey, "a verifying key that is not canonically encoded")
    }
    guard !FieldElement.smallOrderOrdinates.contains(ordinate) else {
      throw FormatError(.badKey, "a verifying key of small order, for which anyone can sign")
    }
    self.bytes = bytes
  }

  /// Whether the 64 bytes are this key's signature over the message.
  func isValid(_ signature: [UInt8], over message: [UInt8]) -> Bool {
    do {
      let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes)
      return key.isValidSignature(signature, for: message)
    } catch {
      return false
    }
  }
}

/// Numbers modulo 2^255 − 19 as 32 bytes, least significant first.
enum FieldElement {
  /// Whether the number is below the modulus.
  static func isCanonical(_ bytes: [UInt8]) -> Bool {
    let modulus = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    return bytes.reversed().lexicographicallyPrecedes(modulus.reversed())
  }

  /// The y of all eight points whose order divides 8 on edwards25519: 0, 1, −1 and two more.
  static let smallOrderOrdinates: [[UInt8]] = [
    zero, one, minusOne,
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
      0xF0, 0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53,
      0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
      0x0F, 0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC,
      0x03, 0x7A,
    ],
  ]

  /// The u of all points of order dividing 8 on curve25519 and its twist: 0, 1, −1 and two more.
  static let smallOrderAbscissas: [[UInt8]] = [
    zero, one, minusOne,
    [
      0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3, 0xFA, 0xF1, 0x9F, 0xC4,
      0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32, 0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F, 0x49,
      0xB8, 0x00,
    ],
    [
      0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1, 0x55, 0x9C, 0x83, 0xEF,
      0x5B, 0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C, 0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD, 0xD0, 0x9F,
      0x11, 0x57,
    ],
  ]

  private static let zero = [UInt8](repeating: 0, count: 32)
  private static let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
  private static let minusOne: [UInt8] = [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
}
