import Foundation
import Testing

/// A folder of its own in which other programs run, gone when the test is over.
final class Workbench {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  deinit {
    // Absent: a folder that cannot be removed is the system's to clean up.
    try? FileManager.default.removeItem(at: folder)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Runs a program in the folder and gives its standard output; it must succeed.
  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> [UInt8] {
    let (status, output) = try Self.outcome(of: arguments, in: folder, input: input)
    try #require(status == 0, "\(arguments.joined(separator: " ")) ended with \(status)")
    return output
  }

  /// Runs a program that must fail.
  func runsNot(_ arguments: String...) throws -> Bool {
    try Self.outcome(of: arguments, in: folder, input: "").status != 0
  }

  static let hasAge = has("age", "--version") && has("age-keygen", "--version")
  static let noAge: Comment = "there is no age and age-keygen on this system"
  /// The `script` of util-linux, which gives a program a terminal.
  static let hasTerminal = hasAge && has("script", "--version")
  static let noTerminal: Comment = "there is no age, or no script that gives it a terminal"

  private static func has(_ arguments: String...) -> Bool {
    let folder = FileManager.default.temporaryDirectory
    // Absent: a program that cannot be started is not there.
    return (try? outcome(of: arguments, in: folder, input: ""))?.status == 0
  }

  private static func outcome(
    of arguments: [String], in folder: URL, input: String
  ) throws -> (status: Int32, output: [UInt8]) {
    let process = Process()
    let source = Pipe()
    let sink = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = source
    process.standardOutput = sink
    process.standardError = FileHandle.nullDevice
    try process.run()
    try source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try source.fileHandleForWriting.close()
    let output = sink.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, [UInt8](output))
  }
}
