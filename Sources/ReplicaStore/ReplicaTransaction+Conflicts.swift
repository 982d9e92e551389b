import Crypto
import MergeAlgebra

/// A conflict or a held-back row, as it is listed.
public struct ListedConflict: Equatable, Sendable {
  /// A short name that is the same on every replica: eight letters and digits.
  public let id: String
  /// The table.
  public let table: String
  /// The row, under the key that it shows or would show.
  public let key: RowKey
  /// The row in the replicated state.
  let row: RowKey
  /// The columns; empty when the whole row is meant.
  public let columns: [String]
  /// The rule that decided what is shown: a rule's name, `keep-edited`, `delete-wins`, or why a row
  /// is held back.
  public let rule: String
  /// Whether a person has to decide.
  public let state: ConflictState
  /// Whether a rule has settled it, and it was opened again here.
  public var isReopened = false
  /// What happened.
  public let subject: Subject

  /// The shapes of a listed conflict.
  public enum Subject: Equatable, Sendable {
    /// Siblings of a unit, lowest rank first, and which one is shown.
    case values([Sibling], shown: Int)
    /// A row deleted and edited at once, or deleted and shown because another needs it.
    case life(RowLife)
    /// A reference that is shown as NULL because the row of `parent` that it means is not shown, and
    /// who wrote it.
    case cleared(Sibling, parent: String)
    /// A living row that the live tables cannot show, with its cells.
    case held(HeldRow, cells: [Value])
    /// Two rows that want one place in a unique key: the one that is shown, and the one, this
    /// conflict's row, that is set aside under it or has become part of it.
    case duplicate(Duplicate)
    /// A row that was made at once with another of the same generated number, and shows another.
    case renumbered(from: Int64)
  }
}

/// A row that somebody deleted, and that is there all the same or was written by others.
public struct RowLife: Equatable, Sendable {
  /// Whether it lives by the rule of its table.
  public let isLiving: Bool
  /// Whether it is dead and shown because a living row refers to it.
  public let isRevived: Bool
  /// Who deleted it, and when.
  public let deletes: [Stamp]
  /// The writes that no delete had seen.
  public let writes: [Dot]
  /// The cells that it shows, or would show, in the model's column order.
  public let cells: [Value]
  /// Of a row that does not live, the other values that stand beside those in the cells.
  public let others: [Written]

  /// A value of some columns that is not shown, and who wrote it.
  public struct Written: Equatable, Sendable {
    /// The columns.
    public let columns: [String]
    /// What was written.
    public let sibling: Sibling
  }

  /// Whether the row is not gone.
  public var isKept: Bool { isLiving || isRevived }
}

/// A row that is not shown because an earlier one has its place in a unique key.
public struct Duplicate: Equatable, Sendable {
  /// The columns of the unique key, or the terms of its index.
  public let columns: [String]
  /// Whether the row has become part of the other (rule `merge`).
  public let isMerged: Bool
  /// The row that is shown.
  public let keeper: RowKey
  /// The keeper's cells as it shows them, in the model's column order.
  public let keeperCells: [Value]
  /// The cells of the row that is not shown, as it would show them.
  public let cells: [Value]
  /// Who made the shown row, and who this one.
  public let births: [Stamp]
}

/// Where a conflict is: table number, key and unit, -1 for a row's life.
public struct ConflictPlace: Hashable, Sendable {
  let table: Int64
  let key: [UInt8]
  let unit: Int64
}

