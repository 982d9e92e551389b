import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Something that `doctor` noticed about a replica or the computer that it is on.
public enum Symptom: Equatable, Sendable {
  /// The key is not on this computer: its path.
  case keyMissing(String)
  /// Others on this computer may read the key: its path.
  case keyReadableByOthers(String)
  /// The clock is before the newest change set by so many milliseconds; whose it is.
  case clockBehind(Int64, ReplicaID)
  /// The clock is so many milliseconds after the last that was heard of anybody else.
  case clockAhead(Int64)
  /// The replica has made change sets on several computers: where that is remembered.
  case onSeveralMachines(String)
  /// The file has fewer change sets of its own stream than have been made.
  case olderThanItself(StreamID, here: Int64, made: Int64)
  /// A newer charter that cannot come into force.
  case charterWaits(WaitingCharter)
  /// Edits of a table are not captured.
  case captureMissing(String)
  /// A trigger of the user's on a table.
  case ownTrigger(String, table: String)
  /// So many bytes are free, and so many the next import may need.
  case littleSpace(free: Int64, needed: Int64)
  /// SQLite journals otherwise than a replica is made.
  case journalMode(String)
  /// What SQLite's integrity check finds.
  case database(String)
  /// So many rows refer to one that is not there, the first of them; whether edits are unsealed.
  case dangling(Int, String, isUnsealed: Bool)
  /// So many change sets wait; what for.
  case parked(Int, [MissingRange])
  /// Nothing has been heard of a replica since then, in milliseconds; `nil` when never.
  case unheard(ReplicaID, since: Int64?)

  /// Whether it is merely worth knowing.
  public var isHarmless: Bool {
    switch self {
    case .ownTrigger, .journalMode: true
    default: false
    }
  }
}

/// What `doctor` looked at and noticed.
public struct HealthReport: Sendable {
  /// How the file is made.
  public let facts: FileFacts
  /// How many bytes are free where the file is; `nil` when the system does not tell.
  public let freeBytes: Int64?
  /// What it noticed.
  public let symptoms: [Symptom]
}

extension Replica {
  /// Looks for what commonly goes wrong, in the replica and around it; changes nothing.
  ///
  /// Reads the whole file (SQLite's integrity and foreign key checks).
  public func examine() throws -> HealthReport {
    let status = try status()
    let free = FileSystem.freeBytes(at: file.path)
    return try read { operation in
      let transaction = operation.transaction
      let facts = try transaction.fileFacts()
      let size = facts.pageSize * facts.pageCount
      var symptoms = keySymptoms()
      symptoms += try operation.placeSymptoms()
      symptoms += try operation.clockSymptoms()
      if let waiting = status.waitingCharter { symptoms.append(.charterWaits(waiting)) }
      symptoms += try transaction.tablesWithoutCapture(me: identity.member).map {
        .captureMissing($0)
      }
      symptoms += try transaction.ownTriggers().map { .ownTrigger($0.name, table: $0.table) }
      let needed = max(3 * size, Self.leastSpace)
      if let free, free < needed { symptoms.append(.littleSpace(free: free, needed: needed)) }
      if facts.journalMode != "wal" { symptoms.append(.journalMode(facts.journalMode)) }
      symptoms += try transaction.damage().map { .database($0) }
      let dangling = try transaction.danglingReferences()
      if let first = dangling.first {
        symptoms.append(.dangling(dangling.count, first, isUnsealed: status.unsealed > 0))
      }
      if status.parked > 0 { symptoms.append(.parked(status.parked, status.missing)) }
      symptoms += operation.silentPeers(status)
      return HealthReport(facts: facts, freeBytes: free, symptoms: symptoms)
    }
  }

  /// What an import may need besides what the replica has already, in bytes: a first large bundle.
  private static let leastSpace: Int64 = 64 << 20

  private func keySymptoms() -> [Symptom] {
    let path = workplace.keys.keyPath(of: identity.replica)
    guard FileSystem.exists(path) else { return [.keyMissing(path)] }
    let isOpen = FileSystem.permissions(of: path).map { $0 & 0o077 != 0 } ?? false
    return isOpen ? [.keyReadableByOthers(path)] : []
  }
}

extension Operation {
  private static let day: Int64 = 86_400_000
  /// Clocks are never quite alike; as far as this is nothing to speak of, in milliseconds.
  private static let tolerance: Int64 = 120_000

  /// Somebody who was away for a year is not to be told that the clock is wrong.
  private static let greatestLead: Int64 = 400 * day

  /// Compares the clock with the newest change set of each stream, and with what others have said.
  fileprivate func clockSymptoms() throws -> [Symptom] {
    var newest: (time: Int64, replica: ReplicaID)?
    var heard = try transaction.peers(byOwnWord: true).map(\.heard).max() ?? 0
    let charter = self.newest.charter
    if charter.coordinator != identity.member { heard = max(heard, charter.created) }
    for (stream, position) in transaction.vector.entries {
      guard let entry = try transaction.entry(Dot(stream, position.number)) else { continue }
      let time = try opened(entry).head.time
      if time > newest?.time ?? .min { newest = (time, stream.replica) }
      if stream.replica != identity.replica { heard = max(heard, time) }
    }
    let now = workplace.clock.now
    if let newest, newest.time - now > Self.tolerance {
      return [.clockBehind(newest.time - now, newest.replica)]
    }
    return heard > 0 && now - heard > Self.greatestLead ? [.clockAhead(now - heard)] : []
  }

  /// The replicas that have been silent for four weeks.
  fileprivate func silentPeers(_ status: StatusReport) -> [Symptom] {
    let limit = workplace.clock.now - 28 * Self.day
    let isOldCharter = newest.charter.created < limit
    return status.peers.compactMap { peer in
      guard let heard = peer.lastHeard else {
        return isOldCharter ? .unheard(peer.replica, since: nil) : nil
      }
      return heard < limit ? .unheard(peer.replica, since: heard) : nil
    }
  }
}
