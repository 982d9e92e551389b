import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Testing

/// A collaboration that was founded on an ordinary database: the coordinator and Vik.
final class ExistingCollaboration {
  let post: ExistingPost
  let region: Replica
  let vik: Replica
  let report: SealReport

  /// Makes the database with SQLite's own shell, takes it under sync and lets Vik join.
  init(_ schema: String, _ data: String, rules: String? = nil) throws {
    post = try ExistingPost()
    let existing = try post.database(schema, data)
    let founded = try Replica.found(
      post.plan, from: existing, rules: rules.map { Array($0.utf8) },
      at: post.path("region.sqlite"), workplace: post.workplace)
    (region, report) = founded
    let joined = try Replica.join(
      charter: try region.charter().document, from: "charter.json",
      member: try TestCollaboration.member("vik").id, at: post.path("vik.sqlite"),
      workplace: post.workplace)
    vik = joined.replica
    _ = try region.admit([joined.request])
    try exchange()
  }

  /// Bundles both ways until nobody has anything new.
  func exchange() throws {
    for _ in 0..<3 {
      try send(from: region, to: vik)
      try send(from: vik, to: region)
    }
  }

  private func send(from sender: Replica, to receiver: Replica) throws {
    let folder = post.path("post-\(UUID().uuidString.prefix(8))")
    let sent = try sender.export(to: [receiver.identity.member], into: folder, form: .compressed)
    let received = try receiver.importBundles(sent.files.map(\.path))
    #expect(received.refused.isEmpty, "\(received.refused)")
  }

  /// Checks what must hold of two replicas that have heard everything.
  func expectAgreement(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try region.digest() == vik.digest(), sourceLocation: sourceLocation)
    #expect(try region.shown() == vik.shown(), sourceLocation: sourceLocation)
    for replica in [region, vik] {
      // Runs foreign_key_check and integrity_check too.
      let findings = try replica.verify(scratch: post.folder).findings
      #expect(findings.isEmpty, "\(findings)", sourceLocation: sourceLocation)
    }
  }
}

/// A folder with databases of a test, and where keys are kept; it goes with the test.
final class ExistingPost {
  let folder = FileSystem.path(NSTemporaryDirectory(), "samband-existing-\(UUID().uuidString)")
  let workplace: Workplace

  init() throws {
    try FileSystem.makeFolder(folder)
    workplace = Workplace(
      keys: KeyFolder(path: FileSystem.path(folder, "keys")), clock: TestClock())
  }

  deinit {
    // Absent is as good as removed.
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { FileSystem.path(folder, name) }

  /// The coordinator and Vik; the schema comes from the database.
  var plan: FoundingPlan {
    get throws {
      FoundingPlan(
        name: "Frå før", coordinator: try TestCollaboration.member("region"),
        members: [try TestCollaboration.member("vik")], schema: "")
    }
  }

  /// A database that knows nothing of Samband, made with SQLite's own shell.
  func database(_ scripts: String..., name: String = "existing.sqlite") throws -> String {
    _ = try shell(name, "PRAGMA foreign_keys = ON;\n" + scripts.joined(separator: "\n"))
    return path(name)
  }

  /// What SQLite's own shell prints for a script.
  @discardableResult
  func shell(_ name: String, _ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-bail", path(name)]
    let stdin = Pipe(), answers = Pipe()
    process.standardInput = stdin
    process.standardOutput = answers
    try process.run()
    stdin.fileHandleForWriting.write(Data(script.utf8))
    try stdin.fileHandleForWriting.close()
    let said = answers.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(script.prefix(200))")
    return String(decoding: said, as: UTF8.self)
  }
}
