extension Message {
  /// What the program says of a command line that cannot be read; `detail` is the parser's sentence,
  /// or one of ours about options that do not go together.
  static func unreadableCommand(_ detail: String) -> Message {
    for sentence in usageSentences {
      guard let words = sentence.words(in: detail) else { continue }
      return Message(
        nn: UsageSentence.filled(sentence.nn, words), nb: UsageSentence.filled(sentence.nb, words),
        en: detail.hasSuffix(".") || detail.hasSuffix("?") ? detail : "\(detail).")
    }
    return Message(detail)
  }

  /// The parser's sentences and ours; the first that fits is meant, and `*` is anything.
  private static let usageSentences: [UsageSentence] = [
    UsageSentence(
      "Missing expected argument '*'", nn: "Det manglar noko: *.", nb: "Det mangler noe: *."),
    UsageSentence(
      "Missing one of: '*'", nn: "Det manglar ein av desse: '*'.",
      nb: "Det mangler en av disse: '*'."),
    UsageSentence(
      "Missing value for '* <*>'", nn: "Etter * manglar det ein verdi (*).",
      nb: "Etter * mangler det en verdi (*)."),
    UsageSentence(
      "Missing value for '*'", nn: "Etter * manglar det ein verdi.",
      nb: "Etter * mangler det en verdi."),
    UsageSentence(
      "Unknown option '*'. Did you mean '*'?", nn: "Valet * finst ikkje. Meinte du *?",
      nb: "Valget * finnes ikke. Mente du *?"),
    UsageSentence(
      "Unknown option '*'", nn: "Valet * finst ikkje.", nb: "Valget * finnes ikke."),
    UsageSentence(
      "The value '*' is invalid for '* <*>'. Please provide one of * or *.",
      nn: "«*» kan ikkje brukast for * (*); vel ein av * eller *.",
      nb: "«*» kan ikke brukes for * (*); velg en av * eller *."),
    UsageSentence(
      "The value '*' is invalid for '* <*>'", nn: "«*» kan ikkje brukast for * (*).",
      nb: "«*» kan ikke brukes for * (*)."),
    UsageSentence(
      "The value '*' is invalid for '<*>'", nn: "«*» kan ikkje brukast som *.",
      nb: "«*» kan ikke brukes som *."),
    UsageSentence(
      "Unexpected argument '*'", nn: "«*» høyrer ikkje til her.", nb: "«*» hører ikke til her."),
    UsageSentence(
      "* unexpected arguments: *", nn: "* ord høyrer ikkje til her: *.",
      nb: "* ord hører ikke til her: *."),
    UsageSentence(
      "The option '*' does not take any value, but '*' was specified.",
      nn: "Valet * tek ingen verdi, men fekk «*».", nb: "Valget * tar ingen verdi, men fikk «*»."),
    UsageSentence(
      "Missing required subcommand.", nn: "Det manglar kva som skal gjerast.",
      nb: "Det mangler hva som skal gjøres."),
    UsageSentence(
      "*, * and * exclude each other", nn: "Vel éin av *, * og *.", nb: "Velg én av *, * og *."),
    UsageSentence("* and * exclude each other", nn: "Vel éin av * og *.", nb: "Velg én av * og *."),
    UsageSentence("* needs *", nn: "* krev *.", nb: "* krever *."),
    UsageSentence(
      "* belongs to * or *", nn: "* høyrer til * eller *.", nb: "* hører til * eller *."),
    UsageSentence("* belongs to *", nn: "* høyrer til *.", nb: "* hører til *."),
    UsageSentence("* is missing", nn: "* manglar.", nb: "* mangler."),
    UsageSentence("* is at least *", nn: "* er minst *.", nb: "* er minst *."),
    UsageSentence(
      "give *, * or both", nn: "Gje *, * eller begge.", nb: "Gi *, * eller begge."),
    UsageSentence(
      "give *, *, *, * or *", nn: "Gje *, *, *, * eller *.", nb: "Gi *, *, *, * eller *."),
  ]
}

/// A sentence about a command line, in the parser's language and in ours.
struct UsageSentence {
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
