import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Something that `verify` found wrong.
public enum Finding: Equatable, Sendable {
  /// A change set of the log does not read, or its rows are not those that were signed.
  case damaged(Dot, String)
  /// A change set's signature does not hold.
  case badSignature(Dot)
  /// A change set does not follow the one before it.
  case brokenChain(Dot)
  /// A row shows something else than the log says.
  case row(ContentDifference)
  /// The kept digest of a circle is not that of its rows.
  case digest(Circle)
  /// The charters do not follow each other.
  case charter(Int64, String)
  /// SQLite finds the file damaged, or a reference without its parent.
  case database(String)
}

/// What `verify` looked at and found.
public struct VerifyReport: Sendable {
  /// Change sets that were checked.
  public var changeSets = 0
  /// Rows of those change sets.
  public var rows = 0
  /// What is wrong; empty when everything holds.
  public var findings: [Finding] = []
  /// Rows of the user's own tables that refer to nothing; no fault of the replica.
  public var ownOrphans: [OwnOrphan] = []
}

extension Replica {
  /// Recomputes hashes, signatures, chains and the visible state from the log, and compares.
  ///
  /// The whole log is applied to an empty replica in `scratch`, a folder that the caller removes.
  /// Edits that wait are sealed first. Changes nothing else. `isDeep` computes the visible state from
  /// the replicated state as well, and names each row that is shown otherwise.
  public func verify(scratch: String, isDeep: Bool = false) throws -> VerifyReport {
    try seal()
    var report = VerifyReport()
    let path = FileSystem.path(scratch, "verify-\(workplace.token(8)).sqlite")
    try read { operation in
      report.findings += try operation.charterFindings()
      report.findings += try operation.transaction.databaseFindings().map { .database($0) }
      report.ownOrphans = try operation.transaction.ownOrphans()
    }
    let schema = try charter().charter.schema
    let fresh: ReplicaFile
    do {
      fresh = try ReplicaFile.create(at: path, schema: schema, observer: workplace.progress)
      try read { operation in
        try fresh.write { transaction in
          try transaction.adopt(operation.collaboration, me: identity.member)
          try operation.replay(into: transaction, &report)
          try transaction.project()
          report.findings += try operation.transaction.differences(from: transaction)
            .map { .row($0) }
          report.findings += try operation.digestFindings(transaction)
        }
      }
    } catch let error as StoreError {
      throw ExchangeError(error, at: path)
    }
    for suffix in ["", "-wal", "-shm"] { try FileSystem.remove(path + suffix) }
    if isDeep { report.findings += try projectionFindings().map { .row($0) } }
    return report
  }
}

extension Operation {
  fileprivate func charterFindings() throws -> [Finding] {
    var findings: [Finding] = []
    var before: SignedCharter?
    for kept in try transaction.charters() {
      do {
        let signed = try SignedCharter(reading: kept.document)
        if signed.hash != kept.hash {
          findings.append(.charter(kept.version, "its hash is another"))
        }
        if let before {
          try signed.verify(succeeding: before)
        } else {
          try signed.verifyItself(in: replica.file.path)
        }
        before = signed
      } catch {
        findings.append(.charter(kept.version, "\(error)"))
      }
    }
    return findings
  }

  /// Applies the log to an empty replica, checking each change set on the way.
  fileprivate func replay(
    into fresh: ReplicaTransaction, _ report: inout VerifyReport
  ) throws {
    let limits = Limits.standard
    try fresh.progress.begin(.checking, of: transaction.appliedRowCount())
    try transaction.eachApplied { entry in
      report.changeSets += 1
      let set: SignedChangeSet
      do {
        set = try SignedChangeSet(reading: Gzip.inflate(entry.body).bytes, limits: limits)
      } catch let error as FormatError {
        report.findings.append(.damaged(entry.dot, error.description))
        return
      }
      report.rows += set.rowCount
      if set.hash != entry.hash || set.head.dot != entry.dot {
        report.findings.append(.damaged(entry.dot, "it is not the one that was kept"))
        return
      }
      if !isSigned(set) { report.findings.append(.badSignature(entry.dot)) }
      guard set.head.previous == fresh.vector[entry.dot.stream]?.head,
        fresh.missing(for: set.head).isEmpty
      else {
        report.findings.append(.brokenChain(entry.dot))
        return
      }
      try fresh.keep(
        set.head, hash: set.hash, rowCount: entry.rowCount, body: [], received: 0)
      try fresh.apply(set.head, hash: set.hash, set.groups)
    }
  }

  private func isSigned(_ set: SignedChangeSet) -> Bool {
    guard let author = newest.charter.replica(set.head.dot.stream.replica) else { return false }
    do {
      try set.verify(by: author.signingKey)
      return true
    } catch {
      return false
    }
  }

  fileprivate func digestFindings(_ fresh: ReplicaTransaction) throws -> [Finding] {
    let circles = Set(try (transaction.digests() + fresh.digests()).map(\.circle))
    return try circles.sorted { $0.description < $1.description }.compactMap { circle in
      try transaction.digest(of: circle) == fresh.digest(of: circle) ? nil : .digest(circle)
    }
  }
}
