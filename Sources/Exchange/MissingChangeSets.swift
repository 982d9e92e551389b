import BundleFormat
import MergeAlgebra
import ReplicaStore

extension Operation {
  /// Who may still have a change set: its author; the coordinator when the author has ended; and when
  /// we have made it ourselves and lost it, a member who said that it holds it.
  private func memberToAsk(for dot: Dot) throws -> String {
    let author = dot.stream.replica
    let charter = newest.charter
    if author != identity.replica && !hasEnded(author) { return memberName(of: author) }
    let holder = try transaction.peers(byOwnWord: true).first {
      author == identity.replica && $0.vector.covers(dot)
    }
    if let holder { return memberName(of: holder.replica) }
    return charter.member(charter.coordinator)?.name ?? charter.coordinator.name
  }

  /// What the waiting change sets wait for, as ranges per stream.
  func missingRanges() throws -> [MissingRange] {
    var wanted = try transaction.gaps() + ownLost()
    for stream in try transaction.streamsWithNext()
    where try transaction.firstAside(of: stream) == nil {
      guard let entry = try transaction.nextEntry(of: stream) else { continue }
      for dot in transaction.missing(for: try opened(entry).head) {
        let first = try transaction.lastKept(of: dot.stream) + 1
        if first <= dot.number { wanted.append((dot.stream, first...dot.number)) }
      }
    }
    return try joined(wanted).map { stream, numbers in
      MissingRange(
        stream: stream, numbers: numbers,
        member: try memberToAsk(for: Dot(stream, numbers.upperBound)))
    }
  }

  /// What this replica made and lacks, since its file was restored or copied, and others hold.
  private func ownLost() throws -> [(stream: StreamID, numbers: ClosedRange<Int64>)] {
    try numbersHeldByOthers().compactMap { stream, number in
      let first = try transaction.lastKept(of: stream) + 1
      return first <= number ? (stream, first...number) : nil
    }
  }

  /// Ranges of a stream that overlap become one.
  private func joined(
    _ wanted: [(stream: StreamID, numbers: ClosedRange<Int64>)]
  ) -> [(stream: StreamID, numbers: ClosedRange<Int64>)] {
    let sorted = wanted.sorted {
      ($0.stream, $0.numbers.lowerBound) < ($1.stream, $1.numbers.lowerBound)
    }
    var result: [(stream: StreamID, numbers: ClosedRange<Int64>)] = []
    for range in sorted {
      if let last = result.last, last.stream == range.stream,
        last.numbers.upperBound >= range.numbers.lowerBound
      {
        let end = max(last.numbers.upperBound, range.numbers.upperBound)
        result[result.count - 1].numbers = last.numbers.lowerBound...end
      } else {
        result.append(range)
      }
    }
    return result
  }
}
