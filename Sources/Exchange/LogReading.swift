import BundleFormat
import MergeAlgebra
import ReplicaStore

/// A change set of the log, read again.
struct LoggedSet {
  /// As the log keeps it.
  let entry: LogEntry
  /// Its head and rows.
  let set: SignedChangeSet
  /// All that its author had seen.
  let seen: VersionVector
}

extension Operation {
  /// Reads the applied change sets, each after all that its author had seen, until `body` says false.
  ///
  /// Errors: `storage` when one does not read.
  func eachLogged(_ body: (LoggedSet) throws -> Bool) throws {
    struct Enough: Error {}
    var contexts: [StreamID: VersionVector] = [:]
    do {
      try transaction.eachApplied { entry in
        let set = try opened(entry)
        let stream = entry.dot.stream
        var context = contexts[stream] ?? VersionVector()
        context.merge(set.head.contextDifference)
        contexts[stream] = context
        if let previous = set.head.previous, entry.dot.number > 1 {
          context[stream] = VersionVector.Position(number: entry.dot.number - 1, head: previous)
        }
        guard try body(LoggedSet(entry: entry, set: set, seen: context)) else { throw Enough() }
      }
    } catch is Enough {
      return
    }
  }

  /// Reads a change set of the log.
  ///
  /// Errors: `storage`.
  func opened(_ entry: LogEntry) throws -> SignedChangeSet {
    do {
      return try SignedChangeSet(reading: Gzip.inflate(entry.body).bytes)
    } catch {
      throw ExchangeError(.storage, replica.file.path, cause: error.description)
    }
  }

  /// The change set with this name, as people copied it from a list.
  ///
  /// Errors: `unknownChangeSet`.
  func entry(named name: String) throws -> LogEntry {
    guard let dot = Dot(name), let entry = try transaction.entry(dot) else {
      throw ExchangeError(.unknownChangeSet, name)
    }
    return entry
  }
}
