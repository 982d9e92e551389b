/// Text from outside as it may be shown on a terminal.
///
/// A name or a value can have characters that move the cursor, hide what stands beside them or turn
/// the direction of writing round, so that `gnp.exe` looks like `exe.png`. They are shown by their
/// number instead. (Unicode Technical Report 36, section 2.10.)
public enum VisibleText {
  /// Whether nothing in the text hides itself or something else.
  public static func isPlain(_ text: some StringProtocol) -> Bool {
    !text.unicodeScalars.contains(where: isHidden)
  }

  /// The text with every such character as `\u{202E}`.
  ///
  /// With `isLayout` the text is ours and has line feeds and tabs where they belong.
  public static func escaping(_ text: String, isLayout: Bool = false) -> String {
    replacing(text) { scalar in
      if isLayout && (scalar == "\n" || scalar == "\t") { return nil }
      return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }

  /// The text with what `replacement` gives for such a character; `nil` leaves it.
  public static func replacing(
    _ text: String, by replacement: (Unicode.Scalar) -> String?
  ) -> String {
    if isPlain(text) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHidden(scalar), let replacement = replacement(scalar) {
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Control characters of ASCII and of ISO 8859.
    case 0..<0x20, 0x7F..<0xA0: true
    // What turns the direction of writing.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: true
    // Ends of lines and paragraphs, and what has no width; what joins letters and emoji is left.
    case 0x2028, 0x2029, 0x200B, 0x2060...0x2065, 0xFEFF, 0xFFF9...0xFFFB: true
    // Tags, which repeat ASCII unseen.
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}
