import MergeAlgebra

/// What a projection did to the live tables.
public struct ProjectionReport: Equatable, Sendable {
  /// Rows whose live cells were changed, brought or taken away.
  public var changedRows = 0
  /// Rows that are held back now and were not before.
  public var newlyHeld = 0
  /// Conflicts that are new and need a person.
  public var opened = 0
  /// Conflicts that are new and that a rule decided.
  public var settled = 0
  /// Corrections to rows as another program had left them: table, key, column.
  public var corrections: [Correction] = []

  /// A projection that changed nothing.
  public init() {}

  /// A cell or row of our own edits that shows something else than was written.
  public struct Correction: Equatable, Sendable {
    /// The table.
    public let table: String
    /// The row.
    public let key: RowKey
    /// The column; `nil` when the whole row is held back or is shown again.
    public let column: String?
  }
}

/// Makes the live tables show the replicated state (protocol §7, the part of the founding issue).
///
/// The result is a pure function of the state of all rows: with nothing held back before and no
/// constraint broken by showing every living row, that is every living row, and only the touched
/// rows are looked at. Otherwise what is held back is computed from nothing.
struct Projection {
  let rows: RowStore
  let tables: [TrackedTable]
  private var session: SQLSession { rows.session }

  /// A row's move between what the live table shows and what it shall show.
  struct Move {
    let ref: RowRef
    let table: TrackedTable
    let before: TrackedTable.LiveRow?
    /// The cells at the last seal; `nil` when the row was not shown then.
    let original: [Value]?
    /// Whether another program has written the row since the last seal.
    let isLocal: Bool
    let after: [Value]?
  }

  init(rows: RowStore, tables: [TrackedTable]) {
    self.rows = rows
    self.tables = tables
  }

  /// Shows the touched rows and writes their records.
  func run() throws -> ProjectionReport {
    guard rows.works.values.contains(where: \.isTouched) else {
      rows.clear()
      return ProjectionReport()
    }
    let holdsBack = try session.first("SELECT 1 FROM samband_held LIMIT 1") { _ in true } ?? false
    if !holdsBack, !rows.isOutdated, let report = try showingEverything() { return report }
    try rows.loadAll(of: tables)
    let held = try HeldRows(rows: rows, tables: tables).compute()
    let moves = moves(holding: held)
    try materialise(moves)
    return try RowWriter(rows: rows, tables: tables).write(moves, held: held)
  }

  /// The quick way; `nil` when a constraint is in the way, with nothing changed.
  private func showingEverything() throws -> ProjectionReport? {
    let moves = moves(holding: [:])
    try session.run("SAVEPOINT samband_show")
    do {
      try materialise(moves)
      if try References(session: session, tables: tables).allHold(after: moves) {
        try session.run("RELEASE samband_show")
        return try RowWriter(rows: rows, tables: tables).write(moves, held: [:])
      }
    } catch let error as StoreError where error.code == .collision || error.code == .constraint {
      // A row that cannot be shown: found out below, from nothing.
    }
    try session.run("ROLLBACK TO samband_show")
    try session.run("RELEASE samband_show")
    return nil
  }

  private func moves(holding held: [RowRef: HeldRow]) -> [Move] {
    let byID = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0) })
    return rows.works.keys.sorted().compactMap { ref in
      guard let work = rows.works[ref], let table = byID[ref.table] else { return nil }
      let isShown = held[ref] == nil && table.model.isLiving(work.state)
      let after = isShown ? table.model.shownValues(of: work.state) : nil
      return Move(
        ref: ref, table: table, before: work.live, original: work.original,
        isLocal: work.isLocal, after: after)
    }
  }

  /// Deletes first, inserts last, so that unique keys can change hands; of the inserts those that
  /// bring their rowid, before SQLite gives it to a new row.
  private func materialise(_ moves: [Move]) throws {
    for move in moves {
      guard let before = move.before else { continue }
      guard let after = move.after else {
        try move.table.delete(move.ref.key, session)
        continue
      }
      if move.table.movesUniqueKey(from: before.cells, to: after) {
        try move.table.delete(move.ref.key, session)
      }
    }
    for move in moves {
      guard let after = move.after else { continue }
      guard let before = move.before else { continue }
      if !move.table.movesUniqueKey(from: before.cells, to: after) {
        try move.table.update(move.ref.key, from: before.cells, to: after, session)
      }
    }
    let arriving = moves.filter { move in
      guard let after = move.after else { return false }
      return move.before.map { move.table.movesUniqueKey(from: $0.cells, to: after) } ?? true
    }
    // Rows that keep a rowid come first, or SQLite gives it to one that has none yet.
    let keeping = arriving.filter { $0.before?.rowID != nil }
    for move in keeping + arriving.filter({ $0.before?.rowID == nil }) {
      guard let after = move.after else { continue }
      try move.table.insert(move.ref.key, after, rowID: move.before?.rowID, session)
    }
  }
}
