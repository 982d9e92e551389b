import BundleFormat
import Foundation
import MergeAlgebra
import Testing

@testable import Exchange

@Suite("Limits hold on the way in, before anything is believed")
struct LimitTests {
  /// A limit that an honest bundle of the test breaks when it is set so.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let form: BundleForm
    let set: @Sendable (inout Limits) -> Void

    init(
      _ name: String, _ form: BundleForm = .plain, _ set: @escaping @Sendable (inout Limits) -> Void
    ) {
      testDescription = "\(name), \(form)"
      self.form = form
      self.set = set
    }
  }

  static let cases: [Case] = [
    Case("file size") { $0.fileBytes = 1_000 },
    Case("file size", .compressed) { $0.fileBytes = 500 },
    Case("file size", .encrypted) { $0.fileBytes = 500 },
    Case("unpacked size", .compressed) { $0.unpackedBytes = 4_000 },
    Case("unpacked size", .encrypted) { $0.unpackedBytes = 4_000 },
    Case("ratio", .compressed) {
      $0.ratio = 1
      $0.unpackedBytesAtAnyRatio = 1_000
    },
    Case("ratio", .encrypted) {
      $0.ratio = 1
      $0.unpackedBytesAtAnyRatio = 1_000
    },
    Case("compressed parts", .compressed) { $0.changeSets = 0 },
    Case("nesting") { $0.depth = 6 },
    Case("nesting", .encrypted) { $0.depth = 6 },
    Case("rows of a change set") { $0.rows = 2 },
    Case("name length") { $0.nameLength = 5 },
    Case("note length") { $0.noteLength = 5 },
    Case("value length") { $0.valueLength = 400 },
    Case("change sets") { $0.changeSets = 1 },
    Case("streams of a vector") { $0.streams = 0 },
    Case("members and charters") { $0.participants = 1 },
    Case("columns") { $0.columns = 1 },
  ]

  private func town() throws -> TestCollaboration {
    let town = try TestCollaboration()
    for index in 1...3 {
      try town.laerdal.file.runAsUser(
        """
        INSERT INTO measure(code, title, note) VALUES
          ('A\(index)', 'Ein', 'x'), ('B\(index)', 'To', 'y'), ('C\(index)', 'Tre', '\(
            String(repeating: "z", count: 500))')
        """)
      try town.laerdal.seal(note: "veke 38, dag \(index)")
    }
    return town
  }

  /// The coordinator's replica with other limits.
  private func reader(
    _ town: TestCollaboration, _ set: (inout Limits) -> Void
  ) throws -> Replica {
    var workplace = town.coordinator.workplace
    set(&workplace.limits)
    return try Replica(opening: town.coordinator.file.path, workplace: workplace)
  }

  private func content(_ replica: Replica) -> [Data?] {
    ["", "-wal"].map { FileManager.default.contents(atPath: replica.file.path + $0) }
  }

  @Test("Each limit refuses, and leaves the database byte for byte", arguments: cases)
  func refused(limit: Case) throws {
    let town = try town()
    let path = try town.bundle(from: town.laerdal, to: town.coordinator, form: limit.form)
    let strict = try reader(town, limit.set)
    let before = content(strict)
    let report = try strict.importBundles([path])
    #expect(report.refused.map(\.error.code) == [.tooLarge], "\(report.refused)")
    #expect(report.refused.first?.error.cause != nil)
    #expect(content(strict) == before)
    #expect(try town.coordinator.importBundles([path]).applied == 3)
  }

  @Test(
    "With limits that just fit everything is taken in",
    arguments: [
      BundleForm.plain, .compressed, .encrypted,
    ])
  func fitting(form: BundleForm) throws {
    let town = try town()
    let path = try town.bundle(from: town.laerdal, to: town.coordinator, form: form)
    let size = try FileSystem.read(path).count
    let fair = try reader(town) {
      $0.fileBytes = size
      $0.unpackedBytes = 64 << 10
      $0.ratio = 20
      $0.unpackedBytesAtAnyRatio = 0
      $0.depth = 16
      $0.rows = 3
      $0.nameLength = 160
      $0.noteLength = 64
      $0.valueLength = 4 << 10
      $0.changeSets = 3
      $0.streams = 2
      $0.participants = 3
      $0.columns = 8
    }
    let report = try fair.importBundles([path])
    #expect(report.applied == 3 && report.refused.isEmpty, "\(report.refused)")
  }

  @Test(
    "The limits as they are, each met by something that was altered to break it",
    arguments: [
      ("\"note\":\"veke 38, dag 1\"", "\"note\":\"" + String(repeating: "n", count: 4_097) + "\""),
      ("\"title\"", "\"" + String(repeating: "t", count: 256) + "\""),
      ("\"Ein\"", String(repeating: "[", count: 65) + String(repeating: "]", count: 65)),
      ("\"part\":[1,1]", "\"part\":[1,1000001]"),
      (
        "\"version\":1,\"manifest\"",
        "\"version\":" + String(repeating: "1", count: 1_025) + ",\"manifest\""
      ),
    ])
  func standard(old: String, new: String) throws {
    let town = try town()
    let path = try town.bundle(from: town.laerdal, to: town.coordinator)
    let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
    try #require(text.contains(old), "the bundle has no \(old)")
    try FileSystem.write(Array(text.replacing(old, with: new).utf8), to: path)
    let report = try town.coordinator.importBundles([path])
    #expect(report.refused.map(\.error.code) == [.tooLarge], "\(report.refused)")
  }

  @Test("A plain bundle does not make a sender forget narrower circles")
  func plainWord() throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO figure(kommune, week, n) VALUES ('laerdal', 'W1', 7)")
    let first = try town.bundle(from: town.laerdal, to: town.coordinator, form: .encrypted)
    #expect(try town.coordinator.importBundles([first]).applied == 1)
    for form in [BundleForm.encrypted, .plain, .compressed] {
      let answer = try town.bundle(from: town.coordinator, to: town.laerdal, form: form)
      #expect(try town.laerdal.importBundles([answer]).refused.isEmpty)
      let next = try town.laerdal.export(into: town.path("ut-\(form)"))
      #expect(next.files.map(\.changeSets) == [0], "after a bundle that was \(form)")
    }
  }
}
