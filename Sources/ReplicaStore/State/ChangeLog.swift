import MergeAlgebra

/// A change set as the log keeps it.
package struct LogEntry: Sendable {
  /// The change set's name.
  public let dot: Dot
  /// Its hash.
  public let hash: ContentHash
  /// The charter under which it was made.
  public let charterVersion: Int64
  /// How many rows it has.
  public let rowCount: Int64
  /// Whether it waits for change sets that its author had seen.
  public let isParked: Bool
  /// The gzip member that travels.
  public let body: [UInt8]
}

/// The log of change sets, own and received.
struct ChangeLog {
  let session: SQLSession
  let streams: StreamTable

  /// The hash of a change set in the log; `nil` when it is not there.
  func hash(of dot: Dot) throws -> ContentHash? {
    guard let stream = streams.knownID(of: dot.stream) else { return nil }
    return try session.first(
      "SELECT hash FROM samband_log WHERE stream = ?1 AND number = ?2",
      [.integer(stream), .integer(dot.number)]
    ) { ContentHash($0.blob(0)) } ?? nil
  }

  /// How many rows the applied change sets have.
  func appliedRowCount() throws -> Int64 {
    try session.first("SELECT sum(rows) FROM samband_log WHERE applied IS NOT NULL") {
      $0.integer(0)
    } ?? 0
  }

  /// Keeps a change set, parked until it is marked as applied.
  func add(
    _ head: ChangeSetHead, hash: ContentHash, rowCount: Int64, body: [UInt8], received: Int64
  ) throws {
    try session.run(
      """
      INSERT INTO samband_log(stream, number, hash, charter, received, rows, body)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """,
      try place(head.dot) + [
        .blob(hash.bytes), .integer(head.charterVersion), .integer(received), .integer(rowCount),
        .blob(body),
      ])
  }

  /// Forgets a change set that waits.
  func removeParked(_ dot: Dot) throws {
    try session.run(
      "DELETE FROM samband_log WHERE stream = ?1 AND number = ?2 AND applied IS NULL",
      try place(dot))
  }

  /// Records that a change set has been applied, after all that were applied before.
  func markApplied(_ dot: Dot) throws {
    try session.run(
      """
      UPDATE samband_log SET applied = (SELECT coalesce(max(applied), 0) + 1 FROM samband_log)
      WHERE stream = ?1 AND number = ?2
      """, try place(dot))
  }

  /// Remembers that a change set must be looked at again, and what its author had seen; `nil` when
  /// nothing of it is left to be understood.
  func markPartial(_ dot: Dot, seeing context: [UInt8]?) throws {
    try session.run(
      "UPDATE samband_log SET partial = ?3 WHERE stream = ?1 AND number = ?2",
      try place(dot) + [context.map { .blob($0) } ?? .null])
  }

  /// Whether some change set must be looked at again.
  func hasPartial() throws -> Bool {
    try session.first("SELECT 1 FROM samband_log WHERE partial IS NOT NULL LIMIT 1") { _ in true }
      ?? false
  }

  /// Whether some change set must be looked at again that was applied before this one.
  func hasPartial(before dot: Dot) throws -> Bool {
    try session.first(
      """
      SELECT 1 FROM samband_log WHERE partial IS NOT NULL AND applied <
        (SELECT applied FROM samband_log WHERE stream = ?1 AND number = ?2) LIMIT 1
      """, try place(dot)
    ) { _ in true } ?? false
  }

  /// What the author of such a change set had seen; `nil` for any other.
  func partialContext(of dot: Dot) throws -> VersionVector? {
    let bytes = try session.first(
      """
      SELECT partial FROM samband_log WHERE stream = ?1 AND number = ?2 AND partial IS NOT NULL
      """, try place(dot)
    ) { $0.blob(0) }
    return try bytes.map { try streams.vector(from: $0) }
  }

  /// The change sets that must be looked at again, in the order of application.
  func partial() throws -> [LogEntry] {
    try entries("partial IS NOT NULL", [], order: "applied")
  }

  /// The change sets that are not applied, by stream and number.
  func parked() throws -> [LogEntry] {
    try entries("applied IS NULL", [], order: "stream, number")
  }

  /// Those of them that are not set aside, by stream and number.
  func waiting() throws -> [LogEntry] {
    try entries(Self.isWaiting, [], order: "stream, number")
  }

  /// Whether a row of the log waits: it is not applied, not set aside, and after none that is.
  static let isWaiting = """
    applied IS NULL AND NOT EXISTS (
      SELECT 1 FROM samband_aside AS a WHERE a.stream = samband_log.stream
        AND a.number <= samband_log.number AND a.body IS NULL)
    """

  /// Calls `body` for each applied change set in the order of application.
  func eachApplied(_ body: (LogEntry) throws -> Void) throws {
    let sql = Self.select("applied IS NOT NULL", order: "applied")
    try session.each(sql) { row in try body(try entry(row)) }
  }

  /// Calls `body` for each change set until it says false: those that wait, then the applied ones, the
  /// last first.
  ///
  /// Holds a few of them at a time.
  func eachNewest(_ body: (LogEntry) throws -> Bool) throws {
    for entry in try parked() where try !body(entry) { return }
    var end = Int64.max
    while true {
      let places = try session.rows(
        """
        SELECT applied FROM samband_log WHERE applied < ?1 ORDER BY applied DESC
        LIMIT \(Self.pageLength)
        """, [.integer(end)]
      ) { $0.integer(0) }
      guard let first = places.last else { return }
      let page = try entries(
        "applied < ?1 AND applied >= ?2", [.integer(end), .integer(first)], order: "applied DESC")
      for entry in page where try !body(entry) { return }
      end = first
    }
  }

  private static let pageLength = 32

  /// The applied change sets of a stream after `number`, in order.
  func entries(of stream: StreamID, after number: Int64) throws -> [LogEntry] {
    guard let stream = streams.knownID(of: stream) else { return [] }
    return try entries(
      "stream = ?1 AND number > ?2 AND applied IS NOT NULL", [.integer(stream), .integer(number)],
      order: "number")
  }

  /// One change set; `nil` when the log does not have it.
  func entry(_ dot: Dot) throws -> LogEntry? {
    guard let stream = streams.knownID(of: dot.stream) else { return nil }
    return try entries(
      "stream = ?1 AND number = ?2", [.integer(stream), .integer(dot.number)], order: "number"
    ).first
  }

  private func entries(
    _ condition: String, _ values: [Value], order: String
  ) throws -> [LogEntry] {
    try session.rows(Self.select(condition, order: order), values) { try entry($0) }
  }

  private static func select(_ condition: String, order: String) -> String {
    """
    SELECT stream, number, hash, charter, rows, applied IS NULL, body FROM samband_log
    WHERE \(condition) ORDER BY \(order)
    """
  }

  private func entry(_ row: SQLRow) throws -> LogEntry {
    guard let hash = ContentHash(row.blob(2)), row.integer(1) >= 1 else { throw ByteReader.damage }
    return LogEntry(
      dot: Dot(try streams.stream(row.integer(0)), row.integer(1)), hash: hash,
      charterVersion: row.integer(3), rowCount: row.integer(4), isParked: row.integer(5) == 1,
      body: row.blob(6))
  }

  private func place(_ dot: Dot) throws -> [Value] {
    [.integer(try streams.id(of: dot.stream)), .integer(dot.number)]
  }
}
