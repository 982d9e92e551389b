/// The order of member names in RFC 8785: by UTF-16 code units.
public enum CanonicalOrder {
  /// Whether one name comes before another.
  ///
  /// UTF-8 has the order of code points, which is that of UTF-16 but for one thing: U+E000 to
  /// U+FFFF come after all that is written with surrogates. In UTF-8 these begin with EE or EF, and
  /// the others with F0 to F4, so moving the first two above the rest gives the order of UTF-16.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8) { rank($0) < rank($1) }
  }

  private static func rank(_ byte: UInt8) -> UInt8 {
    byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
  }
}
