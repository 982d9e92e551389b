import Foundation
import Testing

@testable import samband

/// A scenario on its way: a folder of its own, and the names that have been met.
final class ScenarioRun {
  private let workshop: Workshop
  private let language: Language
  private var placeholders = Placeholders()
  private var folder: URL { workshop.folder }

  /// Prepares a run in a language.
  init(in language: Language) throws {
    self.language = language
    workshop = try Workshop()
    let locale = ["nn": "nn_NO.UTF-8", "nb": "nb_NO.UTF-8", "en": "en_GB.UTF-8"]
    workshop.program.environment["LANG"] = locale[language.rawValue]
    workshop.program.environment["LANGUAGE_OF_STORY"] = language.rawValue
    workshop.program.environment["WORLDS"] = Scenario.folder.appending(path: "worlds").path
    workshop.program.environment["COLUMNS"] = "100"
    placeholders.add("/private" + folder.path, as: "/home/kari")
    placeholders.add(folder.path, as: "/home/kari")
  }

  /// Lives through a scenario; returns what is to be read of it.
  func transcript(of scenario: Scenario) throws -> String {
    var lines: [String] = []
    for step in scenario.steps {
      lines.append(step.line)
      switch step.kind {
      case .comment: break
      case .quiet:
        let outcome = try shell(". \"$WORLDS/prelude.sh\"\n" + placeholders.revealing(step.text))
        try #require(outcome.status == 0, "\(step.text): \(outcome)")
        try learnTokens()
      case .recorded: lines += try record(step.text)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func record(_ command: String) throws -> [String] {
    let outcome = try shell(placeholders.revealing(command))
    try learnTokens()
    placeholders.learn(from: outcome.output)
    placeholders.learn(from: outcome.errors)
    var lines = Self.marked(">", placeholders.hiding(outcome.output))
    lines += Self.marked("!", placeholders.hiding(outcome.errors))
    for hint in NamedCommand.all(in: outcome, of: placeholders.revealing(command)) {
      let status = try trial(of: hint)
      lines.append("→ \(placeholders.hiding(hint)) = \(status)")
    }
    return lines + ["= \(outcome.status)", ""]
  }

  private static func marked(_ mark: String, _ text: String) -> [String] {
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.isEmpty ? mark : "\(mark) \($0)" }
  }

  /// Runs a command that the program named, in a copy of everything but the folder `outside`.
  private func trial(of command: String) throws -> Int32 {
    let copy = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in try workshop.names(in: ".") where name != "outside" {
      try FileManager.default.copyItem(
        at: folder.appending(path: name), to: copy.appending(path: name))
    }
    // Absent after this: nothing that a test could still need.
    defer { try? FileManager.default.removeItem(at: copy) }
    return try shell(
      command.replacingOccurrences(of: folder.path, with: copy.path), in: copy
    ).status
  }

  private func shell(_ command: String, in place: URL? = nil) throws -> Program.Outcome {
    let place = place ?? folder
    var environment = workshop.program.environment
    let program = URL(filePath: workshop.program.path).deletingLastPathComponent().path
    let tools = Scenario.folder.appending(path: "worlds/bin").path
    environment["PATH"] = "\(program):\(tools):\(environment["PATH"] ?? "")"
    environment["SAMBAND_HOME"] = place.appending(path: "home").path
    return try Program.run("/bin/sh", ["-c", command], in: place, environment: environment)
  }

  /// Replicas are known by their key files, collaborations by their charters.
  private func learnTokens() throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".key.json") {
      placeholders.add(token: String(name.dropLast(9).suffix(8)))
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".json") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      if let match = text.firstMatch(of: /"collaboration":"[^"]*-([a-z2-9]{8})"/) {
        placeholders.add(token: String(match.1))
      }
    }
  }
}
