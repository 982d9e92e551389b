/// The text form of an age file: base64 in lines of 64 between two lines that name it.
///
/// Lines end with LF, or with CR LF as mail programs make them. Source: https://age-encryption.org/v1.
public enum AgeArmor {
  static let header = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
  static let footer = Array("-----END AGE ENCRYPTED FILE-----".utf8)
  /// A full line, in characters without its end, and in the bytes that it carries.
  static let lineLength = 64
  static let lineBytes = 48

  /// Whether the first bytes of a file, white space aside, begin its armor; 1,100 are enough.
  public static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.drop(while: isWhitespace).starts(with: header)
  }

  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
