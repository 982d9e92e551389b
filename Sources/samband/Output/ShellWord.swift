/// A word of a command line, quoted where a shell needs it.
struct ShellWord {
  private let word: String

  /// The word as the program was given it.
  init(_ word: String) { self.word = word }

  /// The word as a person can type it.
  var text: String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789-_./=:,+@".unicodeScalars.contains(scalar)
    }
    if isPlain && !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
