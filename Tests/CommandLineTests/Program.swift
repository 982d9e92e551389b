import Foundation

/// The built program, run as a person or a script would run it.
struct Program {
  /// What a run left behind.
  struct Outcome: CustomStringConvertible {
    /// The exit status.
    let status: Int32
    /// What was written to stdout.
    let output: String
    /// What was written to stderr.
    let errors: String

    var description: String { "exit \(status)\n\(output)\n\(errors)" }
  }

  /// The program, and where it finds its keys.
  let path: String
  /// The environment of every run.
  var environment: [String: String]

  /// Runs the program in a folder and waits for its end; stdin is empty.
  func run(_ arguments: [String], in folder: URL) throws -> Outcome {
    try Self.run(path, arguments, in: folder, environment: environment)
  }

  /// Runs any program; its streams go through files, so that no pipe can fill up.
  static func run(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String]
  ) throws -> Outcome {
    let streams = FileManager.default.temporaryDirectory
      .appendingPathComponent("samband-streams-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    let output = streams.appendingPathComponent("output")
    let errors = streams.appendingPathComponent("errors")
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

extension Program {
  /// The program beside the tests that run, or the one that `SAMBAND_BINARY` names.
  static func built(home: URL) throws -> Program {
    let inherited = ProcessInfo.processInfo.environment
    let environment = [
      "PATH": inherited["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
      "SAMBAND_HOME": home.path, "LANG": "en_GB.UTF-8", "TZ": "Europe/Oslo",
    ]
    if let given = inherited["SAMBAND_BINARY"] {
      return Program(path: given, environment: environment)
    }
    let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    let executables = [Bundle.main.executableURL].compactMap(\.self)
    let candidates = (bundles + executables).map {
      $0.deletingLastPathComponent().appendingPathComponent("samband").path
    }
    let found = candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { throw ProgramMissing(candidates: candidates) }
    return Program(path: found, environment: environment)
  }
}

/// The program is not where the tests look for it.
struct ProgramMissing: Error {
  let candidates: [String]
}
