import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What became of one file.
public enum FileOutcome: Equatable, Sendable {
  /// It was read in full: so many change sets were new, so many known.
  case imported(new: Int, known: Int)
  /// It is a bundle that this replica wrote.
  case own
  /// It is for others, as far as can be seen: an encrypted file does not say for whom.
  case notForUs([MemberID])
  /// It is no bundle; in a folder that is nothing to complain of.
  case foreign
  /// It was refused, and nothing of it was taken.
  case refused(ExchangeError)
}

/// Change sets that are known of but have not come.
public struct MissingRange: Equatable, Hashable, Sendable {
  /// The stream.
  public let stream: StreamID
  /// The first and the last number that are missing.
  public let numbers: ClosedRange<Int64>
  /// Whom to ask, as people read it.
  public let member: String
}

/// What an import did.
public struct ImportReport: Sendable {
  /// What was sealed first.
  public var sealed = SealReport()
  /// Every file that was looked at, with what became of it.
  public var files: [(path: String, outcome: FileOutcome)] = []
  /// Change sets that were applied.
  public var applied = 0
  /// Change sets that were known already.
  public var alreadyKnown = 0
  /// Change sets that were set aside now, and why.
  public var setAside: [SetAside] = []
  /// Change sets that wait, in all.
  public var parked = 0
  /// Conflicts that are new and open.
  public var opened = 0
  /// Conflicts that are new and were settled by a rule.
  public var settled = 0
  /// Rows that are held back and were not before.
  public var newlyHeld = 0
  /// What has to come before the parked change sets can be applied.
  public var missing: [MissingRange] = []
  /// Senders with our vector and another digest: the replicas differ.
  public var differing: [ReplicaID] = []
  /// Change sets that were refused because their author's replica had ended before.
  public var refusedSets: Set<Dot> = []
  /// Authors whose clock is more than a day ahead of ours.
  public var fastClocks: [ReplicaID] = []
  /// The charter version in force afterwards.
  public var charterVersion: Int64 = 0
  /// A newer charter that is known and cannot come into force here; `nil` when there is none.
  public var waitingCharter: WaitingCharter?

  /// The files that were refused.
  public var refused: [(path: String, error: ExchangeError)] {
    files.compactMap { file in
      if case .refused(let error) = file.outcome { (file.path, error) } else { nil }
    }
  }
}

extension Replica {
  /// Imports bundles from files and folders, in whatever order they are given.
  ///
  /// Each bundle is all or nothing; one that is refused does not keep the others out. Importing
  /// twice, late or in part is never wrong. Errors: `noSuchFile` for a path that is not there,
  /// `unsealable`, `busy`; what is wrong with a file is in the report.
  public func importBundles(_ paths: [String]) throws -> ImportReport {
    let keys = try workplace.keys.keys(of: identity.replica)
    var report = ImportReport()
    let before = try read { try $0.transaction.conflictStates() }
    var waiting: [(place: Int, file: IncomingFile)] = []
    let files = try IncomingFile.all(in: paths)
    let word = try wordOfSenders(of: files, keys)
    for file in files {
      report.files.append((file.path, .foreign))
      waiting.append((report.files.count - 1, file))
    }
    // A file may bring the charter that another one needs, so what failed for want of one is tried
    // again as long as any file gets on.
    let total = waiting.count
    var isProgressing = true
    while isProgressing && !waiting.isEmpty {
      isProgressing = false
      let round = waiting
      waiting = []
      for (place, file) in round {
        try workplace.tell(.reading, place + 1, of: total)
        let outcome = try receive(file, keys, word, into: &report)
        report.files[place].outcome = outcome
        if case .refused(let error) = outcome, error.code.canHealWithACharter {
          waiting.append((place, file))
        } else {
          isProgressing = true
        }
      }
    }
    try summarise(&report, before)
    return report
  }

  /// What all bundles say that their senders hold of this replica, while there are edits to seal.
  ///
  /// The edits are sealed before the first bundle is taken in, and any of the others may show that their
  /// numbers have been given already. Only what a replica has signed that is known here counts.
  private func wordOfSenders(
    of files: [IncomingFile], _ keys: ReplicaKeys
  ) throws -> [StreamID: Int64] {
    let isAnyEdit = try read { try $0.transaction.unsealedCount() > 0 }
    guard isAnyEdit else { return [:] }
    let charter = try newestCharter().charter
    var word: [StreamID: Int64] = [:]
    for file in files {
      guard case .bundle(let bundle, _) = try open(file, keys) else { continue }
      let manifest = bundle.manifest
      guard manifest.collaboration == identity.collaboration,
        let sender = charter.replica(manifest.from)
      else { continue }
      do { try bundle.verifyManifest(by: sender.signingKey) } catch { continue }
      for (stream, position) in manifest.vector.entries where stream.replica == identity.replica {
        word[stream] = max(word[stream] ?? 0, position.number)
      }
    }
    return word
  }

