import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What lies at a path.
public enum FileKind: String, Sendable, CaseIterable {
  /// An ordinary file.
  case file
  /// A folder.
  case folder
  /// A link to something else.
  case link
  /// A pipe with a name, which keeps its reader waiting.
  case pipe
  /// A socket.
  case socket
  /// A device, such as `/dev/zero`.
  case device

  /// What the mode bits say.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }
}

/// A name in a folder.
struct FolderEntry: Equatable, Sendable {
  /// The name; bytes that are no UTF-8 are replaced.
  let name: String
  /// What it is; `nil` when it went away meanwhile.
  let kind: FileKind?
  /// Whether a file can be opened by the name: it is UTF-8.
  let isReachable: Bool
}

extension FileSystem {
  /// How many names of a folder are looked at.
  static let greatestListing = 200_000

  /// What lies at a path, a link not followed; `nil` when nothing does.
  static func kind(of path: String) -> FileKind? {
    guard !path.utf8.contains(0) else { return nil }
    var facts = stat()
    return lstat(path, &facts) == 0 ? FileKind(mode: facts.st_mode) : nil
  }

  /// What is in a folder, in byte order of the names, without hidden files.
  ///
  /// Hidden are names that begin with a dot: what systems leave on sticks, and our own files while they
  /// are being written. Errors: `noSuchFile`, `cannotRead`, `interrupted`, `tooManyFiles`.
  static func entries(of folder: String, limit: Int = greatestListing) throws -> [FolderEntry] {
    guard let stream = opendir(folder) else { throw readingFailure(folder) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw readingFailure(folder) }
        break
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        Array(bytes.prefix { $0 != 0 })
      }
      guard name.first != UInt8(ascii: ".") else { continue }
      names.append(name)
      guard names.count <= limit else { throw ExchangeError(.tooManyFiles, folder, String(limit)) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map { bytes in
      let name = String(decoding: bytes, as: UTF8.self)
      let isReachable = name.utf8.elementsEqual(bytes)
      let kind = isReachable ? Self.kind(of: path(folder, name)) : .file
      return FolderEntry(name: name, kind: kind, isReachable: isReachable)
    }
  }
}
