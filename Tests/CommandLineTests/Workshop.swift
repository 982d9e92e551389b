import Foundation
import Testing

/// A folder of its own with keys, replicas and a shared folder; removed when the test is over.
final class Workshop {
  /// Where everything is.
  let folder: URL
  /// The program, with its keys in this folder.
  var program: Program

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("samband-cli-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    program = try Program.built(home: folder.appendingPathComponent("home", isDirectory: true))
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("shared"), withIntermediateDirectories: true)
  }

  deinit {
    // Absent after this: nothing that a test could still need.
    try? FileManager.default.removeItem(at: folder)
  }

  // MARK: Running

  /// Runs the program.
  func run(_ arguments: String...) throws -> Program.Outcome {
    try program.run(arguments, in: folder)
  }

  /// Runs the program on a member's replica, and expects it to end well.
  @discardableResult
  func succeed(
    _ member: String, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let outcome = try program.run(arguments + ["--replica", "\(member).sqlite"], in: folder)
    #expect(outcome.status == 0, "\(arguments): \(outcome)", sourceLocation: sourceLocation)
    return outcome.output
  }

  /// Runs a command with `--json` on a member's replica and reads its document.
  func json(_ member: String, _ arguments: String...) throws -> Any {
    let words = arguments + ["--json", "--replica", "\(member).sqlite"]
    let outcome = try program.run(words, in: folder)
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  }

  /// Edits a member's replica with the `sqlite3` shell.
  func edit(_ member: String, _ sql: String) throws {
    let outcome = try Program.run(
      "/usr/bin/env", ["sqlite3", "-bail", "\(member).sqlite", sql], in: folder,
      environment: program.environment)
    try #require(outcome.status == 0, "\(outcome)")
  }

  /// What a query of a member's replica prints.
  func query(_ member: String, _ sql: String) throws -> String {
    let outcome = try Program.run(
      "/usr/bin/env", ["sqlite3", "\(member).sqlite", sql], in: folder,
      environment: program.environment)
    try #require(outcome.status == 0, "\(outcome)")
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  // MARK: Files

  /// Writes a file.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  /// Reads a file.
  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Copies a file, over the one that may be there.
  func copy(_ name: String, to other: String) throws {
    let copy = folder.appendingPathComponent(other)
    try Data(contentsOf: folder.appendingPathComponent(name)).write(to: copy)
  }

  /// Removes a file.
  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
  }

  /// The names in a folder, sorted.
  func names(in name: String) throws -> [String] {
    try FileManager.default
      .contentsOfDirectory(atPath: folder.appendingPathComponent(name).path).sorted()
  }
}