  /// What a file turns out to be.
  private enum Opened {
    case bundle(SignedBundle, wasEncrypted: Bool)
    case other(FileOutcome)
  }

  private func open(_ file: IncomingFile, _ keys: ReplicaKeys) throws -> Opened {
    var wasEncrypted = false
    do {
      guard var bytes = try file.contents(limits: workplace.limits) else { return .other(.foreign) }
      if Envelope.isEncrypted(bytes) {
        guard let opened = try Envelope.open(bytes, with: keys, subject: file.name) else {
          if file.claimsToBe(from: identity.replica) { return .other(.own) }
          return .other(
            file.wasFoundInFolder
              ? .notForUs([]) : .refused(ExchangeError(.encryptedForOthers, file.path)))
        }
        bytes = opened
        wasEncrypted = true
      }
      let bundle = try SignedBundle(
        reading: bytes, subject: VisibleText.escaping(file.name), limits: workplace.limits)
      return .bundle(bundle, wasEncrypted: wasEncrypted)
    } catch {
      if file.mayBeForeign(after: error) { return .other(.foreign) }
      if let error = error as? FormatError {
        return .other(.refused(ExchangeError(error, in: file.path)))
      }
      guard let error = error as? ExchangeError else { throw error }
      return .other(.refused(error))
    }
  }

  /// Takes one file in.
  ///
  /// Edits are sealed in the same transaction: none may come between, or it would seem to have seen
  /// what the file brings.
  private func receive(
    _ file: IncomingFile, _ keys: ReplicaKeys, _ word: [StreamID: Int64],
    into report: inout ImportReport
  ) throws -> FileOutcome {
    let bundle: SignedBundle
    let wasEncrypted: Bool
    switch try open(file, keys) {
    case .other(let outcome): return outcome
    case .bundle(let opened, let isEncrypted): (bundle, wasEncrypted) = (opened, isEncrypted)
    }
    let previous = report
    do {
      return try write { operation in
        operation.wordOfSenders = word
        report.sealed.add(try operation.seal(note: "", keys: keys))
        var reception = Reception(operation, bundle, file.path)
        reception.wasEncrypted = wasEncrypted
        let outcome = try reception.run(into: &report)
        if case .notForUs(let members) = outcome, !file.wasFoundInFolder {
          // Thrown, so that a file that is refused leaves nothing behind at all.
          let names = members.map(\.name).joined(separator: ", ")
          throw ExchangeError(.notForUs, file.path, names)
        }
        return outcome
      }
    } catch let error as ExchangeError where error.code.isOfTheFile {
      report = previous
      return .refused(error.naming(file.path))
    }
  }

  private func summarise(
    _ report: inout ImportReport, _ before: [ConflictPlace: ConflictState]
  ) throws {
    try read { operation in
      let new = try operation.transaction.conflictStates().filter { before[$0.key] != $0.value }
      report.opened = new.values.count { $0 == .open }
      report.settled = new.values.count { $0 == .settled }
      report.parked = try operation.transaction.waitingCount()
      report.missing = try operation.missingRanges()
      report.charterVersion = operation.charter.charter.version
      report.waitingCharter = try operation.waitingCharter()
    }
  }
}

extension ExchangeError.Code {
  /// Whether a newer charter in another file may make the file acceptable.
  var canHealWithACharter: Bool { self == .unknownAuthor || self == .charterGap }

  /// Whether the file is at fault, and not the replica or the computer.
  var isOfTheFile: Bool {
    switch self {
    case .busy, .stopped, .storage, .cannotRead, .cannotWrite, .noRoom, .readOnly, .noKey,
      .badKeyFile, .unsealable, .unknownValues, .tableAltered, .notAReplica, .passphraseNeeded,
      .wrongPassphrase, .nationalID, .nationalIDInNote, .nationalIDSealed:
      false
    default: true
    }
  }
}

extension ExchangeError {
  /// The same error about the file at `path`, where the store could only name the replica.
  func naming(_ path: String) -> ExchangeError {
    guard code == .invalidChangeSet else { return self }
    return ExchangeError(code, path, cause: cause)
  }
}
