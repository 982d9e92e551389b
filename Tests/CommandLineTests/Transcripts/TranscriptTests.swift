import Foundation
import Testing

@testable import samband

@Suite("Transcripts of the built program")
struct TranscriptTests {
  /// Whether transcripts are written anew, which always fails.
  static let isRecording = ProcessInfo.processInfo.environment["SAMBAND_RECORD"] != nil

  @Test(
    "Every story goes as it was recorded, in every language",
    arguments: Scenario.names, Language.allCases)
  func story(name: String, language: Language) throws {
    let told = try ScenarioRun(in: language).transcript(of: Scenario(named: name))
    let file = Scenario.transcript(of: name, in: language)
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(told.utf8).write(to: file)
      Issue.record("recorded anew, not compared: \(language)/\(name).txt")
      return
    }
    // Absent: then everything is different from what was recorded.
    let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard told != recorded else { return }
    Issue.record("\(language)/\(name).txt is another story:\n\(Self.difference(recorded, told))")
  }

  @Test(
    "There is no transcript without its story",
    .enabled(if: !TranscriptTests.isRecording, "being recorded now"))
  func strays() throws {
    for language in Language.allCases {
      let folder = Scenario.folder.appending(path: language.rawValue).path
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.sorted() == Scenario.names.map { "\($0).txt" }.sorted(), "\(language)")
    }
  }

  /// The lines that are gone and those that are new.
  private static func difference(_ old: String, _ new: String) -> String {
    let (before, after) = (
      old.components(separatedBy: "\n"), new.components(separatedBy: "\n")
    )
    let lines = after.difference(from: before).prefix(60).map { change in
      switch change {
      case .remove(let place, let line, _): "- \(place + 1): \(line)"
      case .insert(let place, let line, _): "+ \(place + 1): \(line)"
      }
    }
    return lines.joined(separator: "\n")
  }
}
