import Foundation
import Testing

@testable import samband

/// A story for the built program: commands in their order, and what they are for.
struct Scenario: CustomTestStringConvertible {
  /// One line of the story.
  struct Step {
    /// What a step does.
    enum Kind: Character {
      /// Told, and recorded with all that it prints.
      case recorded = "$"
      /// Told; it prints nothing that matters, and must end well.
      case quiet = "%"
      /// Nothing: it is for the reader.
      case comment = "#"
    }

    /// What it does.
    let kind: Kind
    /// What it says, for the shell or for the reader.
    var text: String

    /// The step as it stands in the story and in the transcript.
    var line: String {
      "\(kind.rawValue) " + text.replacingOccurrences(of: "\n", with: "\n  ")
    }
  }

  /// The name of the file without its ending.
  let name: String
  /// The steps.
  let steps: [Step]

  var testDescription: String { name }

  /// Reads the story of that name.
  init(named name: String) throws {
    self.name = name
    var steps: [Step] = []
    let text = try String(contentsOf: Self.scripts.appending(path: "\(name).txt"), encoding: .utf8)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  "), !steps.isEmpty {
        steps[steps.count - 1].text += "\n" + line.dropFirst(2)
      } else {
        let kind = try #require(line.first.flatMap { Step.Kind(rawValue: $0) }, "\(line)")
        steps.append(Step(kind: kind, text: String(line.dropFirst(2))))
      }
    }
    self.steps = steps
  }

  // MARK: Where they are

  /// The folder of all that belongs to transcripts.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/transcripts")
  private static let scripts = folder.appending(path: "scripts")

  /// The names of all stories.
  static let names: [String] = {
    // Without the folder there are none, which the tests of coverage do not allow.
    let files = (try? FileManager.default.contentsOfDirectory(atPath: scripts.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// The file of a story's transcript in a language.
  static func transcript(of name: String, in language: Language) -> URL {
    folder.appending(path: "\(language)/\(name).txt")
  }
}
