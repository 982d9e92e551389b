import Exchange
import Foundation
import Testing

/// What a run took.
struct Expense {
  /// The exit status.
  let status: Int
  /// The most memory it held at once, in KiB.
  let kilobytes: Int
  /// What it wrote to stderr.
  let errors: String
}

extension Workshop {
  /// The bytes of a replica's file and of what SQLite has not moved into it yet.
  func bytes(of member: String) -> [Data?] {
    ["", "-wal"].map {
      FileManager.default.contents(atPath: folder.path + "/\(member).sqlite" + $0)
    }
  }

  /// Runs the program and measures its memory; `nil`, with a line that says so, without Python.
  func measured(_ arguments: String...) throws -> Expense? {
    let script = """
      import resource, subprocess, sys
      run = subprocess.run(sys.argv[1:], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
      used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
      sys.stdout.write(f"{run.returncode} {used}")
      sys.stderr.buffer.write(run.stderr)
      """
    let outcome = try Program.run(
      "/usr/bin/env", ["python3", "-c", script, program.path] + arguments, in: folder,
      environment: program.environment)
    let words = outcome.output.split(separator: " ").compactMap { Int($0) }
    guard outcome.status == 0, words.count == 2 else {
      print("skipped: memory is not measured without python3")
      return nil
    }
    return Expense(status: words[0], kilobytes: words[1], errors: outcome.errors)
  }

  /// Runs a shell command and expects it to end well.
  func shell(_ command: String) throws {
    let outcome = try runShell(command)
    try #require(outcome.status == 0, "\(command): \(outcome)")
  }

  /// Mounts a small file system of its own, which `unmount` takes away; false, with a line that says
  /// so, where that is not allowed.
  func mount(_ name: String, kilobytes: Int) throws -> Bool {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    let outcome = try runShell("mount -t tmpfs -o size=\(kilobytes)k,mode=755 tmpfs \(name)")
    if outcome.status != 0 { print("skipped: only root can mount a small stick") }
    return outcome.status == 0
  }

  /// Takes a file system away.
  func unmount(_ name: String) throws { try shell("umount \(name)") }
}
