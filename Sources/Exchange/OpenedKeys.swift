import BundleFormat
import MergeAlgebra
import Synchronization

/// The keys that a passphrase has opened, so that nobody is asked twice by one command.
final class OpenedKeys: Sendable {
  private let opened = Mutex<[ReplicaID: (file: [UInt8], keys: ReplicaKeys)]>([:])

  /// The keys that were in this very file; `nil` when it was not opened yet.
  func keys(of replica: ReplicaID, in file: [UInt8]) -> ReplicaKeys? {
    opened.withLock { $0[replica].flatMap { $0.file == file ? $0.keys : nil } }
  }

  /// Remembers what a file held.
  func remember(_ keys: ReplicaKeys, of replica: ReplicaID, in file: [UInt8]) {
    opened.withLock { $0[replica] = (file, keys) }
  }
}
