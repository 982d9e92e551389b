import Foundation
import Testing

/// The built program while it runs; ended when the test lets go of it.
final class RunningProgram {
  private let process = Process()
  private let output: URL
  private let errors: URL

  /// Starts the program in a workshop's folder, with its streams in files there.
  init(_ workshop: Workshop, _ arguments: String...) throws {
    output = workshop.folder.appendingPathComponent("running-output")
    errors = workshop.folder.appendingPathComponent("running-errors")
    for file in [output, errors] { try Data().write(to: file) }
    process.executableURL = URL(fileURLWithPath: workshop.program.path)
    process.arguments = arguments
    process.currentDirectoryURL = workshop.folder
    process.environment = workshop.program.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  /// Whether it runs.
  var isRunning: Bool { process.isRunning }

  /// What it has written to stdout so far.
  func lines() throws -> [Substring] {
    String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n")
  }

  /// Waits until what it has written is as told; fails after a while that is long for any computer.
  func wait(
    until isThere: ([Substring]) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for _ in 0..<600 {
      if isThere(try lines()) { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    let written = try lines()
    Issue.record("it never came; written was \(written)", sourceLocation: sourceLocation)
  }

  /// Sends a signal, 0 for none, and waits for the end.
  func end(_ signal: Int32 = SIGINT) throws -> Program.Outcome {
    if signal != 0 { kill(process.processIdentifier, signal) }
    // A program that does not stop must not stop the tests.
    for _ in 0..<600 where process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return Program.Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

extension Workshop {
  /// Runs the program on a terminal of its own, and Python statements meanwhile.
  ///
  /// These know it as `process`. What it writes to stdout and stderr is the output, with the terminal's
  /// line ends undone.
  func onTerminal(_ arguments: [String], meanwhile: String) throws -> Program.Outcome {
    let script = """
      import fcntl, os, pty, signal, subprocess, sys, termios, threading, time
      own, theirs = pty.openpty()
      process = subprocess.Popen(
          sys.argv[1:], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
          preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
      os.close(theirs)
      def show():
          while True:
              try:
                  piece = os.read(own, 65536)
              except OSError:
                  return
              sys.stdout.buffer.write(piece.replace(b"\\r\\n", b"\\n"))
      reader = threading.Thread(target=show)
      reader.start()
      \(meanwhile)
      try:
          process.wait(120)
      except subprocess.TimeoutExpired:
          process.kill()
          process.wait()
      reader.join()
      sys.exit(process.returncode)
      """
    var environment = program.environment
    environment["TERM"] = "xterm"
    return try Program.run(
      "/usr/bin/env", ["python3", "-c", script, program.path] + arguments, in: folder,
      environment: environment)
  }
}
