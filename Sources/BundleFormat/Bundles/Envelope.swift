import AgeFile

/// The encrypted file around a bundle: age v1, to the receiving keys of the replicas it is for.
///
/// What is inside is a bundle's compressed file, so `age -d FILE | gunzip` shows it to whoever holds a
/// key. (https://age-encryption.org/v1)
public enum Envelope {
  /// Whether the bytes begin like an encrypted file, armored for mail or not.
  public static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    AgeArmor.begins(bytes) || bytes.starts(with: introduction)
  }

  private static let introduction = Array("age-encryption.org/".utf8)

  /// Encrypts a bundle so that every one of the keys opens it, and nobody else.
  ///
  /// `random` gives so many bytes that nobody can guess. Throws `unwritable` when there are no keys,
  /// or more than an age file may name.
  public static func encrypt(
    _ bundle: [UInt8], to keys: [ReceivingKey], random: (_ count: Int) -> [UInt8]
  ) throws(FormatError) -> [UInt8] {
    do {
      var recipients: [AgeRecipient] = []
      for key in keys { recipients.append(try AgeRecipient(key.bytes)) }
      return try AgeEncryptor(recipients: recipients, random: random).encrypt(bundle)
    } catch {
      throw FormatError(.unwritable, error.message)
    }
  }

  /// How many replicas can open an encrypted file, as it says itself; `nil` when a passphrase opens it.
  ///
  /// Throws `damagedEncryption`, `unknownVersion` or `tooLarge`.
  public static func recipientCount(
    of file: [UInt8], subject: String
  ) throws(FormatError) -> Int? {
    do {
      return try AgeSummary(of: file).recipients
    } catch {
      throw FormatError(FormatError.Code(error.code), "\(subject): \(error.message)")
    }
  }

  /// What an encrypted file holds; `nil` when it was not encrypted to these keys.
  ///
  /// Throws `damagedEncryption`, `unknownVersion` or `tooLarge` when it is not the file that somebody
  /// wrote.
  public static func open(
    _ file: [UInt8], with keys: ReplicaKeys, subject: String
  ) throws(FormatError) -> [UInt8]? {
    do {
      let identity = try AgeIdentity(keys.receivingSeed)
      let bytes = AgeArmor.begins(file) ? try AgeArmorDecoder().decode(file) : file
      return try AgeDecryptor(identities: [identity]).decrypt(bytes)
    } catch  where error.code == .noMatch {
      return nil
    } catch {
      throw FormatError(FormatError.Code(error.code), "\(subject): \(error.message)")
    }
  }
}

extension FormatError.Code {
  fileprivate init(_ code: AgeError.Code) {
    switch code {
    case .unknownVersion: self = .unknownVersion
    case .headerTooLarge: self = .tooLarge
    case .notAge, .malformedHeader, .workFactorTooHigh, .noMatch, .alteredHeader, .damagedPayload,
      .damagedArmor, .badRecipient, .badIdentity, .badPassphrase, .badRecipientCount:
      self = .damagedEncryption
    }
  }
}
