import BundleFormat
import MergeAlgebra
import ReplicaStore

extension Operation {
  /// Who may still have a stream: its author, or the coordinator when the author has ended.
  private func memberToAsk(for stream: StreamID) -> String {
    let charter = newest.charter
    return hasEnded(stream.replica)
      ? charter.member(charter.coordinator)?.name ?? charter.coordinator.name
      : memberName(of: stream.replica)
  }

  /// What the waiting change sets wait for, as ranges per stream.
  func missingRanges() throws -> [MissingRange] {
    var wanted = try transaction.gaps()
    for stream in try transaction.streamsWithNext()
    where try transaction.firstAside(of: stream) == nil {
      guard let entry = try transaction.nextEntry(of: stream) else { continue }
      for dot in transaction.missing(for: try opened(entry).head) {
        let first = try transaction.lastKept(of: dot.stream) + 1
        if first <= dot.number { wanted.append((dot.stream, first...dot.number)) }
      }
    }
    return joined(wanted).map { stream, numbers in
      MissingRange(stream: stream, numbers: numbers, member: memberToAsk(for: stream))
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
