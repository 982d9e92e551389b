import Foundation
import Testing

@Suite("Another program in the way")
struct BusyTests {
  @Test("75: a program that holds the write lock for longer than our patience")
  func busy() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
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
      workshop.folder.appendingPathComponent("vik.sqlite").path,
    ]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    defer {
      input.fileHandleForWriting.closeFile()
      holder.waitUntilExit()
    }
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    let outcome = try workshop.run("seal", "--replica", "vik.sqlite")
    #expect(outcome.status == 75, "\(outcome)")
    #expect(outcome.errors.contains("hint: Save and close"), "\(outcome)")
    let status = try workshop.run("status", "--replica", "vik.sqlite")
    #expect(status.status == 0, "looking must not wait: \(status)")
  }
}
