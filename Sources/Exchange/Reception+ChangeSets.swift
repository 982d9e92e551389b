import BundleFormat
import MergeAlgebra
import ReplicaStore

extension Reception {
  /// Verifies every change set and keeps those that are new; applies at once what waits for nothing.
  ///
  /// Returns how many were new. What an author did wrong sets his change set aside; what only the
  /// sender can have done throws: a change set that is damaged, that its author did not sign, or that is
  /// for others.
  func keepNewChangeSets(
    _ application: inout Application, _ report: inout ImportReport
  ) throws -> Int {
    var fresh = 0
    for index in bundle.changeSets.indices {
      let set = try reading { try bundle.changeSet(at: index) }
      let dot = set.head.dot
      let known = try transaction.knownHash(of: dot)
      if known == set.hash { continue }
      try verify(set)
      if known != nil {
        let isNew = try transaction.keepTwin(dot, hash: set.hash, body: bundle.body(at: index))
        if isNew {
          fresh += 1
          application.report(dot, Flaw(.fork, other: dot))
        }
        continue
      }
      try transaction.keep(
        dot, hash: set.hash, rowCount: Int64(set.rowCount), body: bundle.body(at: index),
        received: operation.workplace.clock.now)
      fresh += 1
      if try application.isNext(dot) { try application.attempt(set) }
      let isFast = set.head.time > operation.workplace.clock.now + Self.day
      if isFast && !report.fastClocks.contains(dot.stream.replica) {
        report.fastClocks.append(dot.stream.replica)
      }
    }
    return fresh
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
