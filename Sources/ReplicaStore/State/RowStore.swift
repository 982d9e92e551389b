import MergeAlgebra

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
  let irregularity: Irregularity?
  /// Whether the state or the live row may differ from what is stored.
  var isTouched = false
  /// What the row's own cells were when it was loaded; empty for tables that neither refer to others
  /// nor are referred to by other columns than their key.
  var cellsBefore: [Value] = []
}

/// The rows that an operation works on, loaded once and written once.
final class RowStore {
  let session: SQLSession
  let streams: StreamTable
  let numbering: Numbering
  let progress: ProgressMeter
  let past: PastRecords
  private(set) var works: [RowRef: RowWork] = [:]
  /// The tables under sync by name.
  var tables: [String: TrackedTable] = [:]
  /// What tables of the user's own refer to, where any refers to a table under sync.
  var own: [OwnReference] = []
  /// Whether rules or constraints are others than those by which the live tables were computed, so
  /// that what is shown must be computed from nothing.
  var isOutdated = false
  private var hasAliases: Bool?

  var irregular: IrregularRows { IrregularRows(session: session) }

  init(_ session: SQLSession, _ streams: StreamTable, _ progress: ProgressMeter) {
    self.session = session
    self.streams = streams
    self.progress = progress
    numbering = Numbering(session)
    past = PastRecords(session, streams)
  }

  /// Forgets what was loaded, after it has been written.
  func clear() {
    works.removeAll(keepingCapacity: true)
    isOutdated = false
    hasAliases = nil
    past.forget()
  }

  /// The row as the operation sees it, loaded when it is new to the operation.
  ///
  /// `circle` says where a row that nobody knows belongs. `originals` replaces the live cells for
  /// reading the stored state, where another program has changed them since it was stored. `shown` is
  /// what the live table shows, where that is known: a new row that refers to one which is shown under
  /// another key is not found by its own.
  func work(
    _ key: RowKey, in table: TrackedTable, circle: Circle = .everyone, originals: [Value]? = nil,
    shown: TrackedTable.LiveRow? = nil
  ) throws -> RowWork {
    let ref = RowRef(table: table.id, key: key)
    if let work = works[ref] { return work }
    let live = try shown ?? live(key, in: table)
    var work = try load(ref, table, circle: circle, live: live, local: originals)
    if !(table.links.isEmpty && table.targets.isEmpty) && work.state.isKnown {
      work.cellsBefore = table.model.shownValues(of: work.state)
    }
    works[ref] = work
    return work
  }

