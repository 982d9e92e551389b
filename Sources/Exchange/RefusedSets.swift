import MergeAlgebra
import ReplicaStore

/// Change sets of a replica that has ended which were refused: they are not here, and known of.
public struct RefusedRange: Equatable, Sendable {
  /// The stream.
  public let stream: StreamID
  /// From the first that was not taken to the last that came.
  public let numbers: ClosedRange<Int64>
}

extension Operation {
  private static let refusedName = "refusedAfterEnd"
  /// More streams than an honest replica has lives; of others nothing is remembered.
  private static let refusedStreams = 1_000

  /// Remembers that change sets came and were refused, so that nothing vanishes unseen.
  func noteRefused(_ dots: [Dot]) throws {
    if dots.isEmpty { return }
    var last = try lastRefused()
    for dot in dots where last[dot.stream] != nil || last.count < Self.refusedStreams {
      last[dot.stream] = max(last[dot.stream] ?? 0, dot.number)
    }
    let lines = last.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    try transaction.setMeta(Self.refusedName, .text(lines.joined(separator: "\n")))
  }

  /// What was refused and has not been taken since, by stream.
  func refusedRanges() throws -> [RefusedRange] {
    let vector = transaction.vector
    return try lastRefused().sorted { $0.key < $1.key }.compactMap { stream, last in
      let first = vector.number(of: stream) + 1
      return first <= last ? RefusedRange(stream: stream, numbers: first...last) : nil
    }
  }

  private func lastRefused() throws -> [StreamID: Int64] {
    var last: [StreamID: Int64] = [:]
    for line in try transaction.text(Self.refusedName).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let stream = StreamID(String(words[0])), let number = Int64(words[1])
      else { throw ExchangeError(.storage, replica.file.path, cause: "a damaged note: \(line)") }
      last[stream] = number
    }
    return last
  }
}
