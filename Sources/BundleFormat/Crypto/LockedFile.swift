import AgeFile

/// A small secret behind a passphrase: an armored age file (scrypt), which `age -d` opens too.
public enum LockedFile {
  /// Whether the bytes begin like such a file.
  public static func isLocked(_ bytes: [UInt8]) -> Bool { Envelope.isEncrypted(bytes) }

  /// Locks a secret; `random` gives so many bytes that nobody can guess.
  ///
  /// 2^`workFactor` rounds of scrypt take 2^(10 + `workFactor`) bytes of memory, by everyone who opens
  /// the file; `nil` takes what age does. Throws `unwritable` for a passphrase without a character.
  public static func lock(
    _ secret: [UInt8], passphrase: String, workFactor: Int? = nil,
    random: (_ count: Int) -> [UInt8]
  ) throws(FormatError) -> [UInt8] {
    do {
      let file = try AgeEncryptor(
        passphrase: AgePassphrase(passphrase),
        workFactor: workFactor ?? AgeLimits.writtenWorkFactor, random: random
      ).encrypt(secret)
      return AgeArmorEncoder().encode(file)
    } catch {
      throw FormatError(.unwritable, error.message)
    }
  }

  /// The secret; `nil` when it was locked with another passphrase.
  ///
  /// Throws `tooLarge`, before any work, for a file that asks for more than 2^20 rounds (1 GiB), and
  /// `damagedEncryption` when it is not the file that was written.
  public static func open(
    _ file: [UInt8], passphrase: String, subject: String
  ) throws(FormatError) -> [UInt8]? {
    do {
      let passphrase = try AgePassphrase(passphrase)
      let bytes = AgeArmor.begins(file) ? try AgeArmorDecoder().decode(file) : file
      return try AgeDecryptor(passphrase: passphrase).decrypt(bytes)
    } catch  where error.code == .noMatch || error.code == .badPassphrase {
      return nil
    } catch {
      let code: FormatError.Code =
        error.code == .workFactorTooHigh ? .tooLarge : .damagedEncryption
      throw FormatError(code, "\(subject): \(error.message)")
    }
  }
}
