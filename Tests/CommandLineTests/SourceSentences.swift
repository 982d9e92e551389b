import Foundation

/// The texts between quotes in source files, with a star for each thing that is filled in.
struct SourceSentences {
  /// A text.
  struct Sentence: CustomStringConvertible {
    /// Where it stands.
    let place: String
    /// What it says; literals joined by `+` are one.
    let text: String

    var description: String { "\(place): \(text)" }
  }

  /// All texts of the files.
  let sentences: [Sentence]

  /// Reads the files and folders with these names in `Sources`.
  init(in names: [String]) throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    var files: [String] = []
    for name in names where !name.hasSuffix(".swift") {
      let folder = sources.appending(path: name).path
      files += try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        .filter { $0.hasSuffix(".swift") }.map { "\(name)/\($0)" }
    }
    files += names.filter { $0.hasSuffix(".swift") }
    sentences = try files.flatMap { file in
      Self.texts(in: try String(contentsOf: sources.appending(path: file), encoding: .utf8)).map {
        Sentence(place: file, text: $0)
      }
    }
  }

  private static func texts(in source: String) -> [String] {
    var texts: [String] = []
    var rest = Substring(source)
    var between = ""
    while let character = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { $0 != "\n" }
      } else if rest.hasPrefix("\"\"\"") {
        // SQL, as a rule; sentences stand on one line.
        rest = rest.dropFirst(3)
        rest = rest.firstRange(of: "\"\"\"").map { rest[$0.upperBound...] } ?? ""
        between = "\n"
      } else if character == "\"" {
        let text = literal(&rest)
        if between.filter({ !$0.isWhitespace }) == "+", let last = texts.popLast() {
          texts.append(last + text)
        } else {
          texts.append(text)
        }
        between = ""
      } else {
        between.append(character)
        rest = rest.dropFirst()
      }
    }
    return texts
  }

  /// Reads a literal; `rest` begins with its quote.
  private static func literal(_ rest: inout Substring) -> String {
    var text = ""
    rest = rest.dropFirst()
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\" else {
        text.append(character)
        continue
      }
      let escaped = rest.popFirst() ?? " "
      guard escaped == "(" else {
        text.append(escaped == "n" ? "\n" : escaped)
        continue
      }
      text.append("*")
      var depth = 1
      while depth > 0, let next = rest.first {
        if next == "\"" {
          _ = literal(&rest)
          continue
        }
        depth += next == "(" ? 1 : next == ")" ? -1 : 0
        rest = rest.dropFirst()
      }
    }
    return text
  }
}
