/// Bech32 (BIP 173) without its limit of 90 characters, as age writes keys.
///
/// Every key has one text: the checksum, the case and the bits that no byte uses are all checked.
enum Bech32 {
  /// The text of the bytes in lower case: prefix, `1`, digits of five bits, checksum.
  static func text(prefix: String, _ bytes: [UInt8]) -> String {
    text(prefix: prefix, groups: groups(of: bytes))
  }

  /// The text of groups of five bits.
  static func text(prefix: String, groups: [UInt8]) -> String {
    let zero = [UInt8](repeating: 0, count: 6)
    let remainder = polymod(expanded(Array(prefix.utf8)) + groups + zero)
    let checksum = (0..<6).map { UInt8((remainder ^ 1) >> (5 * (5 - $0)) & 31) }
    let digits = (groups + checksum).map { Self.digits[Int($0)] }
    return "\(prefix)1\(String(decoding: digits, as: UTF8.self))"
  }

  /// The bytes of a text in lower case with this prefix; `nil` when ``text(prefix:_:)`` does not
  /// give it.
  static func bytes(of text: [UInt8], prefix: String) -> [UInt8]? {
    let start = Array("\(prefix)1".utf8)
    guard text.starts(with: start) else { return nil }
    var groups: [UInt8] = []
    for character in text.dropFirst(start.count) {
      guard let value = digits.firstIndex(of: character) else { return nil }
      groups.append(UInt8(value))
    }
    guard groups.count >= 6, polymod(expanded(Array(prefix.utf8)) + groups) == 1 else {
      return nil
    }
    return bytes(of: groups.dropLast(6))
  }

  private static let digits = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// The remainder of the BCH code; 1 over a valid text.
  private static func polymod(_ values: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    return values.reduce(UInt32(1)) { sum, value in
      let top = sum >> 25
      let next = (sum & 0x1FF_FFFF) << 5 ^ UInt32(value)
      return generator.indices.reduce(next) { $0 ^ (top >> $1 & 1 == 1 ? generator[$1] : 0) }
    }
  }

  /// The prefix as it enters the checksum.
  private static func expanded(_ prefix: [UInt8]) -> [UInt8] {
    prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
  }

  /// The bytes in groups of five bits, the last one filled up with zeros.
  static func groups(of bytes: [UInt8]) -> [UInt8] {
    var groups: [UInt8] = []
    var word: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      word = word << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        groups.append(UInt8(word >> bits & 31))
      }
    }
    if bits > 0 { groups.append(UInt8(word << (5 - bits) & 31)) }
    return groups
  }

  /// The bytes of the groups; `nil` when more than four bits are left, or one that is set.
  private static func bytes(of groups: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var word: UInt32 = 0
    var bits: UInt32 = 0
    for group in groups {
      word = word << 5 | UInt32(group)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    return bits < 5 && word & (1 << bits - 1) == 0 ? bytes : nil
  }
}
