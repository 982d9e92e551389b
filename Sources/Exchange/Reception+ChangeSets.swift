import BundleFormat
import MergeAlgebra
import ReplicaStore

extension Reception {
  /// Whether every change set of the bundle has come before.
  func isKnown() throws -> Bool {
    try bundle.changeSets.indices.allSatisfy { index in
      let set = try reading { try bundle.changeSet(at: index) }
      return try transaction.isKept(set.head.dot, hash: set.hash)
    }
  }

  /// Verifies every change set and keeps those that are new, waiting; returns how many they are.
  ///
  /// What an author did wrong shows when the change set is applied. What only the sender can have done
  /// throws: a change set that is damaged, that its author did not sign, or that is for others.
  func keepNewChangeSets(_ report: inout ImportReport) throws -> Int {
    var fresh = 0
    var late: [(set: SignedChangeSet, index: Int)] = []
    for index in bundle.changeSets.indices {
      try operation.workplace.tell(.checking, index + 1, of: bundle.changeSets.count)
      let set = try reading { try bundle.changeSet(at: index) }
      if try transaction.isKept(set.head.dot, hash: set.hash) { continue }
      try verify(set)
      // A late one has to be vouched for before it counts as anything, a twin for example.
      if operation.isBeyondEnd(set.head.dot, set.hash) {
        late.append((set, index))
      } else {
        try keep(set, at: index, &report)
        fresh += 1
      }
    }
    let verdict = try operation.admit(late.map(\.set))
    report.refusedSets.formUnion(verdict.refused)
    for (set, index) in late where verdict.admitted.contains(set.hash) {
      try keep(set, at: index, &report)
      fresh += 1
    }
    return fresh
  }

  private func keep(
    _ set: SignedChangeSet, at index: Int, _ report: inout ImportReport
  ) throws {
    let dot = set.head.dot
    let body = bundle.body(at: index)
    if try transaction.knownHash(of: dot) != nil {
      let flaw = try transaction.keepTwin(dot, hash: set.hash, body: body)
      report.setAside.append(SetAside(dot: dot, flaw: flaw, following: 0))
      return
    }
    let now = operation.workplace.clock.now
    try transaction.keep(
      set.head, hash: set.hash, rowCount: Int64(set.rowCount), body: body, received: now)
    let replica = dot.stream.replica
    if set.head.time > now + Self.day && !report.fastClocks.contains(replica) {
      report.fastClocks.append(replica)
    }
  }

  private func verify(_ set: SignedChangeSet) throws {
    let dot = set.head.dot
    let charter = operation.newest.charter
    guard let author = charter.replica(dot.stream.replica) else {
      throw ExchangeError(.unknownAuthor, path, dot.stream.replica.name)
    }
    try reading { try set.verify(by: author.signingKey) }
    // Nobody who keeps to the rules sends it here, whoever wrote it.
    guard
      dot.stream.circle.isOpen(
        to: operation.identity.member, coordinator: charter.coordinator)
    else { throw ExchangeError(.notHisToWrite, path, dot.description) }
  }
}
