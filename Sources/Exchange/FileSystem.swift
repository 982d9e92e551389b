import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few things that are done to files, and how: the one place with POSIX calls.
public enum FileSystem {
  /// Reads a whole file.
  ///
  /// Errors: `noSuchFile`, `tooLarge`, `cannotRead`.
  public static func read(_ path: String, limit: Int = 512 << 20) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ExchangeError(.noSuchFile, path)
    }
    guard !isFolder.boolValue else {
      throw ExchangeError(.cannotRead, path, cause: "it is a folder")
    }
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      if let size = attributes[.size] as? Int, size > limit {
        throw ExchangeError(.tooLarge, path, cause: "it has \(size) bytes")
      }
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch let error as CocoaError {
      throw ExchangeError(.cannotRead, path, cause: reason(error))
    }
  }

  /// Writes a file that appears whole or not at all: a temporary file, fsync, rename.
  ///
  /// With `replacing` false an existing file is an error (`exists`). Errors: `cannotWrite`.
  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool = true, isSecret: Bool = false
  ) throws {
    if !replacing && FileManager.default.fileExists(atPath: path) {
      throw ExchangeError(.exists, path)
    }
    let temporary = "\(path).\(getpid()).tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(temporary, flags, isSecret ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      try writeAll(bytes, to: descriptor, path)
      guard fsync(descriptor) == 0 else { throw failure(path) }
      guard close(descriptor) == 0 else { throw failure(path) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
    try flushFolder(of: path)
  }

  /// Makes a folder and those above it; `isSecret` keeps others out.
  public static func makeFolder(_ path: String, isSecret: Bool = false) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: isSecret ? [.posixPermissions: 0o700] : nil)
    } catch let error as CocoaError {
      throw ExchangeError(.cannotWrite, path, cause: reason(error))
    }
  }

  /// The names in a folder, in byte order, without hidden ones.
  public static func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch let error as CocoaError {
      throw ExchangeError(.cannotRead, folder, cause: reason(error))
    }
  }

  /// Whether there is anything at the path.
  public static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether the path is a folder.
  public static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Who may do what with a file, as POSIX mode bits; `nil` where the system has none.
  static func permissions(of path: String) -> Int? {
    // Absent when the file is gone meanwhile, or the system has no such bits.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }

  /// How many bytes are free where a file is; `nil` when the system does not tell.
  static func freeBytes(at path: String) -> Int64? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    // Absent when the system does not tell.
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
  }

  /// A name inside a folder, as a path.
  public static func path(_ folder: String, _ name: String) -> String {
    URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(name).path
  }

  /// Removes a file if it is there.
  static func remove(_ path: String) throws {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch CocoaError.fileNoSuchFile {
      return
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw failure(path) }
        written += count
      }
    }
  }

  private static func systemWrite(
    _ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      return Glibc.write(descriptor, start, count)
    #else
      return Darwin.write(descriptor, start, count)
    #endif
  }

  private static func flushFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    // Some file systems (FAT on a stick) cannot flush a folder; the file itself is safe.
    if fsync(descriptor) != 0 && errno != EINVAL { throw failure(path) }
  }

  private static func failure(_ path: String) -> ExchangeError {
    ExchangeError(.cannotWrite, path, cause: String(cString: strerror(errno)))
  }

  private static func reason(_ error: CocoaError) -> String {
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error
    return (underlying ?? error).localizedDescription
  }
}
