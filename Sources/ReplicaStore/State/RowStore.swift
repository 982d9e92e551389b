import MergeAlgebra

/// Why a living row is not in the live tables.
public enum HeldReason: String, Sendable {
  /// An earlier row has its place in a unique key.
  case duplicate
  /// A row that it refers to is not shown.
  case missingParent
  /// It breaks another constraint of the schema.
  case invalid
}

/// A living row that waits.
public struct HeldRow: Equatable, Sendable {
  /// Why.
  public let reason: HeldReason
  /// The unique columns, the parent table, or what SQLite said.
  public let detail: String
}

/// A row that an operation looks at: its state, and what the database held before.
struct RowWork {
  var state: RowState
  /// What the live table shows now; `nil` when it has no such row.
  let live: TrackedTable.LiveRow?
  /// What the live table showed at the last seal; columns that another program has updated since
  /// may have their new cells here.
  let original: [Value]?
  /// Whether another program has written the row since the last seal.
  let isLocal: Bool
  let circle: Circle
  /// What the row counts in its circle's digest; `nil` while it is dead or unknown.
  let digest: StateDigest?
  let held: HeldRow?
  /// Whether the state or the live row may differ from what is stored.
  var isTouched = false
}

/// The rows that an operation works on, loaded once and written once.
final class RowStore {
  let session: SQLSession
  let streams: StreamTable
  private(set) var works: [RowRef: RowWork] = [:]
  /// Whether rules or constraints are others than those by which the live tables were computed, so
  /// that what is shown must be computed from nothing.
  var isOutdated = false

  init(_ session: SQLSession, _ streams: StreamTable) {
    self.session = session
    self.streams = streams
  }

  /// Forgets what was loaded, after it has been written.
  func clear() {
    works.removeAll(keepingCapacity: true)
    isOutdated = false
  }

  /// The row as the operation sees it, loaded when it is new to the operation.
  ///
  /// `circle` says where a row that nobody knows belongs. `originals` replaces the live cells for
  /// reading the stored state, where another program has changed them since it was stored.
  func work(
    _ key: RowKey, in table: TrackedTable, circle: Circle = .everyone, originals: [Value]? = nil
  ) throws -> RowWork {
    let ref = RowRef(table: table.id, key: key)
    if let work = works[ref] { return work }
    let live = try table.liveRow(key, session)
    let work = try load(ref, table, circle: circle, live: live, local: originals)
    works[ref] = work
    return work
  }

  /// Changes a row that has been loaded.
  func touch(_ ref: RowRef, _ change: (inout RowState) -> Void) {
    guard var work = works[ref] else { preconditionFailure("\(ref) has not been loaded") }
    works[ref] = nil
    change(&work.state)
    work.isTouched = true
    works[ref] = work
  }

  /// Loads every known row, so that a projection can be computed from nothing.
  func loadAll(of tables: [TrackedTable]) throws {
    for table in tables {
      let keys = try session.rows(
        "SELECT key FROM samband_row WHERE tbl = ?1", [.integer(table.id)]
      ) { $0.blob(0) }
      for bytes in keys {
        guard let key = RowKey(encoded: bytes) else { throw ByteReader.damage }
        _ = try work(key, in: table)
      }
    }
  }

  private func load(
    _ ref: RowRef, _ table: TrackedTable, circle: Circle, live: TrackedTable.LiveRow?,
    local: [Value]?
  ) throws -> RowWork {
    let originals = local ?? live?.cells
    let arguments: [Value] = [.integer(ref.table), .blob(ref.key.bytes)]
    let record = try session.first(
      "SELECT circle, digest, state FROM samband_row WHERE tbl = ?1 AND key = ?2", arguments
    ) { row in
      (circle: row.isNull(0) ? "everyone" : row.string(0), digest: row.blob(1), state: row.blob(2))
    }
    guard let record else {
      return RowWork(
        state: table.model.emptyRow, live: live, original: nil, isLocal: local != nil,
        circle: circle, digest: nil, held: nil)
    }
    let codec = RowStateCodec(model: table.model, streams: streams)
    let state: RowState
    do {
      state = try codec.decode(record.state, live: originals)
    } catch let error as StoreError {
      throw StoreError(error.code, "\(table.name) \(ref.key.readable): \(error.message)")
    }
    let held = try held(ref)
    return RowWork(
      state: state, live: live,
      original: held == nil && table.model.isLiving(state) ? originals : nil,
      isLocal: local != nil, circle: Circle(record.circle) ?? circle,
      digest: StateDigest(record.digest), held: held)
  }

  private func held(_ ref: RowRef) throws -> HeldRow? {
    try session.first(
      "SELECT reason, detail FROM samband_held WHERE tbl = ?1 AND key = ?2",
      [.integer(ref.table), .blob(ref.key.bytes)]
    ) { row in
      HeldRow(reason: HeldReason(rawValue: row.string(0)) ?? .invalid, detail: row.string(1))
    }
  }
}
