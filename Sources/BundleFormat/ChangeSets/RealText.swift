import StrictJSON

/// How reals travel: as a JSON number where that is unmistakable, else as text in a tag.
enum RealText {
  /// Whether a real cannot be a JSON number: a reader could take it for an integer, for zero, or
  /// write it in another way.
  static func needsTag(_ real: Double) -> Bool {
    guard real.isFinite, real.rounded(.towardZero) != real else { return true }
    // Below 10^-6 ECMAScript writes an exponent; a number with a fraction is never above 2^53.
    return real.magnitude < 1e-6
  }

  /// The text in the tag: as ECMAScript writes the number, but `-0`, `inf` and `-inf`.
  static func text(_ real: Double) -> String {
    if real.isInfinite { return real < 0 ? "-inf" : "inf" }
    return real == 0 && real.sign == .minus ? "-0" : ECMAScriptNumber.text(real)
  }

  /// The real of a tag's text; `nil` for any text that ``text(_:)`` does not give.
  static func real(_ text: String) -> Double? {
    guard let real = Double(text), !real.isNaN, needsTag(real),
      self.text(real).utf8.elementsEqual(text.utf8)
    else { return nil }
    return real
  }
}
