import BundleFormat
import Exchange
import Foundation
import MergeAlgebra

/// A new recovery key, and the file that it is written to.
struct RecoveryOutput {
  /// The file.
  let path: String
  /// The key.
  let key: SigningKey

  /// Draws a key for a file that is not there yet and not among the other keys.
  ///
  /// Errors: `exists`, `noSuchFolder`, `recoveryKeyAmongKeys`.
  init(path: String, _ workplace: Workplace) throws {
    try Found.checkRoom(for: path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath()
    let keys = URL(fileURLWithPath: workplace.keys.path).resolvingSymlinksInPath()
    if folder.path == keys.path || folder.path.hasPrefix(keys.path + "/") {
      throw Failure.recoveryKeyAmongKeys(keys.path)
    }
    self.path = path
    key = try RecoveryKey.draw(in: workplace)
  }

  /// Writes it.
  func write(of collaboration: CollaborationID) throws {
    try RecoveryKey(of: collaboration, key).write(to: path)
  }
}
