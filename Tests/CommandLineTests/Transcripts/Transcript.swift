import Foundation

@testable import samband

/// What was recorded of one command.
struct Transcript {
  /// The file.
  let name: String
  /// The language.
  let language: Language
  /// What was typed.
  let command: String
  /// What came on stdout.
  private(set) var output: [String] = []
  /// What came on stderr.
  private(set) var errors: [String] = []
  /// The commands that the program named, with how they ended.
  private(set) var named: [(command: String, status: Int32)] = []
  /// How it ended.
  private(set) var status: Int32 = -1

  private init(_ name: String, _ language: Language, _ command: String) {
    self.name = name
    self.language = language
    self.command = command
  }

  /// Everything that is recorded.
  static let all: [Transcript] = Scenario.names.flatMap { name in
    Language.allCases.flatMap { read(name, $0) }
  }

  /// The commands of the program that were typed, each as the words that name it.
  var verbs: [[String]] {
    command.components(separatedBy: "samband ").dropFirst().compactMap { rest in
      let words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
      let paths = CommandTree.all.map(\.path).filter { words.starts(with: $0) }
      return paths.max { $0.count < $1.count }
    }
  }

  private static func read(_ name: String, _ language: Language) -> [Transcript] {
    let file = Scenario.transcript(of: name, in: language)
    // Absent: the test of the story tells.
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var entries: [Transcript] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("$ ") {
        entries.append(Transcript(name, language, String(line.dropFirst(2))))
      } else if !entries.isEmpty {
        entries[entries.count - 1].take(String(line))
      }
    }
    return entries
  }

  private mutating func take(_ line: String) {
    let text = String(line.dropFirst(2))
    switch line.first {
    case ">": output.append(text)
    case "!": errors.append(text)
    case "=": status = Int32(text) ?? -1
    case "→":
      let parts = text.components(separatedBy: " = ")
      let status = Int32(parts.last ?? "") ?? -1
      named.append((parts.dropLast().joined(separator: " = "), status))
    default: break
    }
  }
}
