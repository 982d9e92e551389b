import Exchange
import Foundation

/// A folder of our own among the computer's temporary ones.
struct ScratchFolder {
  /// Where it is.
  let path: String

  /// Makes the folder, closed to others.
  init() throws {
    let name = "samband-\(UUID().uuidString.lowercased())"
    path = FileSystem.path(FileManager.default.temporaryDirectory.path, name)
    try FileSystem.makeFolder(path, isSecret: true)
  }

  /// Removes the folder with what is in it; says so when that fails.
  func remove(_ console: Console) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      console.note(.leftBehind(path))
    }
  }
}
