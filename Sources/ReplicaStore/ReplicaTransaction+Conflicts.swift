import Crypto
import MergeAlgebra

/// A conflict or a held-back row, as it is listed.
public struct ListedConflict: Equatable, Sendable {
  /// A short name that is the same on every replica: eight letters and digits.
  public let id: String
  /// The table.
  public let table: String
  /// The row.
  public let key: RowKey
  /// The columns; empty when the whole row is meant.
  public let columns: [String]
  /// The rule that decided what is shown: a rule's name, `keep-edited`, `delete-wins`, or why a row
  /// is held back.
  public let rule: String
  /// Whether a person has to decide.
  public let state: ConflictState
  /// What happened.
  public let subject: Subject

  /// The shapes of a listed conflict.
  public enum Subject: Equatable, Sendable {
    /// Siblings of a unit, lowest rank first, and which one is shown.
    case values([Sibling], shown: Int)
    /// A row deleted and edited at once.
    case life(isLiving: Bool, deletes: [Stamp], writes: [Dot])
    /// A living row that the live tables cannot show, with its cells.
    case held(HeldRow, cells: [Value])
    /// Two rows that want one place in a unique key: the one that is shown, and the one, this
    /// conflict's row, that is set aside under it or has become part of it.
    case duplicate(Duplicate)
    /// A row that was made at once with another of the same generated number, and shows another.
    case renumbered(from: Int64)
  }
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
  /// Where there are conflicts, and how each stands; held-back rows are not among them.
  public func conflictStates() throws -> [ConflictPlace: ConflictState] {
    let rows = try session.rows("SELECT tbl, key, unit, state FROM samband_conflict") { row in
      (
        ConflictPlace(table: row.integer(0), key: row.blob(1), unit: row.integer(2)),
        ConflictState(rawValue: row.string(3)) ?? .open
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// All conflicts and held-back rows, by table, key and column.
  public func conflicts() throws -> [ListedConflict] {
    var result: [ListedConflict] = []
    for table in tables {
      let number = Value.integer(table.id)
      let keys = try session.rows(
        """
        SELECT key FROM samband_conflict WHERE tbl = ?1
        UNION SELECT key FROM samband_held WHERE tbl = ?1 ORDER BY key
        """, [number]
      ) { $0.blob(0) }
      if keys.isEmpty { continue }
      let edited = Dictionary(
        uniqueKeysWithValues: try Journal(session: session).traces(of: table).map {
          ($0.key, $0.trace)
        })
      for bytes in keys {
        guard let key = RowKey(encoded: bytes) else { throw ByteReader.damage }
        let live = try table.liveRow(key, session)?.cells
        _ = try rows.work(key, in: table, originals: edited[key]?.originals(live: live))
        result += try conflicts(of: key, in: table)
      }
    }
    rows.clear()
    return result
  }

  /// How many conflicts are open and how many a rule has settled.
  public func conflictCounts() throws -> (open: Int64, settled: Int64, held: Int64) {
    let open = try session.first(
      "SELECT count(*) FROM samband_conflict WHERE state = 'open'"
    ) { $0.integer(0) }
    let all = try session.first("SELECT count(*) FROM samband_conflict") { $0.integer(0) }
    let held = try session.first("SELECT count(*) FROM samband_held") { $0.integer(0) }
    return (open ?? 0, (all ?? 0) - (open ?? 0), held ?? 0)
  }

  private func conflicts(of key: RowKey, in table: TrackedTable) throws -> [ListedConflict] {
    let work = try rows.work(key, in: table)
    var result = table.model.conflicts(of: work.state).map { conflict in
      switch conflict.subject {
      case .unit(let unit, let siblings, let shown):
        let columns = table.model.units[unit].columns.map { table.model.columns[$0].name }
        return ListedConflict(
          id: Self.identifier(table.name, key, columns[0]), table: table.name, key: key,
          columns: columns, rule: table.model.units[unit].rule.name, state: conflict.state,
          subject: .values(siblings, shown: shown))
      case .life(let isLiving, let deletes, let writes):
        return ListedConflict(
          id: Self.identifier(table.name, key, ""), table: table.name, key: key, columns: [],
          rule: table.model.declaration.deletion.rawValue, state: conflict.state,
          subject: .life(isLiving: isLiving, deletes: deletes, writes: writes))
      }
    }
    if let held = work.held {
      result.append(
        ListedConflict(
          id: Self.identifier(table.name, key, "\u{0}held"), table: table.name, key: key,
          columns: [], rule: held.reason.rawValue, state: .open,
          subject: .held(held, cells: table.model.shownValues(of: work.state))))
    }
    return result
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
