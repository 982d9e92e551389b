import Exchange
import Foundation

/// Finds the replica that a command is about.
struct ReplicaFinder {
  /// Where the command was started.
  let surroundings: Surroundings

  /// The file named by `--replica`, by `SAMBAND_REPLICA`, or the only replica of the folder.
  func path(given: String?) throws -> String {
    if let path = given ?? surroundings.variable("SAMBAND_REPLICA") { return path }
    let candidates = try FileSystem.names(in: surroundings.folder)
      .filter { $0.lowercased().hasSuffix(".sqlite") }
      .filter { try Self.isReplica(FileSystem.path(surroundings.folder, $0)) }
    guard let first = candidates.first else { throw Failure.noReplicaHere(surroundings.folder) }
    guard candidates.count == 1 else { throw Failure.severalReplicas(candidates) }
    return first
  }

  /// Whether the file is an SQLite database with a table `samband_meta`.
  ///
  /// It is only read: opening it as a database would change a stranger's file. SQLite stores a
  /// table's kind, name and table name side by side, and the schema text of this small table never
  /// leaves its page.
  private static func isReplica(_ path: String) throws -> Bool {
    if FileSystem.isFolder(path) { return false }
    let content: Data
    do {
      content = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch let error as CocoaError {
      throw ExchangeError(.cannotRead, path, cause: error.localizedDescription)
    }
    return content.starts(with: Data("SQLite format 3\u{0}".utf8))
      && content.range(of: Data("tablesamband_metasamband_meta".utf8)) != nil
  }
}
