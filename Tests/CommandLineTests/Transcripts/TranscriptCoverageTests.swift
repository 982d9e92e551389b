import ArgumentParser
import Exchange
import Foundation
import Testing

@testable import samband

@Suite("The transcripts leave nothing out")
struct TranscriptCoverageTests {
  @Test(
    "Every command is seen to succeed, in every language, with --json too",
    arguments: CommandTree.all.map(\.path), Language.allCases)
  func commands(path: [String], language: Language) throws {
    let command = try #require(CommandTree.all.first { $0.path == path })
    let runs = Transcript.all.filter {
      $0.language == language && $0.status == 0 && $0.verbs.contains(path)
    }
    #expect(runs.contains { !$0.command.contains("--json") }, "not seen: \(path)")
    if command.has("--json") {
      #expect(runs.contains { $0.command.contains("--json") }, "not seen: \(path) --json")
    }
  }

  @Test("Every code of a refusal is told, in every language", arguments: Language.allCases)
  func codes(language: Language) {
    let lines = Self.complaints(in: language)
    let unseen = ExchangeError.Code.allCases.filter { code in
      !Self.subjects(of: code).contains { subjects in
        let sentence = Message.sentence(for: code, about: Subjects(subjects))
        return lines.contains { Self.matches($0, sentence.text(in: language)) }
      }
    }
    #expect(Set(unseen.map(\.rawValue)) == Set(CoverageExceptions.codes.keys), "\(language)")
  }

  @Test("Every refusal of the command line itself is told", arguments: Language.allCases)
  func failures(language: Language) throws {
    let lines = Self.complaints(in: language)
    let unseen = try FailureExamples.all().filter { failure in
      let sentence = Message.sentence(for: failure).text(in: language)
      return !lines.contains { Self.matches($0, sentence) }
    }
    #expect(unseen.map { "\($0)" }.isEmpty, "\(language)")
  }

  @Test("Every exit status that a command's help names is seen, and no other")
  func statuses() {
    var missing: Set<String> = []
    for command in CommandTree.all {
      let runs = Transcript.all.filter { $0.verbs == [command.path] && !$0.isPiped }
      let seen = Set(runs.map(\.status))
      let name = command.path.joined(separator: " ")
      let undocumented = seen.subtracting(command.statuses)
      #expect(undocumented.isEmpty, "\(name) --help does not name \(undocumented.sorted())")
      for status in command.statuses where !seen.contains(status) {
        missing.insert("\(name) \(status)")
      }
    }
    let general = missing.filter { $0.hasSuffix(" 75") || $0.hasSuffix(" 1") }
    #expect(
      missing.subtracting(general) == Set(CoverageExceptions.statuses.keys),
      "the help names a status that no story shows, or an exception is out of date")
  }

  @Test("Every command that the program names works as written")
  func hints() {
    for transcript in Transcript.all {
      let place = "\(transcript.language)/\(transcript.name): \(transcript.command)"
      for line in transcript.errors where line.hasPrefix("error: ") {
        let hint = transcript.errors.contains { $0.hasPrefix("hint: ") }
        #expect(hint, "an error without a hint, \(place): \(line)")
      }
      for (command, status) in transcript.named {
        #expect(NamedCommand.isCommand(command), "\(place): \(command)")
        let expected = CoverageExceptions.hints.first {
          $0.story == transcript.name && $0.command == command
        }
        #expect(status == expected?.status ?? 0, "\(place): \(command)")
      }
    }
  }

  // MARK: Sentences

  /// The sentences of all `error:` lines.
  private static func complaints(in language: Language) -> [String] {
    Transcript.all.filter { $0.language == language }.flatMap(\.errors)
      .filter { $0.hasPrefix("error: ") }.map { String($0.dropFirst(7)) }
  }

  /// What stands for a subject in a sentence that is looked for.
  static let anything = "\u{1}"

  /// Subjects with which a code's sentence can be looked for.
  private static func subjects(of code: ExchangeError.Code) -> [[String]] {
    let any = [anything, anything, anything]
    switch code {
    case .tableAltered:
      return ["ownUniqueKey", "missingTable", "missingColumn"].map { [$0, anything, anything] }
    case .undoForbidden:
      return ["writer", "fixed", "needed", "revives"].map { [anything, $0, anything] }
    default: return [any]
    }
  }

  /// Whether a line is a sentence, whatever its subjects are.
  private static func matches(_ line: String, _ sentence: String) -> Bool {
    let parts = sentence.components(separatedBy: anything)
    let pattern = parts.map(NSRegularExpression.escapedPattern).joined(separator: ".+")
    return line.range(of: "^\(pattern)$", options: .regularExpression) != nil
  }
}

extension Transcript {
  /// Whether another program's status is what was recorded.
  fileprivate var isPiped: Bool { command.contains("|") }
}
