import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Bad input")
struct BadInputTests {
  /// What a database holds: every table of the file, ours included.
  private func content(_ replica: Replica) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [replica.file.path, ".dump"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private func refusal(_ replica: Replica, _ bytes: [UInt8], _ path: String) throws
    -> ExchangeError?
  {
    try FileSystem.write(bytes, to: path)
    return try replica.importBundles([path]).refused.first?.error
  }

  private func filledBundle() throws -> (TestCollaboration, [UInt8]) {
    let town = try TestCollaboration()
    try town.laerdal.file.runAsUser(
      "INSERT INTO measure(code, title, note, tags) VALUES ('T1', 'Språkkafé', 'før', '[\"a\"]')")
    let path = try town.bundle(from: town.laerdal, to: town.coordinator)
    return (town, try FileSystem.read(path))
  }

  @Test("a flipped bit anywhere is refused and the database stays what it was")
  func flippedBits() throws {
    let (town, bytes) = try filledBundle()
    let before = try content(town.coordinator)
    var random = SeededGenerator(seed: 20_260_938)
    for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 160)) {
      var altered = bytes
      altered[place] ^= 1 << UInt8(random.number(below: 8))
      let error = try refusal(town.coordinator, altered, town.path("x.samband.json"))
      #expect(error != nil, "byte \(place) of \(bytes.count)")
    }
    #expect(try content(town.coordinator) == before)
    #expect(try refusal(town.coordinator, bytes, town.path("x.samband.json")) == nil)
  }

  @Test("a bundle cut anywhere is refused and the database stays what it was")
  func truncated() throws {
    let (town, bytes) = try filledBundle()
    let before = try content(town.coordinator)
    for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
      let error = try refusal(
        town.coordinator, Array(bytes[..<count]), town.path("x.samband.json"))
      #expect(error != nil, "cut at \(count)")
    }
    #expect(try content(town.coordinator) == before)
  }

  @Test("hostile JSON is refused with line and column")
  func hostileJSON() throws {
    let (town, bytes) = try filledBundle()
    let text = String(decoding: bytes, as: UTF8.self)
    let rest = text.dropFirst()
    let cases: [(String, String)] = [
      ("duplicate member", "{\"format\":\"samband-bundle\",\(rest)"),
      ("deep nesting", "{\"x\":" + String(repeating: "[", count: 100_000)),
      (
        "huge number",
        text.replacing("\"version\":1,\"manifest\"", with: "\"version\":1e999,\"manifest\"")
      ),
      ("trailing bytes", text + "{}"),
      ("byte order mark", "\u{FEFF}" + text),
    ]
    for (name, document) in cases {
      let error = try refusal(
        town.coordinator, Array(document.utf8), town.path("x.samband.json"))
      #expect(
        error?.cause?.contains("line 1, column") == true, "\(name): \(String(describing: error))")
    }
    var invalid = bytes
    invalid[bytes.count / 2] = 0xFF
    let error = try refusal(town.coordinator, invalid, town.path("x.samband.json"))
    #expect(error?.code == .notABundle)
  }

  @Test("an unknown format version is named as such")
  func unknownVersion() throws {
    let (town, bytes) = try filledBundle()
    let newer = String(decoding: bytes, as: UTF8.self)
      .replacing("\"samband-bundle\",\"version\":1", with: "\"samband-bundle\",\"version\":2")
    let error = try refusal(town.coordinator, Array(newer.utf8), town.path("x.samband.json"))
    #expect(error?.code == .unknownVersion)
  }

  @Test("a bundle of another collaboration is refused with both names")
  func otherCollaboration() throws {
    let (town, _) = try filledBundle()
    let other = try TestCollaboration(name: "Ei anna samling")
    let path = try other.bundle(from: other.laerdal, to: other.coordinator)
    let report = try town.coordinator.importBundles([path])
    #expect(report.refused.first?.error.code == .wrongCollaboration)
    #expect(report.refused.first?.error.subjects.count == 3)
  }

  @Test("a replica that is not in the charter is refused")
  func unknownAuthor() throws {
    let town = try TestCollaboration()
    let charter = try town.coordinator.charter()
    let stranger = try Replica.join(
      charter: charter.document, from: "charter.json", member: town.vik.identity.member,
      at: town.path("stranger.sqlite"), workplace: town.vik.workplace)
    let path = try town.bundle(from: stranger.replica, to: town.coordinator)
    let report = try town.coordinator.importBundles([path])
    #expect(report.refused.first?.error.code == .unknownAuthor)
  }

  @Test("a bundle for another member is refused by name and passed over in a folder")
  func notForUs() throws {
    let town = try TestCollaboration()
    let path = try town.bundle(from: town.coordinator, to: town.vik)
    func bytes() throws -> [[UInt8]] {
      try ["", "-wal"].map { try FileSystem.read(town.laerdal.file.path + $0) }
    }
    let before = try bytes()
    #expect(try town.laerdal.importBundles([path]).refused.first?.error.code == .notForUs)
    #expect(try bytes() == before)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let report = try town.laerdal.importBundles([folder])
    #expect(report.refused.isEmpty)
    #expect(report.files.map(\.outcome) == [.notForUs([town.vik.identity.member])])
  }

  @Test("an empty folder, foreign files and our own bundle are told of, not refused")
  func harmlessFiles() throws {
    let town = try TestCollaboration()
    let folder = town.path("stick")
    try FileSystem.makeFolder(folder)
    #expect(try town.laerdal.importBundles([folder]).files.isEmpty)
    try FileSystem.write(Array("hei".utf8), to: FileSystem.path(folder, "notat.txt"))
    try FileSystem.write(Array("[1]".utf8), to: FileSystem.path(folder, "anna.json"))
    let own = try town.bundle(from: town.laerdal, to: town.coordinator)
    let report = try town.laerdal.importBundles([folder, own])
    #expect(report.files.map(\.outcome) == [.foreign, .foreign, .own])
    #expect(throws: ExchangeError.self) {
      try town.laerdal.importBundles([town.path("finst-ikkje")])
    }
  }

  @Test("an older charter is never taken, and one that skips a version is told of")
  func charterVersions() throws {
    let town = try TestCollaboration()
    let founding = try town.coordinator.file.read { try $0.charters() }[0]
    let stale = try town.bundle(from: town.coordinator, to: town.laerdal)
    let second = try Replica.join(
      charter: founding.document, from: "charter.json", member: town.vik.identity.member,
      at: town.path("second.sqlite"), workplace: town.vik.workplace)
    #expect(try town.coordinator.admit([second.request]).charter.version == 3)
    try town.exchangeAll()
    #expect(try town.laerdal.importBundles([stale]).refused.isEmpty)
    #expect(try town.laerdal.charter().charter.version == 3)

    let late = try Replica.join(
      charter: founding.document, from: "charter.json", member: town.laerdal.identity.member,
      at: town.path("late.sqlite"), workplace: town.laerdal.workplace)
    let newest = try town.bundle(from: town.coordinator, to: town.laerdal)
    let error = try late.replica.importBundles([newest]).refused.first?.error
    #expect(error?.code == .charterGap && error?.subjects.last == "2")
  }
}