  /// Forgets a row that was loaded and not changed.
  func forget(_ ref: RowRef) { works[ref] = nil }

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
        circle: circle, digest: nil, irregularity: nil)
    }
    let codec = RowStateCodec(model: table.model, streams: streams)
    let state: RowState
    do {
      state = try codec.decode(record.state, live: originals)
    } catch let error as StoreError {
      throw StoreError(error.code, "\(table.name) \(ref.key.readable): \(error.message)")
    }
    let irregularity = try irregular.irregularity(of: ref)
    let wasShown =
      irregularity.map { !$0.isHidden } ?? table.model.isLiving(state)
    return RowWork(
      state: state, live: live, original: wasShown ? originals : nil, isLocal: local != nil,
      circle: Circle(record.circle) ?? circle, digest: StateDigest(record.digest),
      irregularity: irregularity)
  }

  /// Whether a row lives; `nil` when nobody knows it.
  func isLiving(_ ref: RowRef, in table: TrackedTable) throws -> Bool? {
    if let work = works[ref] {
      return work.state.isKnown ? table.model.isLiving(work.state) : nil
    }
    return try session.first(
      "SELECT digest IS NOT NULL FROM samband_row WHERE tbl = ?1 AND key = ?2",
      [.integer(ref.table), .blob(ref.key.bytes)]
    ) { $0.integer(0) == 1 }
  }

  // MARK: Keys in the live tables

  /// What the live table shows of a row.
  func live(_ key: RowKey, in table: TrackedTable) throws -> TrackedTable.LiveRow? {
    try liveKey(of: key, in: table).flatMap { try table.liveRow($0, session) }
  }

  /// The key under which the live table shows the row, if it shows it.
  func liveKey(of key: RowKey, in table: TrackedTable) throws -> RowKey? {
    let place: [Value] = [.integer(table.id), .blob(key.bytes)]
    if try aliasesExist() {
      let alias = try session.first(
        "SELECT live FROM samband_alias WHERE tbl = ?1 AND key = ?2", place
      ) { RowKey(encoded: $0.blob(0)) }
      if let alias { return alias }
    }
    guard let live = try plainLiveKey(of: key, in: table) else { return nil }
    if let other = try alias(live, in: table), other != key { return nil }
    return live
  }

  /// The row that the live table means by a key; `nil` when it is a number that no row has.
  func key(ofLive live: RowKey, in table: TrackedTable) throws -> RowKey? {
    if let key = try alias(live, in: table) { return key }
    var values = live.values
    for link in table.links where link.isInKey {
      let content = RowContent(key: live.values, cells: table.model.columns.map { _ in .null })
      guard let own = try ownValues(of: link, showing: content) else { continue }
      for (place, value) in zip(link.places, own) {
        if case .key(let index) = place { values[index] = value }
      }
    }
    if values != live.values, let plain = try named(live.values, in: table),
      try isShownPlainly(RowRef(table: table.id, key: plain))
    {
      return plain
    }
    return try named(values, in: table)
  }

  /// A live key with the rows that its numbers mean; `nil` when it is a number that no row has.
  private func named(_ live: [Value], in table: TrackedTable) throws -> RowKey? {
    guard table.keyNumbers.contains(where: { $0 != nil }) else { return RowKey(live) }
    var values = live
    for (place, name) in table.keyNumbers.enumerated() {
      guard let name, let owner = numbering.table(name), case .integer(let number) = values[place]
      else { continue }
      let row =
        table.isNumbered
        ? try numbering.formerRow(number, in: owner) : try numbering.liveRow(number, in: owner)
      if let row {
        values[place] = .row(row)
      } else if table.isNumbered {
        return nil
      }
    }
    return RowKey(values)
  }

  /// Whether a row stands in the live table under its own key: what it refers to is hidden, and the
  /// keeper of that is shown under the very key that is hidden.
  private func isShownPlainly(_ ref: RowRef) throws -> Bool {
    if let irregularity = try irregular.irregularity(of: ref) {
      let isElsewhere = try session.hasRow(
        "SELECT 1 FROM samband_alias WHERE tbl = ?1 AND key = ?2",
        [.integer(ref.table), .blob(ref.key.bytes)])
      return !irregularity.isHidden && !isElsewhere
    }
    return try session.hasRow(
      "SELECT 1 FROM samband_row WHERE tbl = ?1 AND key = ?2 AND digest IS NOT NULL",
      [.integer(ref.table), .blob(ref.key.bytes)])
  }

  /// What a reference of a live row means in the parent's own words, where the parent is shown under
  /// another key than its own; `nil` where it is not.
  func ownValues(of link: Link, showing content: RowContent) throws -> [Value]? {
    guard try aliasesExist(), let values = link.values(in: content),
      let parent = tables[link.parent]
    else { return nil }
    let places = link.parentPlaces.compactMap { place in
      if case .key(let index) = place { index } else { nil }
    }
    guard places.sorted() == Array(parent.model.key.indices) else { return nil }
    var key = parent.model.key.map { _ in Value.null }
    for (index, value) in zip(places, values) { key[index] = value }
    guard let own = try alias(RowKey(key), in: parent) else { return nil }
    let shown = try numbering.shown(own, in: parent).values
    return places.map { shown[$0] }
  }

  /// The key as the state alone says, in numbers as they are shown now.
  func plainLiveKey(of key: RowKey, in table: TrackedTable) throws -> RowKey? {
    guard table.keyNumbers.contains(where: { $0 != nil }) else { return key }
    var values = key.values
    for (place, name) in table.keyNumbers.enumerated() {
      guard case .row(let row) = values[place], let name, let owner = numbering.table(name) else {
        continue
      }
      guard let number = try numbering.liveNumber(of: row, in: owner) else { return nil }
      values[place] = .integer(number)
    }
    return RowKey(values)
  }

  private func alias(_ live: RowKey, in table: TrackedTable) throws -> RowKey? {
    guard try aliasesExist() else { return nil }
    return try session.first(
      "SELECT key FROM samband_alias WHERE tbl = ?1 AND live = ?2",
      [.integer(table.id), .blob(live.bytes)]
    ) { RowKey(encoded: $0.blob(0)) } ?? nil
  }

  private func aliasesExist() throws -> Bool {
    if let hasAliases { return hasAliases }
    let found = try session.first("SELECT 1 FROM samband_alias LIMIT 1") { _ in true } ?? false
    hasAliases = found
    return found
  }
}
