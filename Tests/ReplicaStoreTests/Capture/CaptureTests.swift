import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("Every edit by another program is captured")
struct CaptureTests {
  @Test("inserts, updates, deletes", arguments: CaptureCase.basics, Switches.allCases)
  func basics(edit: CaptureCase, switches: Switches) throws { try check(edit, switches) }

  @Test("rows that REPLACE takes away", arguments: CaptureCase.replacing, Switches.allCases)
  func replacing(edit: CaptureCase, switches: Switches) throws { try check(edit, switches) }

  @Test("upserts and ignored rows", arguments: CaptureCase.upserts, Switches.allCases)
  func upserts(edit: CaptureCase, switches: Switches) throws { try check(edit, switches) }

  @Test("foreign key actions and triggers", arguments: CaptureCase.cascades, Switches.allCases)
  func cascades(edit: CaptureCase, switches: Switches) throws { try check(edit, switches) }

  @Test("collations", arguments: CaptureCase.collations, Switches.allCases)
  func collations(edit: CaptureCase, switches: Switches) throws { try check(edit, switches) }

  @Test("unique indexes of every kind", arguments: CaptureCase.indexes, Switches.allCases)
  func indexes(edit: CaptureCase, switches: Switches) throws { try check(edit, switches) }

  /// The edit by each client, and what a second replica shows after it.
  private func check(_ edit: CaptureCase, _ switches: Switches) throws {
    for client in Client.allCases where client == .raw || switches.isExtreme {
      let post = try TestPost(edit.schema)
      let mine = try post.replica("laerdal")
      try mine.edit(edit.before, at: 1)
      try client.run(switches.pragmas + edit.edit, on: mine.path)
      let lines = try mine.seal(at: 2).flatMap(\.lines).sorted()
      #expect(lines == edit.lines(switches), "by \(client)")
      #expect(try mine.seal().isEmpty, "a second seal finds nothing")
      guard client == .raw else { continue }
      let theirs = try post.replica("vik")
      try theirs.receive(post.parcels(for: theirs))
      try expectAgreement([mine, theirs])
    }
  }
}
