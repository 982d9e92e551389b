import Foundation
import Testing

@testable import Exchange

/// A folder of its own with a file in it and a folder for private copies; removed with it.
private final class Desk {
  let folder = FileSystem.path(NSTemporaryDirectory(), "samband-desk-\(UUID().uuidString)")
  let temporary: String
  let file: String
  let size: Int

  init(size: Int = 3 << 20) throws {
    temporary = FileSystem.path(folder, "private")
    try FileSystem.makeFolder(temporary)
    file = FileSystem.path(folder, "x.samband.json")
    self.size = size
    try Data((0..<size).map { UInt8(truncatingIfNeeded: $0) }).write(to: URL(fileURLWithPath: file))
  }

  deinit {
    // Absent is as good as removed.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What is left in the folder for private copies.
  var leftovers: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: temporary) }
  }

  func append(_ bytes: [UInt8]) throws {
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seekToEnd()
    try handle.write(contentsOf: bytes)
    try handle.close()
  }

  /// Reads the file through a private copy; `interfere` runs after each piece with its number.
  func read(
    limit: Int = 64 << 20, interfere: (Int) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    var pieces = 0
    var failure: (any Error)?
    let bytes = try OutsideFile.opening(file).contents(limit: limit, in: temporary) {
      descriptor, start, count in
      let got = unsafe FileSystem.systemRead(descriptor, start, count)
      pieces += 1
      do { try interfere(pieces) } catch { failure = error }
      return got
    }
    if let failure { throw failure }
    return bytes
  }

  func code(_ interfere: (Int) throws -> Void) throws -> ExchangeError.Code? {
    do {
      _ = try read(interfere: interfere)
      return nil
    } catch let error as ExchangeError {
      return error.code
    }
  }
}

@Suite("A file from outside is what it was at one moment, or nothing")
struct OutsideFileTests {
  @Test("A private copy is made, in pieces, that nobody else can name, and nothing is left of it")
  func privateCopy() throws {
    let desk = try Desk()
    var looks = 0
    let bytes = try desk.read { _ in
      looks += 1
      let leftovers = try desk.leftovers
      #expect(leftovers.isEmpty)
    }
    #expect(bytes.count == desk.size && bytes[257] == 1)
    #expect(looks == 4, "three pieces and the end")
    #expect(try desk.leftovers.isEmpty)
  }

  @Test("An empty file is empty")
  func empty() throws {
    let desk = try Desk(size: 0)
    #expect(try desk.read().isEmpty)
  }

  @Test("What grows, shrinks, is written over or replaced while it is read is refused")
  func changing() throws {
    let growing = try Desk()
    #expect(try growing.code { if $0 == 1 { try growing.append([1]) } } == .changing)
    #expect(try growing.leftovers.isEmpty)

    let endless = try Desk()
    var pieces = 0
    let code = try endless.code {
      pieces = $0
      try endless.append([UInt8](repeating: 7, count: 1 << 20))
    }
    #expect(code == .changing && pieces < 6, "\(pieces) pieces")

    let shrinking = try Desk()
    #expect(try shrinking.code { if $0 == 1 { truncate(shrinking.file, 5) } } == .changing)

    let written = try Desk()
    let same = try written.code { piece in
      guard piece == 2 else { return }
      let handle = try #require(FileHandle(forWritingAtPath: written.file))
      try handle.write(contentsOf: [9])
      try handle.close()
    }
    #expect(same == .changing)
  }

  @Test("A file that another one replaces is read as it was: it is the descriptor that counts")
  func replaced() throws {
    let desk = try Desk()
    let bytes = try desk.read { piece in
      guard piece == 1 else { return }
      let other = FileSystem.path(desk.folder, "other")
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: other))
      rename(other, desk.file)
    }
    #expect(bytes.count == desk.size)
  }

  @Test(
    "A stick that is pulled out is told from a file that may not be read",
    arguments: [
      (EIO, ExchangeError.Code.interrupted), (ENODEV, .interrupted), (ENXIO, .interrupted),
      (ESTALE, .interrupted), (EACCES, .cannotRead), (EBADF, .cannotRead),
    ])
  func failingReads(number: Int32, code: ExchangeError.Code) throws {
    let desk = try Desk()
    var pieces = 0
    let error = #expect(throws: ExchangeError.self) {
      try OutsideFile.opening(desk.file).contents(limit: .max, in: desk.temporary) {
        descriptor, start, count in
        pieces += 1
        guard pieces > 2 else { return unsafe FileSystem.systemRead(descriptor, start, count) }
        errno = number
        return -1
      }
    }
    #expect(error?.code == code && error?.cause != nil)
    #expect(try desk.leftovers.isEmpty)
  }

  @Test("An interrupted call is made again")
  func interruptedCall() throws {
    let desk = try Desk()
    var calls = 0
    let bytes = try OutsideFile.opening(desk.file).contents(limit: .max, in: desk.temporary) {
      descriptor, start, count in
      calls += 1
      guard calls.isMultiple(of: 2) else {
        errno = EINTR
        return -1
      }
      return unsafe FileSystem.systemRead(descriptor, start, count)
    }
    #expect(bytes.count == desk.size)
  }

  @Test("What is too large is not copied, and a copy that finds no place says where")
  func noPlace() throws {
    let desk = try Desk()
    #expect(throws: ExchangeError.self) { try desk.read(limit: desk.size - 1) }
    let gone = FileSystem.path(desk.folder, "nowhere")
    let error = #expect(throws: ExchangeError.self) {
      try OutsideFile.opening(desk.file).contents(limit: .max, in: gone)
    }
    #expect(error?.code == .cannotWrite && error?.subjects == [gone])
  }

  @Test("A folder with very many files is refused before they are looked at")
  func manyFiles() throws {
    let desk = try Desk(size: 1)
    for index in 0..<40 {
      let path = FileSystem.path(desk.folder, "f\(index)")
      try Data().write(to: URL(fileURLWithPath: path))
    }
    #expect(try FileSystem.entries(of: desk.folder, limit: 42).count == 42)
    let error = #expect(throws: ExchangeError.self) {
      try FileSystem.entries(of: desk.folder, limit: 41)
    }
    #expect(error?.code == .tooManyFiles && error?.subjects == [desk.folder, "41"])
  }
}
