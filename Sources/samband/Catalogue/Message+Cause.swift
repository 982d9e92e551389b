extension Message {
  /// What a lower module said, in English, line by line.
  ///
  /// The lower modules speak to programs as well and know no languages; their sentences are known
  /// here, and a test reads their sources to see that none is missing. What only a developer can use,
  /// such as where exactly a forged file breaks the format, stays English and says so. SQL between the
  /// lines is as it is.
  static func cause(_ english: String) -> Message {
    let lines = english.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let told = lines.map { Cause.translated($0) }
    let isForeign = told.allSatisfy { $0 == nil }
    let texts = zip(lines, told).map { line, message in message ?? Message(line) }
    let whole = Message.joined(texts, "\n")
    guard isForeign else { return whole }
    let label = inEnglish
    return Message(nn: "\(label.nn): \(whole.nn)", nb: "\(label.nb): \(whole.nb)", en: english)
  }

  /// Label of what is told in English whatever language is spoken.
  private static var inEnglish: Message {
    Message(nn: "På engelsk", nb: "På engelsk", en: "In English")
  }

  /// The same on one line, to stand within a sentence.
  static func inlineCause(_ english: String) -> Message {
    let lines = cause(english)
    return Message(
      nn: lines.nn.replacing("\n", with: " "), nb: lines.nb.replacing("\n", with: " "),
      en: lines.en.replacing("\n", with: " "))
  }
}

/// Finds the sentences of lower modules.
enum Cause {
  /// All that are known, those that leave the least open first.
  static let sentences = [
    KnownSentence.rowCauses, KnownSentence.schemaCauses, KnownSentence.referenceCauses,
    KnownSentence.ruleCauses, KnownSentence.ruleTextCauses, KnownSentence.revisionCauses,
    KnownSentence.computerCauses, KnownSentence.formatCauses, KnownSentence.guardCauses,
  ].flatMap(\.self).sorted { $0.length > $1.length }
  private static let parts = KnownSentence.causeParts.sorted { $0.length > $1.length }

  /// A line in our languages; `nil` when nobody knows it.
  ///
  /// What a sentence is about may stand before it: `measure T1: …`.
  static func translated(_ line: String) -> Message? {
    if let message = filled(line, sentences) { return message }
    var start = line.startIndex
    while let colon = line[start...].firstRange(of: ": ") {
      if let rest = filled(String(line[colon.upperBound...]), sentences) {
        let before = part(String(line[..<colon.lowerBound]))
        return .joined([before, rest], ": ")
      }
      start = colon.upperBound
    }
    return nil
  }

  /// What stands in a sentence: another one, a name with its kind, or a name.
  static func part(_ text: String) -> Message {
    if let message = translated(text) ?? filled(text, parts) { return message }
    guard let colon = text.firstRange(of: ": ") else { return Message(text) }
    return .joined(
      [part(String(text[..<colon.lowerBound])), part(String(text[colon.upperBound...]))], ": ")
  }

  private static func filled(_ line: String, _ known: [KnownSentence]) -> Message? {
    for sentence in known {
      guard let words = sentence.words(in: line) else { continue }
      let parts = words.map(part)
      return Message(
        nn: KnownSentence.filled(sentence.nn, parts.map(\.nn)),
        nb: KnownSentence.filled(sentence.nb, parts.map(\.nb)), en: line)
    }
    return nil
  }
}
