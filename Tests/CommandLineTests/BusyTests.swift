import Foundation
import Testing

@Suite("Another program in the way")
struct BusyTests {
  @Test("75: a program that holds the write lock for longer than our patience")
  func busy() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    let holder = try hold(workshop.folder.appendingPathComponent("vik.sqlite"))
    defer { holder.letGo() }
    let outcome = try workshop.run("seal", "--replica", "vik.sqlite")
    #expect(outcome.status == 75, "\(outcome)")
    #expect(outcome.errors.contains("hint: Save and close"), "\(outcome)")
    let status = try workshop.run("status", "--replica", "vik.sqlite")
    #expect(status.status == 0, "\(status)")
  }

  private func hold(_ file: URL) throws -> Holder {
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    holder.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys
      connection = sqlite3.connect(sys.argv[1], isolation_level=None)
      connection.execute("BEGIN IMMEDIATE")
      print("held", flush=True)
      sys.stdin.read()
      """,
      file.path,
    ]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    #expect(output.fileHandleForReading.availableData.starts(with: Data("held".utf8)))
    return Holder(process: holder, input: input)
  }
}

/// A program that holds a write lock until it is told to let go.
private struct Holder {
  let process: Process
  let input: Pipe

  func letGo() {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }
}
