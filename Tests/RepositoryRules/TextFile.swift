/// A file of the repository as lines; line `n` of an editor is `lines[n - 1]`.
struct TextFile {
  let path: String
  let lines: [String]

  init(path: String, content: String) {
    self.path = path
    // `isNewline` and not "\n": a CR LF pair is a single character.
    var lines = content.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines.map(String.init)
  }

  /// The module that a file under `Sources/` belongs to.
  var module: String {
    path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }

  /// Offences for every line that fails a test.
  func offences(_ rule: String, where isOffence: (String) -> Bool) -> [Offence] {
    lines.indices.filter { isOffence(lines[$0]) }.map { offence(atIndex: $0, rule) }
  }

  func offence(atIndex index: Int, _ rule: String) -> Offence {
    Offence(place: "\(path):\(index + 1)", rule: rule)
  }
}

/// One place that breaks a rule.
struct Offence: CustomStringConvertible {
  let place: String
  let rule: String

  var description: String { "\(place): \(rule)" }
}

extension StringProtocol {
  /// The text without white space at either end.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// The line of Swift up to its `//` comment; a `//` inside a string literal is kept.
  var codePart: String {
    var inString = false
    var previous: Character = " "
    for index in indices {
      let character = self[index]
      if character == "\"" && previous != "\\" { inString.toggle() }
      if character == "/" && previous == "/" && !inString {
        return String(self[..<self.index(before: index)])
      }
      previous = character
    }
    return String(self)
  }

  /// Whether a name occurs as a whole word: no letter, digit or underscore touches it.
  func mentions(_ name: String) -> Bool {
    var start = startIndex
    while let range = self[start...].firstRange(of: name) {
      let before = self[..<range.lowerBound].last
      let after = self[range.upperBound...].first
      if ![before, after].contains(where: { $0?.isWordCharacter == true }) { return true }
      start = range.upperBound
    }
    return false
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isLetter || isNumber || self == "_" }
}
