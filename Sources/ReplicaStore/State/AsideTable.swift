import MergeAlgebra

/// The change sets that were set aside, and why.
struct AsideTable {
  let session: SQLSession
  let streams: StreamTable

  /// Remembers a change set; with `body` one that is not in the log, since another has its name.
  func add(_ dot: Dot, hash: ContentHash, _ flaw: Flaw, body: [UInt8]?) throws {
    try session.run(
      """
      INSERT OR IGNORE INTO samband_aside(
        stream, number, hash, reason, tbl, row, col, other, detail, body)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """,
      [
        .integer(try streams.id(of: dot.stream)), .integer(dot.number), .blob(hash.bytes),
        .text(flaw.kind.rawValue), Self.value(flaw.table), Self.value(flaw.row),
        Self.value(flaw.column), Self.value(flaw.other?.description), .text(flaw.detail),
        body.map { .blob($0) } ?? .null,
      ])
  }

  /// The first change set of a stream that is set aside and in the log.
  func first(of stream: StreamID) throws -> Dot? {
    guard let id = streams.knownID(of: stream) else { return nil }
    return try session.first(
      "SELECT number FROM samband_aside WHERE stream = ?1 AND body IS NULL ORDER BY number",
      [.integer(id)]
    ) { Dot(stream, $0.integer(0)) }
  }

  /// Forgets that a change set is set aside, and others with its name: what is wanted of them is sent
  /// again.
  func remove(_ dot: Dot) throws {
    guard let id = streams.knownID(of: dot.stream) else { return }
    try session.run(
      "DELETE FROM samband_aside WHERE stream = ?1 AND number = ?2",
      [.integer(id), .integer(dot.number)])
  }

  /// Whether another change set with a known one's name has been set aside.
  func hasTwin(_ dot: Dot, hash: ContentHash) throws -> Bool {
    guard let id = streams.knownID(of: dot.stream) else { return false }
    return try session.hasRow(
      "SELECT 1 FROM samband_aside WHERE stream = ?1 AND number = ?2 AND hash = ?3",
      [.integer(id), .integer(dot.number), .blob(hash.bytes)])
  }

  /// All of them by stream and number, each with how many in the log stay with it.
  func all() throws -> [SetAside] {
    let rows = try session.rows(
      """
      SELECT stream, number, reason, tbl, row, col, other, detail,
        CASE WHEN body IS NULL THEN (SELECT count(*) FROM samband_log AS l
          WHERE l.stream = a.stream AND l.number > a.number) ELSE 0 END
      FROM samband_aside AS a
      """
    ) { row -> SetAside in
      guard let kind = Flaw.Kind(rawValue: row.string(2)), row.integer(1) >= 1 else {
        throw ByteReader.damage
      }
      return SetAside(
        dot: Dot(try streams.stream(row.integer(0)), row.integer(1)),
        flaw: Flaw(
          kind, table: Self.text(row, 3), row: Self.text(row, 4), column: Self.text(row, 5),
          other: Self.text(row, 6).flatMap { Dot($0) }, detail: row.string(7)),
        following: row.integer(8))
    }
    return rows.sorted { $0.dot < $1.dot }
  }

  /// Forgets those that are in the log, so that they are judged once more.
  func forgetJudgements() throws {
    try session.run("DELETE FROM samband_aside WHERE body IS NULL")
  }

  private static func value(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

  private static func text(_ row: SQLRow, _ column: Int) -> String? {
    row.isNull(column) ? nil : row.string(column)
  }
}

extension Dot {
  /// Reads what ``description`` writes; `nil` for anything else.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let stream = StreamID(String(text[..<colon])),
      let number = Int64(text[text.index(after: colon)...]), number >= 1
    else { return nil }
    self.init(stream, number)
  }
}
