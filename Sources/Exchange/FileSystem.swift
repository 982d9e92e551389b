import Foundation

/// The few things that are done to files, and how: its extensions and `OutsideFile` are the one
/// place with POSIX calls.
public enum FileSystem {
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
    try entries(of: folder).filter(\.isReachable).map(\.name)
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

  /// What the system calls the computer, the same as long as it is not set up anew.
  static var machineIdentifier: String? {
    #if canImport(Darwin)
      var identifier = [UInt8](repeating: 0, count: 16)
      var patience = timespec(tv_sec: 5, tv_nsec: 0)
      guard gethostuuid(&identifier, &patience) == 0 else { return nil }
      return identifier.map { String($0, radix: 16) }.joined(separator: "-")
    #else
      for path in ["/etc/machine-id", "/var/lib/dbus/machine-id"] {
        // Absent where the system has none, such as in some containers.
        let bytes = try? read(path, limit: 1_024)
        let text = String(decoding: bytes ?? [], as: UTF8.self)
          .trimmingCharacters(in: .whitespacesAndNewlines)
        if !text.isEmpty && text != "uninitialized" { return text }
      }
      return nil
    #endif
  }

  /// Removes a file if it is there.
  static func remove(_ path: String) throws {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch CocoaError.fileNoSuchFile {
      return
    }
  }

  static func reason(_ error: CocoaError) -> String {
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error
    return (underlying ?? error).localizedDescription
  }
}
