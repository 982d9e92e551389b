import Foundation

/// What is different in every run, and what stands for it in a transcript.
///
/// Names that a run makes up are replaced by others of equal length, so that columns stay where they
/// are: the first replica's token by `aaaaaaaa`, the first conflict by `conflic1`.
struct Placeholders {
  private struct Pair {
    let actual: String
    let stand: String
  }

  private var pairs: [Pair] = []
  private var counts: [String: Int] = [:]
  /// Letters that the program makes names of.
  private static let letter = "[a-km-np-z2-9]"

  /// Takes a name that is known from elsewhere, such as a folder.
  mutating func add(_ actual: String, as stand: String) {
    if !pairs.contains(where: { $0.actual == actual }) {
      pairs.append(Pair(actual: actual, stand: stand))
    }
  }

  /// Takes the token of a replica or a collaboration.
  mutating func add(token: String) {
    if pairs.contains(where: { $0.actual == token }) { return }
    let letters = Array("abcdefghijkmnpqrstuvwxyz")
    let letter = letters[next("token") - 1]
    pairs.append(Pair(actual: token, stand: String(repeating: letter, count: token.count)))
  }

  /// Takes the names that a text mentions for the first time.
  mutating func learn(from text: String) {
    let tokens = pairs.map(\.actual).filter { $0.count == 8 && !$0.contains("/") }
    if !tokens.isEmpty {
      let streams = "(?:\(tokens.joined(separator: "|")))\\.(\(Self.letter){4})\\b"
      for found in Self.matches(of: streams, in: text) {
        learn(found, "incarnation") { "inc\($0)" }
      }
    }
    for found in Self.matches(of: #""incarnation": "(.{4})""#, in: text) {
      learn(found, "incarnation") { "inc\($0)" }
    }
    for pattern in Self.conflicts {
      for found in Self.matches(of: pattern, in: text) where found != "employer" {
        learn(found, "conflict") { $0 < 10 ? "conflic\($0)" : "conflc\($0)" }
      }
    }
    for found in Self.matches(of: "\\b(?:laerdal|vik|region)-(\(Self.letter){6})\\b", in: text) {
      learn(found, "key") { "key\($0)".padding(toLength: 6, withPad: "-", startingAt: 0) }
    }
    for found in Self.matches(of: #"\b(\d{5}(?: \d{5}){5})\b"#, in: text) {
      learn(found, "fingerprint") { "00000 00000 00000 00000 00000 0000\($0)" }
    }
    for found in Self.matches(of: #"\b([0-9a-f]{32})\b"#, in: text)
    where found.contains(where: { $0 != "0" }) {
      learn(found, "digest") { "d\($0)".padding(toLength: 32, withPad: "0", startingAt: 0) }
    }
    for found in Self.matches(of: #"\b([0-9a-f]{64})\b"#, in: text) {
      learn(found, "hash") { "h\($0)".padding(toLength: 64, withPad: "0", startingAt: 0) }
    }
    for found in Self.matches(of: #"\b([A-Za-z0-9_-]{43})\b"#, in: text) {
      learn(found, "hash") { "hash\($0)".padding(toLength: 43, withPad: "-", startingAt: 0) }
    }
  }

  /// The text as it is in every run.
  func hiding(_ text: String) -> String {
    var text = pairs.reduce(text) { $0.replacingOccurrences(of: $1.actual, with: $1.stand) }
    for (pattern, stand) in Self.volatile {
      text = text.replacingOccurrences(of: pattern, with: stand, options: .regularExpression)
    }
    return text
  }

  /// A command as it is in this run.
  func revealing(_ command: String) -> String {
    pairs.reduce(command) { $0.replacingOccurrences(of: $1.stand, with: $1.actual) }
  }

  /// Where the names of conflicts stand.
  private static let conflicts = [
    #""id": "(\#(letter){8})""#, #"(?m)^ {0,2}(\#(letter){8})  \S"#,
    #"samband (?:conflicts|resolve|reopen) (\#(letter){8})\b"#,
    #"(?:Konflikt|Conflict) (\#(letter){8}),"#,
  ]

  /// Moments, weeks, sizes and versions.
  ///
  /// What follows a moment in a table is moved to where the
  /// shortest moment would let it stand.
  private static let volatile = [
    (#"\d{1,2}\.\d{1,2}\.\d{4} kl\. \d\d\.\d\d( {3,})?"#, "1.12.2026 kl. 12.00"),
    (#"\d{4}-\d\d-\d\d \d\d:\d\d"#, "2026-12-01 12:00"),
    (#"\d{4}-\d\d-\d\dT[\d:.]+Z"#, "2026-12-01T11:00:00.000Z"),
    (#"-\d{4}-W\d\d-"#, "-2026-W49-"), (#"(?<![\w-])-\d{9,16}\b( {3,})?"#, "-100000000001"),
    (#"(?<![\d,.])\d+([.,]\d)? (B|kB|MB|GB)\b"#, "N kB"),
    (#""(bytes|unpackedBytes|freeBytes|pageCount)": \d+"#, #""$1": 1"#),
    (#"SQLite 3\.\d+\.\d+"#, "SQLite 3.x"), (#""sqlite": "3[\d.]+""#, #""sqlite": "3.x""#),
  ]

  private mutating func learn(_ actual: String, _ kind: String, _ stand: (Int) -> String) {
    if pairs.contains(where: { $0.actual == actual || $0.stand == actual }) { return }
    pairs.append(Pair(actual: actual, stand: stand(next(kind))))
  }

  private mutating func next(_ kind: String) -> Int {
    counts[kind, default: 0] += 1
    return counts[kind, default: 1]
  }

  private static func matches(of pattern: String, in text: String) -> [String] {
    // A pattern that cannot be read is a mistake in this file, and then nothing is replaced.
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: whole).compactMap { match in
      Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }
  }
}
