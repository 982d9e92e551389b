import BundleFormat
import MergeAlgebra

extension KeyFolder {
  /// The keys in the folder that can be read, in the order of their names.
  func keysAtHand() throws -> [(replica: ReplicaID, keys: ReplicaKeys)] {
    guard FileSystem.isFolder(path) else { return [] }
    let ending = ".key.json"
    return try FileSystem.names(in: path).compactMap { name in
      guard name.hasSuffix(ending), let replica = ReplicaID(String(name.dropLast(ending.count)))
      else { return nil }
      do {
        return (replica, try keys(of: replica))
      } catch is ExchangeError {
        // A key that is damaged or locked opens nothing; others may.
        return nil
      }
    }
  }
}
