/// How a terminal makes a text stand out; never the only sign of what it says.
enum Look: String, Sendable {
  /// A heading, or a name to look for.
  case strong = "1"
  /// What is shown now.
  case shown = "32"
  /// What differs.
  case differing = "33"
  /// What went wrong.
  case wrong = "1;31"
  /// What to do about it.
  case advice = "36"

  /// A word of this process alone: no text from outside can have a mark, and so steer the terminal.
  private static let secret = String(UInt64.random(in: .min ... .max), radix: 36)
  private static let opening = "⟦\(secret)"
  private static let closing = "\(secret)⟧"

  /// The text with this look, as marks that ``shown(_:)`` replaces.
  func applied(to text: String) -> String {
    "\(Self.opening)\(rawValue)\(Self.closing)\(text)\(Self.opening)0\(Self.closing)"
  }

  /// A text as a terminal is given it; everything else in it must have been made visible before.
  static func shown(_ text: String) -> String {
    guard text.contains(opening) else { return text }
    return text.replacing(opening, with: "\u{1B}[").replacing(closing, with: "m")
  }
}
