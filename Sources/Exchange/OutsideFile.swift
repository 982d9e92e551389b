import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that somebody else may have made and may still change: from a stick, a mailbox, a shared
/// folder.
///
/// It is opened without following a link and without waiting for a pipe, looked at through its
/// descriptor, and copied to a private file. Only the copy is read: what was checked cannot be
/// exchanged for something else afterwards.
struct OutsideFile: ~Copyable {
  /// Reads from a descriptor as POSIX `read` does; tests put a failing stick in its place.
  typealias Read = (Int32, UnsafeMutableRawPointer, Int) -> Int

  private static let pieceLength = 1 << 20

  private let path: String
  private let descriptor: Int32
  private let facts: FileFingerprint

  /// Opens an ordinary file and nothing else.
  ///
  /// A name with characters that cannot be seen is refused, unless it is only looked at. Errors:
  /// `noSuchFile`, `notAFile`, `deceptiveName`, `cannotRead`, `interrupted`.
  static func opening(_ path: String, evenIfDeceptive: Bool = false) throws -> OutsideFile {
    let isPlain = evenIfDeceptive || VisibleText.isPlain(path.split(separator: "/").last ?? "")
    guard isPlain && !path.utf8.contains(0) else { throw ExchangeError(.deceptiveName, path) }
    // Opening a device can be an act by itself, such as rewinding a tape.
    if let kind = FileSystem.kind(of: path), kind != .file {
      throw ExchangeError(.notAFile, path, kind.rawValue)
    }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystem.readingFailure(path) }
    return OutsideFile(path, descriptor, try facts(of: descriptor, path))
  }

  private init(_ path: String, _ descriptor: Int32, _ facts: FileFingerprint) {
    self.path = path
    self.descriptor = descriptor
    self.facts = facts
  }

  /// What an open file is; closes one that is no ordinary file.
  private static func facts(of descriptor: Int32, _ path: String) throws -> FileFingerprint {
    do {
      let facts = try FileFingerprint(of: descriptor, path)
      guard facts.kind == .file else {
        throw ExchangeError(.notAFile, path, facts.kind.rawValue)
      }
      return facts
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// The first bytes, at most so many.
  func beginning(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(descriptor, &bytes, count, 0)
    guard got >= 0 else { throw FileSystem.readingFailure(path) }
    return Array(bytes[..<got])
  }

  /// The whole file as it was at one moment.
  ///
  /// Errors: `tooLarge`, `changing` when somebody wrote to it meanwhile, `interrupted` and
  /// `cannotRead` when it ends in a failure, `cannotWrite` and `noRoom` for the private copy.
  func contents(
    limit: Int, in temporary: String = NSTemporaryDirectory(),
    read: Read = FileSystem.systemRead
  ) throws -> [UInt8] {
    guard facts.size <= limit else {
      throw ExchangeError(.tooLarge, path, cause: "it has \(facts.size) bytes")
    }
    let copy = try PrivateFile(in: temporary)
    let descriptor = descriptor
    var piece = [UInt8](repeating: 0, count: min(Self.pieceLength, facts.size + 1))
    var count = 0
    while true {
      let got = piece.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { unsafe read(descriptor, $0, buffer.count) } ?? 0
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw FileSystem.readingFailure(path) }
      if got == 0 { break }
      count += got
      // One that grows without end is given up here.
      guard count <= facts.size else { throw ExchangeError(.changing, path) }
      try copy.append(piece[..<got])
    }
    guard count == facts.size, try FileFingerprint(of: descriptor, path) == facts else {
      throw ExchangeError(.changing, path)
    }
    return try copy.contents(count)
  }
}

/// What a file is and how it was when it was opened.
private struct FileFingerprint: Equatable {
  let kind: FileKind
  let size: Int
  private let device: UInt64
  private let number: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  init(of descriptor: Int32, _ path: String) throws {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw FileSystem.readingFailure(path) }
    kind = FileKind(mode: facts.st_mode)
    size = Int(facts.st_size)
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    number = UInt64(truncatingIfNeeded: facts.st_ino)
    #if canImport(Darwin)
      let written = facts.st_mtimespec
    #else
      let written = facts.st_mtim
    #endif
    seconds = written.tv_sec
    nanoseconds = written.tv_nsec
  }
}

/// A file that nobody else can see, and that is gone when the program is, however it ends: its
/// name is removed as soon as it is open.
private struct PrivateFile: ~Copyable {
  private let descriptor: Int32
  private let folder: String

  init(in temporary: String) throws {
    var template = Array(FileSystem.path(temporary, "samband-XXXXXX").utf8CString)
    // Makes the folder for its owner only.
    guard mkdtemp(&template) != nil else { throw FileSystem.writingFailure(temporary) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = FileSystem.path(folder, "copy")
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let opened = open(path, flags, 0o600)
    let failure = opened < 0 ? FileSystem.writingFailure(temporary) : nil
    unlink(path)
    rmdir(folder)
    if let failure { throw failure }
    descriptor = opened
    self.folder = temporary
  }

  deinit { close(descriptor) }

  func append(_ bytes: ArraySlice<UInt8>) throws {
    try FileSystem.writeAll(bytes, to: descriptor, folder)
  }

  func contents(_ count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(filled))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else { throw FileSystem.readingFailure(folder) }
        filled += got
      }
    }
  }
}
