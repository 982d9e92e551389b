import Foundation

/// The checkout under test, read from disk.
///
/// The root is found from this file's place; `SAMBAND_ROOT` overrides it for builds that see the
/// tests through a link.
enum RepositoryTree {
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["SAMBAND_ROOT"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
  }()

  /// Folders that tools write and git ignores: nothing in them is ours.
  static func isGenerated(_ name: String) -> Bool {
    let names: Set = [".git", ".build", ".swiftpm", "DerivedData", "__pycache__"]
    return names.contains(name) || name.hasPrefix(".build-") || name.hasSuffix(".xcodeproj")
  }

  /// The names in one folder, sorted, without what tools generate.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      .filter { !isGenerated($0) }
      .sorted()
  }

  /// The names of the folders directly in one folder, sorted.
  static func folders(in folder: String) throws -> [String] {
    try names(in: folder).filter { isFolder("\(folder)/\($0)") }
  }

  /// The paths, relative to the root, of all regular files below a folder, sorted by folder.
  static func files(below folder: String = "") throws -> [String] {
    var found: [String] = []
    for name in try names(in: folder) {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if isFolder(path) {
        found += try files(below: path)
      } else {
        found.append(path)
      }
    }
    return found
  }

  /// The Swift files below the given folders.
  static func swiftFiles(below folders: String...) throws -> [TextFile] {
    try folders.flatMap { try files(below: $0) }
      .filter { $0.hasSuffix(".swift") }
      .map(text)
  }

  /// A file's content; bytes that are not UTF-8 read as replacement characters.
  static func text(_ path: String) throws -> TextFile {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return TextFile(path: path, content: String(decoding: data, as: UTF8.self))
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.appendingPathComponent(path).path)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: root.appendingPathComponent(path).path, isDirectory: &isDirectory)
    return exists && isDirectory.boolValue
  }
}
