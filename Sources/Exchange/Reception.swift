import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Takes one bundle in, inside one transaction: verify everything, then apply.
struct Reception {
  let operation: Operation
  let bundle: SignedBundle
  let path: String
  private var transaction: ReplicaTransaction { operation.transaction }
  private var manifest: Manifest { bundle.manifest }
  private static let day: Int64 = 86_400_000
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
    if manifest.from == me.replica { return .own }
    guard manifest.to.contains(me.member) else { return .notForUs(manifest.to) }
    try takeCharters()
    guard let sender = operation.newest.charter.replica(manifest.from) else {
      throw ExchangeError(.unknownAuthor, path, manifest.from.name)
    }
    try reading { try bundle.verifyManifest(by: sender.signingKey) }
    if sender.end != nil {
      // What lies in a folder from before is no reason to complain every week.
      guard try isKnown() else { throw ExchangeError(.endedSender, path, manifest.from.name) }
      report.alreadyKnown += bundle.changeSets.count
      return .imported(new: 0, known: bundle.changeSets.count)
    }
    let fresh = try keepNewChangeSets(&report)
    let applied = try applyWhatCanBe(fresh)
    let projection = try transaction.project()
    report.applied += applied
    report.alreadyKnown += bundle.changeSets.count - fresh.count
    report.newlyHeld += projection.newlyHeld
    try operation.vouch()
    try noteSender()
    if try differs() { report.differing.append(manifest.from) }
    return .imported(new: fresh.count, known: bundle.changeSets.count - fresh.count)
  }

  // MARK: Charters

  private func takeCharters() throws {
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

  // MARK: Change sets

  /// Whether every change set of the bundle has been applied here or waits.
  private func isKnown() throws -> Bool {
    try bundle.changeSets.indices.allSatisfy { index in
      let set = try reading { try bundle.changeSet(at: index) }
      return try transaction.knownHash(of: set.head.dot) == set.hash
    }
  }

  /// Verifies every change set and keeps those that are new, parked.
  private func keepNewChangeSets(_ report: inout ImportReport) throws -> [Dot: SignedChangeSet] {
    var fresh: [Dot: SignedChangeSet] = [:]
    var late: [(set: SignedChangeSet, index: Int)] = []
    for index in bundle.changeSets.indices {
      try operation.workplace.tell(.checking, index + 1, of: bundle.changeSets.count)
      let set = try reading { try bundle.changeSet(at: index) }
      let dot = set.head.dot
      let known = try transaction.knownHash(of: dot)
      if known == set.hash { continue }
      if operation.isBeyondEnd(dot, set.hash) {
        try verify(set)
        late.append((set, index))
        continue
      }
      guard known == nil else { throw ExchangeError(.fork, path, dot.description) }
      try verify(set)
      try keep(set, at: index)
      fresh[dot] = set
      let isFast = set.head.time > operation.workplace.clock.now + Self.day
      if isFast && !report.fastClocks.contains(dot.stream.replica) {
        report.fastClocks.append(dot.stream.replica)
      }
    }
    let verdict = try operation.admit(late.map(\.set), beside: fresh)
    report.refusedSets.formUnion(verdict.refused)
    for (set, index) in late where verdict.admitted.contains(set.hash) {
      guard try transaction.knownHash(of: set.head.dot) == nil else { continue }
      try keep(set, at: index)
      fresh[set.head.dot] = set
    }
    return fresh
  }

  private func keep(_ set: SignedChangeSet, at index: Int) throws {
    try transaction.keep(
      set.head.dot, hash: set.hash, rowCount: Int64(set.rowCount), body: bundle.body(at: index),
      received: operation.workplace.clock.now)
  }

  private func verify(_ set: SignedChangeSet) throws {
    let dot = set.head.dot
    let charter = operation.newest.charter
    guard let author = charter.replica(dot.stream.replica) else {
      throw ExchangeError(.unknownAuthor, path, dot.stream.replica.name)
    }
    try reading { try set.verify(by: author.signingKey) }
    let circle = dot.stream.circle
    let coordinator = charter.coordinator
    let isReaderInside = circle.isOpen(to: operation.identity.member, coordinator: coordinator)
    guard isReaderInside, circle.isOpen(to: author.member, coordinator: coordinator),
      set.head.contextDifference.entries.allSatisfy({
        $0.stream.circle.isAtLeastAsWide(as: circle)
      })
    else { throw ExchangeError(.notHisToWrite, path, dot.description) }
    if dot.number > 1 {
      let before = try transaction.knownHash(of: Dot(dot.stream, dot.number - 1))
      if let before, before != set.head.previous {
        throw ExchangeError(.brokenChain, path, dot.description)
      }
    }
  }

  /// Applies what waits for nothing any more, until nothing moves; returns how many were applied.
  private func applyWhatCanBe(_ fresh: [Dot: SignedChangeSet]) throws -> Int {
    var waiting: [SignedChangeSet] = []
    for entry in try transaction.parked() {
      if let set = fresh[entry.dot] {
        waiting.append(set)
      } else {
        waiting.append(try reading { try SignedChangeSet(reading: Gzip.inflate(entry.body).bytes) })
      }
    }
    try transaction.progress.begin(
      .merging, of: waiting.reduce(0) { $0 + Int64($1.rowCount) })
    var applied = 0
    var isMoving = true
    while isMoving {
      isMoving = false
      var rest: [SignedChangeSet] = []
      for set in waiting {
        guard transaction.missing(for: set.head).isEmpty else {
          rest.append(set)
          continue
        }
        if let flaw = try flaw(in: set) {
          // What came earlier and does not fit stays parked; it must not keep this file out.
          if fresh[set.head.dot] != nil { throw flaw }
          rest.append(set)
          continue
        }
        do {
          try transaction.apply(set.head, hash: set.hash, set.groups)
        } catch let error as StoreError
          where error.code == .invalid && fresh[set.head.dot] == nil
        {
          rest.append(set)
          continue
        }
        applied += 1
        isMoving = true
      }
      waiting = rest
    }
    return applied
  }

  /// Whether a change set names another predecessor or another past than the one applied here.
  private func flaw(in set: SignedChangeSet) throws -> ExchangeError? {
    let dot = set.head.dot
    if set.head.previous != transaction.vector[dot.stream]?.head {
      return ExchangeError(.brokenChain, path, dot.description)
    }
    for (stream, position) in set.head.contextDifference.entries {
      let seen = Dot(stream, position.number)
      if try transaction.knownHash(of: seen) != position.head {
        return ExchangeError(.fork, path, seen.description)
      }
    }
    return nil
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

  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
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
