import Foundation
import MergeAlgebra
import Testing

@testable import Exchange

@Suite("A folder full of traps")
struct HostileFolderTests {
  /// What the database of a replica is, byte for byte.
  private func content(_ replica: Replica) throws -> [Data?] {
    ["", "-wal"].map { suffix in
      FileManager.default.contents(atPath: replica.file.path + suffix)
    }
  }

  private func folder(_ town: TestCollaboration) throws -> String {
    let folder = town.path("stick")
    try FileSystem.makeFolder(folder)
    return folder
  }

  /// Makes something that is no ordinary file.
  private func make(_ kind: FileKind, at path: String) throws {
    switch kind {
    case .file: try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
    case .folder: try FileSystem.makeFolder(path)
    case .link: try #require(symlink("/etc/hostname", path) == 0)
    case .pipe: try #require(mkfifo(path, 0o600) == 0)
    case .device: try #require(symlink("/dev/zero", path) == 0)
    case .socket: close(try boundSocket(at: path))
    }
  }

  @Test(
    "What is no ordinary file is refused by name and by kind, and the others are taken in",
    arguments: [FileKind.link, .pipe, .device, .folder, .socket])
  func kinds(kind: FileKind) throws {
    let town = try TestCollaboration()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'Språkkafé')")
    let good = try town.bundle(from: town.laerdal, to: town.coordinator)
    let folder = try folder(town)
    let trap = FileSystem.path(folder, "a.samband.json")
    try make(kind, at: trap)
    try make(kind, at: FileSystem.path(folder, "noko-anna"))
    let before = try content(town.coordinator)
    let report = try town.coordinator.importBundles([folder])
    // A link is a link, whatever it leads to.
    let told = kind == .device ? "link" : kind.rawValue
    #expect(report.refused.map(\.error) == [ExchangeError(.notAFile, trap, told)])
    #expect(try content(town.coordinator) == before)
    if kind != .folder {
      let named = try town.coordinator.importBundles([trap])
      #expect(named.refused.map(\.error.code) == [.notAFile])
    }
    try FileManager.default.copyItem(
      atPath: good, toPath: FileSystem.path(folder, "z.samband.json"))
    let both = try town.coordinator.importBundles([folder])
    #expect(both.applied == 1 && both.refused.count == 1)
  }

  @Test("Devices and sockets are refused without being opened")
  func devices() throws {
    let town = try TestCollaboration()
    let report = try town.coordinator.importBundles(["/dev/zero"])
    #expect(report.refused.map(\.error) == [ExchangeError(.notAFile, "/dev/zero", "device")])
    let listening = FileSystem.path(try folder(town), "s.samband.json")
    let descriptor = try boundSocket(at: listening)
    defer { close(descriptor) }
    #expect(
      try town.coordinator.importBundles([listening]).refused.map(\.error)
        == [ExchangeError(.notAFile, listening, "socket")])
  }

  /// A socket with a name; its room for a path is short, so it is made in `/tmp` and moved.
  private func boundSocket(at path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let short = "/tmp/samband-\(UUID().uuidString.prefix(8))"
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(short.utf8)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size)
      }
    }
    try #require(status == 0 && rename(short, path) == 0)
    return descriptor
  }

  @Test("Names with characters that cannot be seen are refused; a picture with one is no matter")
  func names() throws {
    let town = try TestCollaboration()
    let bundle = try FileSystem.read(try town.bundle(from: town.laerdal, to: town.coordinator))
    let before = try content(town.coordinator)
    for hidden in ["\u{202E}", "\u{7}", "\n", "\u{1B}[2J", "\u{200F}", "\u{85}", "\u{2066}"] {
      let folder = town.path("stick-\(UUID().uuidString)")
      try FileSystem.makeFolder(folder)
      for name in ["x\(hidden)y.samband.json", "x\(hidden)nosj"] {
        try FileSystem.write(bundle, to: FileSystem.path(folder, name))
      }
      try FileSystem.write([0xFF, 0xD8], to: FileSystem.path(folder, "bilete\(hidden).jpg"))
      let report = try town.coordinator.importBundles([folder])
      #expect(report.refused.map(\.error.code) == [.deceptiveName, .deceptiveName])
      #expect(report.files.count == 3 && report.files[0].outcome == .foreign)
      let named = FileSystem.path(folder, "x\(hidden)y.samband.json")
      #expect(
        try town.coordinator.importBundles([named]).refused.map(\.error.code) == [.deceptiveName])
    }
    let nul = town.path("greeting") + "\0.samband.json"
    #expect(try town.coordinator.importBundles([nul]).refused.map(\.error.code) == [.deceptiveName])
    #expect(try content(town.coordinator) == before)
  }

  @Test("A name that is no UTF-8 is told of, not passed over, when it calls itself a bundle")
  func bytes() throws {
    let town = try TestCollaboration()
    let folder = try folder(town)
    for name in ["/x\u{1}.samband.json", "/x\u{1}.jpg"] {
      let path = (folder + name).utf8.map { CChar(bitPattern: $0 == 1 ? 0xFF : $0) } + [0]
      let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
      try #require(descriptor >= 0)
      close(descriptor)
    }
    let report = try town.coordinator.importBundles([folder])
    #expect(report.files.map(\.outcome).contains(.foreign))
    #expect(report.refused.map(\.error.code) == [.deceptiveName])
  }

  @Test("Hidden files and half written ones are left alone, and what a stopped export left goes")
  func hidden() throws {
    let town = try TestCollaboration()
    let bundle = try FileSystem.read(try town.bundle(from: town.laerdal, to: town.coordinator))
    let folder = try folder(town)
    let mine = town.laerdal.identity.replica.name
    let leftovers = [
      ".\(mine)-to-region-2026-W38-0001.samband.json.4194305.tmp",
      ".\(mine)-to-region-2026-W38-0002.samband.json.\(getpid()).tmp",
      ".vik-aaaaaaaa-to-region-2026-W38-0002.samband.json.4194305.tmp",
    ]
    for name in leftovers + ["._x.samband.json", ".x.samband.json"] {
      try FileSystem.write(bundle, to: FileSystem.path(folder, name))
    }
    #expect(try town.coordinator.importBundles([folder]).files.isEmpty)
    _ = try town.laerdal.export(into: folder, form: .plain)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!left.contains(leftovers[0]), "its process is gone")
    #expect(left.contains(leftovers[1]) && left.contains(leftovers[2]))
    #expect(left.contains(".x.samband.json"))
    let named = FileSystem.path(folder, ".x.samband.json")
    #expect(try town.coordinator.importBundles([named]).refused.isEmpty)
  }

  @Test("A large file that is no bundle is not read for it, one that calls itself one is too large")
  func large() throws {
    let town = try TestCollaboration()
    let folder = try folder(town)
    for name in ["film.mp4", "x.samband.json"] {
      let path = FileSystem.path(folder, name)
      try Data().write(to: URL(fileURLWithPath: path))
      try #require(truncate(path, 3 << 30) == 0)
    }
    let began = ContinuousClock.now
    let report = try town.coordinator.importBundles([folder])
    #expect(report.files.map(\.outcome).first == .foreign)
    #expect(report.refused.map(\.error.code) == [.tooLarge])
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test("Charters and requests come through the same door")
  func charters() throws {
    let town = try TestCollaboration()
    let link = town.path("charter.json")
    try #require(symlink(town.path("region.sqlite"), link) == 0)
    let error = #expect(throws: ExchangeError.self) { try FileSystem.readFromOutside(link) }
    #expect(error == ExchangeError(.notAFile, link, "link"))
    #expect(throws: ExchangeError.self) { try Inspection.inspect(link) }
  }
}
