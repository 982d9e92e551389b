import MergeAlgebra

/// What waits in the log, without the bodies.
struct WaitingSets {
  let session: SQLSession
  let streams: StreamTable

  /// The streams whose next change set is in the log and not applied.
  func streamsWithNext() throws -> [StreamID] {
    try session.rows(
      """
      SELECT s.id FROM samband_stream AS s JOIN samband_log AS l
        ON l.stream = s.id AND l.number = s.number + 1 WHERE l.applied IS NULL
      """
    ) { try streams.stream($0.integer(0)) }.sorted()
  }

  /// The highest number of a stream that the log has; 0 when it has none.
  func last(of stream: StreamID) throws -> Int64 {
    guard let id = streams.knownID(of: stream) else { return 0 }
    return try session.first(
      "SELECT coalesce(max(number), 0) FROM samband_log WHERE stream = ?1", [.integer(id)]
    ) { $0.integer(0) } ?? 0
  }

  /// How many wait and are not set aside.
  func count() throws -> Int {
    try session.first("SELECT count(*) FROM samband_log WHERE \(ChangeLog.isWaiting)") {
      Int($0.integer(0))
    } ?? 0
  }

  /// How many rows they have.
  func rowCount() throws -> Int64 {
    try session.first(
      "SELECT coalesce(sum(rows), 0) FROM samband_log WHERE \(ChangeLog.isWaiting)"
    ) { $0.integer(0) } ?? 0
  }

  /// The numbers that are missing before those that wait, per stream; of a stream with very many gaps
  /// the last of them as one.
  func gaps() throws -> [(stream: StreamID, numbers: ClosedRange<Int64>)] {
    var found: [Int64: [ClosedRange<Int64>]] = [:]
    var reached: [Int64: Int64] = [:]
    try session.each(
      """
      SELECT stream, number, (SELECT s.number FROM samband_stream AS s WHERE s.id = stream)
      FROM samband_log WHERE \(ChangeLog.isWaiting) ORDER BY stream, number
      """
    ) { row in
      let (stream, number) = (row.integer(0), row.integer(1))
      let next = (reached[stream] ?? row.integer(2)) + 1
      reached[stream] = number
      guard number > next else { return }
      var ranges = found[stream] ?? []
      if ranges.count < Self.mostRanges {
        ranges.append(next...number - 1)
      } else if let last = ranges.popLast() {
        ranges.append(last.lowerBound...number - 1)
      }
      found[stream] = ranges
    }
    let named = try found.map { (stream: try streams.stream($0.key), ranges: $0.value) }
    return named.sorted { $0.stream < $1.stream }.flatMap { entry in
      entry.ranges.map { (stream: entry.stream, numbers: $0) }
    }
  }

  private static let mostRanges = 16
}
