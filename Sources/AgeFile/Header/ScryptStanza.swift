import Crypto
import CryptoExtras

/// A file key wrapped with a passphrase; the only stanza of its file.
struct ScryptStanza {
  static let type = "scrypt"
  /// The salt, in bytes.
  static let saltBytes = 16

  let salt: [UInt8]
  /// The binary logarithm of the number of rounds.
  let workFactor: Int
  let body: [UInt8]

  /// Reads a stanza of this type.
  ///
  /// Throws `malformedHeader` when it has not the one allowed form, and `workFactorTooHigh` when
  /// the work factor has more than two digits.
  init(_ stanza: Stanza) throws(AgeError) {
    guard stanza.arguments.count == 3, let salt = Base64.bytes(of: stanza.arguments[1]),
      salt.count == Self.saltBytes, stanza.body.count == FileKey.wrappedBytes,
      stanza.arguments[2].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      !stanza.arguments[2].hasPrefix("0")
    else { throw AgeError(.malformedHeader, "the header has a damaged scrypt stanza") }
    guard stanza.arguments[2].utf8.count <= 2, let workFactor = Int(stanza.arguments[2]) else {
      throw AgeError(.workFactorTooHigh, "the file asks for an absurd amount of work")
    }
    self.salt = salt
    self.workFactor = workFactor
    body = stanza.body
  }

  /// Wraps a file key; the salt of 16 bytes must be random.
  ///
  /// Throws `workFactorTooHigh` when the memory for it is not to be had.
  init(
    wrapping fileKey: FileKey, with passphrase: AgePassphrase, salt: [UInt8], workFactor: Int
  ) throws(AgeError) {
    precondition(salt.count == Self.saltBytes, "a salt of \(salt.count) bytes")
    self.salt = salt
    self.workFactor = workFactor
    body = fileKey.wrapped(
      with: try Self.wrappingKey(passphrase, salt: salt, workFactor: workFactor))
  }

  var stanza: Stanza {
    Stanza([Self.type, Base64.text(salt), String(workFactor)], body: body)
  }

  /// The file key, or `nil` when it was wrapped with another passphrase.
  ///
  /// Throws `workFactorTooHigh`, before any work, when the file asks for more than `maximum`.
  func fileKey(
    for passphrase: AgePassphrase, maximumWorkFactor maximum: Int
  ) throws(AgeError) -> FileKey? {
    let maximum = min(maximum, AgeLimits.workFactors.upperBound)
    guard workFactor <= maximum else {
      throw AgeError(
        .workFactorTooHigh, "the file asks for 2^\(workFactor) rounds of scrypt, over 2^\(maximum)")
    }
    return FileKey(
      unwrapping: body, with: try Self.wrappingKey(passphrase, salt: salt, workFactor: workFactor))
  }

  /// scrypt (RFC 7914) with blocks of 1 KiB and no parallelism; takes 2^(10 + work factor) bytes of
  /// memory.
  private static func wrappingKey(
    _ passphrase: AgePassphrase, salt: [UInt8], workFactor: Int
  ) throws(AgeError) -> SymmetricKey {
    // The library does not keep to its own limit of memory, so this is the last place to look.
    precondition(AgeLimits.workFactors.contains(workFactor), "a work factor of \(workFactor)")
    do {
      return try KDF.Scrypt.deriveKey(
        from: passphrase.bytes, salt: Array("age-encryption.org/v1/scrypt".utf8) + salt,
        outputByteCount: 32, rounds: 1 << workFactor, blockSize: 8, parallelism: 1)
    } catch {
      throw AgeError(
        .workFactorTooHigh, "there is no memory for 2^\(workFactor) rounds of scrypt")
    }
  }
}
