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

  /// The text with this look.
  func applied(to text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
