import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Takes one bundle in, inside one transaction: verify everything, then apply.
struct Reception {
  let operation: Operation
  let bundle: SignedBundle
  let path: String
  var transaction: ReplicaTransaction { operation.transaction }
  private var manifest: Manifest { bundle.manifest }
  static let day: Int64 = 86_400_000
  /// Whether the file was encrypted; one that everybody can read says nothing of narrower circles.
  var wasEncrypted = true

  init(_ operation: Operation, _ bundle: SignedBundle, _ path: String) {
    self.operation = operation
    self.bundle = bundle
    self.path = path
  }

  /// Throws what is wrong with the file; the caller then rolls back.
  func run(into report: inout ImportReport) throws -> FileOutcome {
    let me = operation.identity
    guard manifest.collaboration == me.collaboration else {
      throw ExchangeError(
        .wrongCollaboration, path, me.collaboration.name, manifest.collaboration.name)
    }
    // Our own bundle brings back what we have lost since, for example with a computer.
    let isOwn = manifest.from == me.replica
    if isOwn, try hasAll(of: manifest.vector) { return .own }
    guard isOwn || manifest.to.contains(me.member) else { return .notForUs(manifest.to) }
    let known = operation.newest.charter.version
    try takeCharters()
    guard let sender = operation.newest.charter.replica(manifest.from) else {
      throw ExchangeError(.unknownAuthor, path, manifest.from.name)
    }
    try reading { try bundle.verifyManifest(by: sender.signingKey) }
    // What an ended replica left in a folder is no reason to complain every week.
    let hasEnded = sender.end != nil
    if hasEnded, try !isKnown() {
      throw ExchangeError(.endedSender, path, manifest.from.name)
    }
    if operation.newest.charter.version > known { try transaction.reexamine() }
    let fresh = hasEnded ? 0 : try keepNewChangeSets(&report)
    try applyKept(&report)
    report.alreadyKnown += bundle.changeSets.count - fresh
    try operation.vouch()
    if !hasEnded && !isOwn {
      try noteSender()
      if try differs() { report.differing.append(manifest.from) }
    }
    return .imported(new: fresh, known: bundle.changeSets.count - fresh)
  }

  /// Whether all that a vector names is here, by hash: a copy of ours may have used the same numbers.
  private func hasAll(of vector: VersionVector) throws -> Bool {
    try vector.entries.allSatisfy { stream, position in
      try transaction.isKept(Dot(stream, position.number), hash: position.head)
    }
  }

  /// Applies what waits for nothing any more and shows it.
  private func applyKept(_ report: inout ImportReport) throws {
    try transaction.progress.begin(.merging, of: transaction.waitingRowCount())
    var application = Application(operation)
    try application.applyWaiting()
    let projection = try transaction.project()
    report.applied += application.applied
    report.setAside += application.setAside
    report.newlyHeld += projection.newlyHeld
  }

  // MARK: Charters

  private func takeCharters() throws {
    let oldest = try transaction.charters().first?.version
    for sent in bundle.charters {
      let version = sent.charter.version
      let mine = operation.newest
      if version > mine.charter.version + 1 {
        throw ExchangeError(.charterGap, path, String(mine.charter.version + 1))
      }
      if version == mine.charter.version + 1 {
        try reading { try sent.verify(succeeding: mine) }
        try operation.adopt(sent)
      } else {
        try checkKnown(sent)
        // Whoever joined late has to judge what was made under the charters before. One is vouched for by
        // the hashes of its successors in the bundle, if the oldest that was known here is among them.
        if let oldest, version < oldest, manifest.charter.version >= oldest {
          try transaction.keepCharter(version: version, hash: sent.hash, document: sent.document)
        }
      }
    }
  }

  /// Refuses another charter than the one we had, and a signature that does not hold.
  private func checkKnown(_ sent: SignedCharter) throws {
    let known = try transaction.charters()
    let version = sent.charter.version
    if let same = known.first(where: { $0.version == version }), same.hash != sent.hash {
      throw ExchangeError(.charterFork, path, String(version))
    }
    try reading {
      if let before = known.first(where: { $0.version == version - 1 }) {
        try sent.verify(succeeding: SignedCharter(reading: before.document))
      } else {
        try sent.verifyItself(in: path)
      }
    }
  }

  // MARK: The sender

  /// Remembers what the sender has, and what it says of others.
  ///
  /// A replica is sent what its own word does not cover; hearsay is for people to read, and only as
  /// far as we know the change sets ourselves.
  private func noteSender() throws {
    let replicas = Set(operation.newest.charter.replicas.map(\.id))
    var vector = VersionVector()
    for (stream, position) in manifest.vector.entries where replicas.contains(stream.replica) {
      vector[stream] = position
    }
    if !wasEncrypted { try keepNarrowerWord(in: &vector) }
    try transaction.note(
      Peer(
        replica: manifest.from, vector: vector, charterVersion: manifest.charter.version,
        heard: manifest.created, digest: manifest.digests[.everyone]), isOwnWord: true)
    let mine = transaction.vector
    for (replica, said) in manifest.matrix.sorted(by: { $0.key < $1.key })
    where replica != operation.identity.replica && replicas.contains(replica)
      && !operation.hasEnded(replica)
    {
      var known = VersionVector()
      for (stream, position) in said.vector.entries {
        guard let own = mine[stream] else { continue }
        known[stream] = position.number < own.number ? position : own
      }
      try transaction.note(
        Peer(replica: replica, vector: known, charterVersion: said.charter, heard: said.heard),
        isOwnWord: false)
    }
  }

  /// Keeps what the sender has said before of circles that this bundle does not speak of.
  private func keepNarrowerWord(in vector: inout VersionVector) throws {
    let before = try transaction.peers(byOwnWord: true).first { $0.replica == manifest.from }
    for (stream, position) in before?.vector.entries ?? [] where stream.circle != .everyone {
      vector[stream] = vector[stream] ?? position
    }
  }

  /// Whether the sender, with what we have and no more, states another digest.
  private func differs() throws -> Bool {
    // The digest covers what a charter knows of; a sender whose newest is not in force states none.
    guard manifest.charter.version == operation.charter.charter.version else { return false }
    let mine = transaction.vector
    for (circle, digest) in manifest.digests.sorted(by: { $0.key.depth < $1.key.depth }) {
      let isSame =
        mine.restricted { $0 == circle } == manifest.vector.restricted { $0 == circle }
      if try isSame && transaction.digest(of: circle) != digest { return true }
    }
    return false
  }

  func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FormatError {
      throw ExchangeError(error, in: path)
    }
  }
}

extension VersionVector {
  /// The streams of some circles only.
  func restricted(to isIncluded: (Circle) -> Bool) -> VersionVector {
    var result = VersionVector()
    for (stream, position) in entries where isIncluded(stream.circle) { result[stream] = position }
    return result
  }
}