extension ReplicaTransaction {
  /// Where there are conflicts, and how each stands; rows that wait are not among them.
  public func conflictStates() throws -> [ConflictPlace: ConflictState] {
    let rows = try session.rows(
      """
      SELECT tbl, key, unit, state FROM samband_conflict UNION ALL
      SELECT tbl, key, -2, CASE reason WHEN 'duplicate' THEN 'open' ELSE 'settled' END
      FROM samband_held WHERE reason IN ('duplicate', 'merged', 'parentGone')
        OR (reason = 'needed' AND keeper IS NOT NULL)
      UNION ALL
      SELECT tbl, key, -3, 'settled' FROM \(Self.renumberedRows)
      UNION ALL
      SELECT tbl, key, -4, 'settled' FROM \(Self.clearedRows)
      UNION ALL
      SELECT tbl, key, -5, 'settled' FROM \(Self.revivedRows)
      """
    ) { row in
      (
        ConflictPlace(table: row.integer(0), key: row.blob(1), unit: row.integer(2)),
        ConflictState(rawValue: row.string(3)) ?? .open
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// The rows that live, or are shown for their children's sake, under another number than their own.
  private static let renumberedRows = """
    (SELECT n.tbl, n.key FROM samband_number AS n
      JOIN samband_row AS r ON r.tbl = n.tbl AND r.key = n.key
      LEFT JOIN samband_held AS h ON h.tbl = n.tbl AND h.key = n.key
      WHERE n.holds = 0 AND (r.digest IS NOT NULL OR h.reason = 'revived'))
    """

  /// The rows that show a reference as NULL which was written otherwise, and how many such.
  private static let clearedRows = """
    (SELECT tbl, key, 1 + length(detail) - length(replace(detail, char(30), '')) AS count
      FROM samband_held WHERE reason = 'altered' AND detail <> '')
    """

  /// The dead rows that are shown because others need them, and are listed for nothing else.
  private static let revivedRows = """
    (SELECT h.tbl, h.key FROM samband_held AS h WHERE h.reason = 'revived' AND NOT EXISTS
      (SELECT 1 FROM samband_conflict AS c
        WHERE c.tbl = h.tbl AND c.key = h.key AND c.unit = -1))
    """

  /// All conflicts and held-back rows, by table, key and column.
  public func conflicts() throws -> [ListedConflict] {
    var result: [ListedConflict] = []
    let listing = ConflictListing(rows: rows, tables: tables)
    let marks = try reopenedConflicts()
    for table in tables {
      let keys = try session.rows(
        """
        SELECT key FROM samband_conflict WHERE tbl = ?1
        UNION SELECT key FROM samband_held WHERE tbl = ?1
        UNION SELECT key FROM samband_number WHERE tbl = ?1 ORDER BY key
        """, [.integer(table.id)]
      ) { $0.blob(0) }
      if keys.isEmpty { continue }
      try loadEdited(in: table)
      for bytes in keys {
        guard let key = RowKey(encoded: bytes) else { throw ByteReader.damage }
        result += try listing.conflicts(of: key, in: table).map { $0.reopened(by: marks) }
      }
    }
    rows.clear()
    return result
  }

  /// Loads the rows that have been edited since the last seal, as they were then.
  func loadEdited(in table: TrackedTable) throws {
    for (live, trace) in try Journal(session: session).traces(of: table) {
      guard let key = try rows.key(ofLive: live, in: table) else { continue }
      let cells = try table.liveRow(live, session)?.cells
      _ = try rows.work(key, in: table, originals: trace.originals(live: cells))
    }
  }

  /// How many conflicts are open, how many a rule has settled, and how many rows wait.
  public func conflictCounts() throws -> (open: Int64, settled: Int64, held: Int64) {
    func count(_ sql: String) throws -> Int64 {
      try session.first("SELECT count(*) FROM \(sql)") { $0.integer(0) } ?? 0
    }
    let open = try count("samband_conflict WHERE state = 'open'")
    let settled = try count("samband_conflict WHERE state = 'settled'")
    let cleared = try session.first(
      "SELECT coalesce(sum(count), 0) FROM \(Self.clearedRows)"
    ) { $0.integer(0) }
    let others = try count(Self.renumberedRows) + count(Self.revivedRows) + (cleared ?? 0)
    let reopened =
      try reopenedConflicts().isEmpty ? 0 : Int64(conflicts().count { $0.isReopened })
    return (
      open + (try count("samband_held WHERE reason = 'duplicate'")) + reopened,
      settled + others - reopened
        + (try count(
          """
          samband_held WHERE reason IN ('merged', 'parentGone')
            OR (reason = 'needed' AND keeper IS NOT NULL)
          """)),
      try count("samband_held WHERE reason IN ('missingParent', 'invalid')")
    )
  }

  /// Eight characters of base32 over the conflict's place; the same wherever it is listed.
  static func identifier(_ table: String, _ key: RowKey, _ column: String) -> String {
    var writer = ByteWriter()
    writer.raw(Array("samband-conflict-v1\n".utf8))
    writer.block(Array(table.utf8))
    writer.block(key.bytes)
    writer.block(Array(column.utf8))
    var hash = SHA256()
    writer.bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let bits = Array(hash.finalize()).prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    let letters = stride(from: 35, through: 0, by: -5).map { shift in
      alphabet[Int(bits >> UInt64(shift) & 31)]
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
