import Foundation

@testable import ReplicaStore

/// A program that edits a replica's file and knows nothing of Samband.
enum Client: String, CaseIterable, Sendable {
  /// SQLite's own shell.
  case shell
  /// Python's sqlite3 module.
  case python
  /// SQL over the C interface.
  case raw

  /// Runs a script against a database file; throws what the program complains about.
  func run(_ sql: String, on path: String) throws {
    switch self {
    case .shell: try Self.launch("/usr/bin/sqlite3", ["-bail", path], input: sql)
    case .python:
      let program = """
        import sqlite3, sys
        con = sqlite3.connect(sys.argv[1])
        con.executescript(sys.stdin.buffer.read().decode("utf-8"))
        con.commit()
        """
      try Self.launch("/usr/bin/env", ["python3", "-c", program, path], input: sql)
    case .raw: try ReplicaFile(opening: path).runAsUser(sql)
    }
  }

  private static func launch(_ program: String, _ arguments: [String], input: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let stdin = Pipe(), complaints = Pipe()
    process.standardInput = stdin
    process.standardError = complaints
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let said = complaints.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Surprise("\(program): \(String(decoding: said, as: UTF8.self))")
    }
  }
}

/// The settings of a connection that change what SQLite tells triggers.
struct Switches: CaseIterable, Sendable, CustomStringConvertible {
  let foreignKeys: Bool
  let recursiveTriggers: Bool

  static let allCases = [true, false].flatMap { keys in
    [true, false].map { Switches(foreignKeys: keys, recursiveTriggers: $0) }
  }

  /// Both on or both off.
  var isExtreme: Bool { foreignKeys == recursiveTriggers }

  var pragmas: String {
    "PRAGMA foreign_keys = \(foreignKeys); PRAGMA recursive_triggers = \(recursiveTriggers);\n"
  }

  var description: String {
    "foreign_keys \(foreignKeys ? "on" : "off"), "
      + "recursive_triggers \(recursiveTriggers ? "on" : "off")"
  }
}

/// A shell that has begun to write and does not end its transaction until told.
final class OpenTransaction {
  private let process = Process()
  private let stdin = Pipe()

  init(_ sql: String, on path: String) throws {
    let answers = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [path]
    process.standardInput = stdin
    process.standardOutput = answers
    try process.run()
    stdin.fileHandleForWriting.write(Data("BEGIN IMMEDIATE;\n\(sql)\nSELECT 'begun';\n".utf8))
    guard !answers.fileHandleForReading.availableData.isEmpty else {
      throw Surprise("the shell did not begin")
    }
  }

  func commit() throws {
    stdin.fileHandleForWriting.write(Data("COMMIT;\n".utf8))
    try stdin.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
