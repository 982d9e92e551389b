import Exchange

/// A word of a command line, quoted where a shell needs it.
struct ShellWord {
  private let word: String

  /// The word as the program was given it.
  init(_ word: String) { self.word = word }

  /// The word as a person can type it; bash and zsh take characters that cannot be seen by number.
  var text: String {
    guard VisibleText.isPlain(word) else { return numbered }
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789-_./=:,+@".unicodeScalars.contains(scalar)
    }
    if isPlain && !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  private var numbered: String {
    let escaped = word.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    let text = VisibleText.replacing(escaped) { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
    return "$'\(text)'"
  }
}
