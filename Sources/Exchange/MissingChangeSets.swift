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

  /// What the parked change sets wait for, as ranges per stream.
  func missingRanges() throws -> [MissingRange] {
    let vector = transaction.vector
    let parked = try transaction.parked()
    let arrived = Set(parked.map(\.dot))
    var wanted: [StreamID: Int64] = [:]
    for entry in parked {
      let set = try SignedChangeSet(reading: Gzip.inflate(entry.body).bytes)
      for dot in transaction.missing(for: set.head) {
        wanted[dot.stream] = max(wanted[dot.stream] ?? 0, dot.number)
      }
    }
    return wanted.sorted { $0.key < $1.key }.flatMap { stream, last in
      var ranges: [ClosedRange<Int64>] = []
      var next = vector.number(of: stream) + 1
      let here = arrived.filter { $0.stream == stream }.map(\.number).sorted()
      for number in here where number >= next && number <= last {
        if number > next { ranges.append(next...number - 1) }
        next = number + 1
      }
      if next <= last { ranges.append(next...last) }
      return ranges.map {
        MissingRange(stream: stream, numbers: $0, member: memberToAsk(for: stream))
      }
    }
  }
}
