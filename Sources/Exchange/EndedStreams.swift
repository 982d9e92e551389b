import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What is still taken of a replica that has ended.
///
/// Its change sets up to the stated number are taken like those of any other. A later one is refused,
/// unless a replica that takes part has *vouched* for it: names it, or a later one of its stream, in
/// the context of a change set. Some replica may have applied it before it heard of the end, and what
/// others wrote upon it must not be lost; so whoever holds such a change set sees to it that it is
/// vouched for among all who may hold the stream, if need be with a change set without rows. Thus
/// whatever one replica that takes part has applied, all of them come to apply, in whatever order
/// charter and change sets arrive; and what nobody had applied in time, nobody will.
///
/// The hash in the context says which change set is meant, and `previous` which come before it, so a
/// holder of the lost key cannot put others in their place.
struct Latecomers {
  /// A change set beyond the end of its author.
  struct Candidate {
    let dot: Dot
    let hash: ContentHash
    let previous: ContentHash?

    init(_ set: SignedChangeSet) {
      dot = set.head.dot
      hash = set.hash
      previous = set.head.previous
    }
  }

  /// Per stream, the places that others vouch for.
  private var vouched: [StreamID: [VersionVector.Position]] = [:]

  /// Takes note of what a context of a replica that takes part vouches for.
  mutating func note(_ context: VersionVector, _ isOfInterest: (StreamID) -> Bool) {
    for (stream, position) in context.entries where isOfInterest(stream) {
      if vouched[stream]?.contains(position) == true { continue }
      vouched[stream, default: []].append(position)
    }
  }

  /// Those of the candidates that are vouched for, by their hashes.
  func admitted(of candidates: [Candidate]) -> Set<ContentHash> {
    let byHash = Dictionary(
      candidates.map { ($0.hash, $0) }, uniquingKeysWith: { first, _ in first })
    var admitted: Set<ContentHash> = []
    for (stream, positions) in vouched {
      for position in positions {
        var wanted: ContentHash? = position.head
        var number = position.number
        while let hash = wanted, let candidate = byHash[hash],
          candidate.dot == Dot(stream, number)
        {
          admitted.insert(hash)
          wanted = candidate.previous
          number -= 1
          if number == 0 { break }
        }
      }
    }
    return admitted
  }
}

extension Operation {
  /// Whether a replica has ended.
  func hasEnded(_ replica: ReplicaID) -> Bool { newest.charter.replica(replica)?.end != nil }

  /// Whether a change set is another than those up to which its author is taken.
  func isBeyondEnd(_ dot: Dot, _ hash: ContentHash) -> Bool {
    guard let end = newest.charter.replica(dot.stream.replica)?.end else { return false }
    guard let limit = end.vector[dot.stream] else { return true }
    return dot.number > limit.number || (dot.number == limit.number && hash != limit.head)
  }

  /// Sorts out what came, or waits, beyond the end of its author.
  ///
  /// Returns the hashes of those that are vouched for; the others are noted as refused, and those that
  /// waited are forgotten. What is set aside vouches for nothing.
  func admit(
    _ late: [SignedChangeSet]
  ) throws -> (admitted: Set<ContentHash>, refused: [Dot]) {
    guard newest.charter.replicas.contains(where: { $0.end != nil }) else { return ([], []) }
    let dubious = try transaction.parked().filter { isBeyondEnd($0.dot, $0.hash) }
    if late.isEmpty && dubious.isEmpty { return ([], []) }
    var latecomers = Latecomers()
    for (stream, _) in transaction.vector.entries where !hasEnded(stream.replica) {
      latecomers.note(transaction.context(of: stream), { hasEnded($0.replica) })
    }
    for entry in try transaction.waitingEntries() where !hasEnded(entry.dot.stream.replica) {
      latecomers.note(try opened(entry).head.contextDifference, { hasEnded($0.replica) })
    }
    let candidates = try (late + dubious.map(opened)).map { Latecomers.Candidate($0) }
    let admitted = latecomers.admitted(of: candidates)
    let dropped = dubious.filter { !admitted.contains($0.hash) }.map(\.dot)
    for dot in dropped { try transaction.dropParked(dot) }
    let refused = dropped + late.filter { !admitted.contains($0.hash) }.map(\.head.dot)
    try noteRefused(refused)
    return (admitted, refused)
  }

  /// Sees to it that what is held beyond the end of its author is vouched for among its holders.
  func vouch() throws {
    let charter = newest.charter
    guard let mine = charter.replica(identity.replica), mine.end == nil else { return }
    let vector = transaction.vector
    let beyond = vector.entries.filter { stream, position in
      isBeyondEnd(Dot(stream, position.number), position.head)
        && stream.circle.isOpen(to: identity.member, coordinator: charter.coordinator)
    }
    if beyond.isEmpty { return }
    var named: [Circle: VersionVector] = [:]
    for (stream, _) in vector.entries where !hasEnded(stream.replica) {
      named[stream.circle, default: VersionVector()].merge(transaction.context(of: stream))
    }
    let circles = beyond.filter { stream, position in
      named[stream.circle]?.covers(Dot(stream, position.number)) != true
    }
    let keys = try workplace.keys.keys(of: identity.replica)
    for circle in Set(circles.map(\.stream.circle)).sorted(by: { $0.depth < $1.depth }) {
      _ = try seal(Draft(circle: circle, groups: []), note: "", keys: keys)
    }
  }
}
