/// A sentence of somebody who speaks English alone, such as the parser of command lines or a lower
/// module, and what it says in our languages.
struct KnownSentence {
  private let english: [String]
  /// Nynorsk, with `*` for each word.
  let nn: String
  /// Bokmål, with `*` for each word.
  let nb: String

  /// A sentence with `*` for the words that change, in the same order in each language.
  init(_ english: String, nn: String, nb: String) {
    self.english = Self.parts(of: english)
    self.nn = nn
    self.nb = nb
  }

  /// How many characters are the same whatever it is about.
  var length: Int { english.reduce(0) { $0 + $1.count } }

  /// The words for which the stars stand; `nil` when it is another sentence.
  func words(in sentence: String) -> [String]? {
    guard let first = english.first, let last = english.last, sentence.hasPrefix(first) else {
      return nil
    }
    if english.count == 1 { return sentence == first ? [] : nil }
    var words: [String] = []
    var rest = sentence.dropFirst(first.count)
    for part in english.dropFirst().dropLast() {
      guard let range = Self.range(of: part, in: rest) else { return nil }
      words.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    return words + [String(rest.dropLast(last.count))]
  }

  /// A sentence with the words in it.
  static func filled(_ sentence: String, _ words: [String]) -> String {
    let parts = parts(of: sentence)
    return zip(parts, words + [""]).map { $0 + $1 }.joined()
  }

  private static func parts(of sentence: String) -> [String] {
    sentence.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  }

  private static func range(of part: String, in text: Substring) -> Range<Substring.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(part) {
        return start..<text.index(start, offsetBy: part.count)
      }
      start = text.index(after: start)
    }
    return nil
  }
}
