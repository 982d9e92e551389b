import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore

/// One of the eight who take part: a replica, and the other program that its people use.
struct DemoTown {
  let member: Member
  let replica: Replica
  let clock: DemoClock

  /// Runs SQL in the `sqlite3` shell where there is one, else over a connection of its own.
  ///
  /// The story is set in September 2026; the journal tells today's time, so it is put back.
  func edit(_ sql: String) throws {
    if let shell = Self.shell {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: shell)
      process.arguments = ["-bail", replica.file.path]
      let input = Pipe()
      process.standardInput = input
      try process.run()
      input.fileHandleForWriting.write(Data("PRAGMA foreign_keys = ON;\n\(sql)\n".utf8))
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw ExchangeError(.storage, replica.file.path, cause: "sqlite3 refused: \(sql)")
      }
    } else {
      try replica.file.runAsUser(sql)
    }
    try replica.setJournalTime(clock.now)
  }

  private static let shell = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}
