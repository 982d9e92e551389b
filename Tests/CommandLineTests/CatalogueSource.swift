import Foundation

/// The catalogue as it is written: every text with its three languages, for what no compiler sees.
struct CatalogueSource {
  /// One text in each language: the words between quotes, without what is filled in.
  struct Text: CustomStringConvertible {
    /// Where it stands.
    let place: String
    /// The words, by language.
    let words: [String: String]
    /// How many things are filled in, by language.
    let holes: [String: Int]

    var description: String { "\(place): \(words)" }
  }

  /// All texts.
  let texts: [Text]
  /// Texts that are the same in all languages.
  let plain: [String]

  /// Reads the catalogue.
  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/samband/Catalogue")
    var texts: [Text] = []
    var plain: [String] = []
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for name in files.sorted() where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      texts += Self.texts(in: text, name)
      plain += text.matches(of: /Message\(\s*"((?:[^"\\]|\\.)*)"\)/).map { String($0.1) }
    }
    self.texts = texts
    self.plain = plain
  }

  private static func texts(in source: String, _ name: String) -> [Text] {
    var texts: [Text] = []
    let parts = source.components(separatedBy: " nn:").flatMap {
      $0.components(separatedBy: "(nn:")
    }
    for part in parts.dropFirst() {
      // A declaration names the languages with their types.
      guard let first = part.range(of: " nb:"), let second = part.range(of: " en:"),
        first.upperBound < second.lowerBound, part.contains("\"")
      else { continue }
      let segments = [
        "nn": String(part[..<first.lowerBound]),
        "nb": String(part[first.upperBound..<second.lowerBound]),
        "en": String(part[second.upperBound...]),
      ]
      let read = segments.mapValues { literals(in: $0) }
      if read.values.allSatisfy({ $0.words.isEmpty && $0.holes == 0 }) { continue }
      let line = source.components(separatedBy: part)[0].components(separatedBy: "\n").count
      texts.append(
        Text(
          place: "\(name):\(line)", words: read.mapValues(\.words), holes: read.mapValues(\.holes)))
    }
    return texts
  }

  /// The words of the literals of an expression, which ends where its parentheses do.
  private static func literals(in source: String) -> (words: String, holes: Int) {
    var words = ""
    var holes = 0
    var depth = 0
    var rest = Substring(source)
    while let character = rest.first {
      rest = rest.dropFirst()
      switch character {
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth < 0 { return (words, holes) }
      case "\"": take(&rest, &words, &holes)
      default: break
      }
    }
    return (words, holes)
  }

  /// Reads the rest of a literal.
  private static func take(_ rest: inout Substring, _ words: inout String, _ holes: inout Int) {
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "\"" { break }
      guard character == "\\" else {
        words.append(character)
        continue
      }
      let escaped = rest.first
      rest = rest.dropFirst()
      guard escaped == "(" else {
        words.append(escaped == "n" ? " " : escaped ?? " ")
        continue
      }
      holes += 1
      var inner = ""
      var depth = 1
      while depth > 0, let next = rest.first {
        depth += next == "(" ? 1 : next == ")" ? -1 : 0
        inner.append(next)
        rest = rest.dropFirst()
      }
      // Words that depend on a number are words, too.
      let (within, _) = literals(in: inner)
      words += within.isEmpty ? "_" : " \(within) "
    }
    words += " "
  }
}
