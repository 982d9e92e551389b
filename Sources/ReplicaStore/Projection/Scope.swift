import MergeAlgebra

/// The rows that a projection is computed over.
///
/// Everything outside is as it is recorded, and quiet: shown as it is while it lives. So a row comes in
/// together with all that its place could change: the irregular rows it is connected with, and its
/// children when it is no longer shown as it was. The scope of a computation from nothing is all rows.
final class Scope {
  let rows: RowStore
  let live: LiveTables
  let parents: Parents
  let claims: Claims
  let isWhole: Bool
  let tables: [TrackedTable]
  private(set) var entries: [RowRef: Entry] = [:]
  private let byID: [Int64: TrackedTable]
  private var wanted: Set<RowRef> = []
  private var isMentioning = false

  init(_ rows: RowStore, _ live: LiveTables, _ tables: [TrackedTable], isWhole: Bool) {
    self.rows = rows
    self.live = live
    self.tables = tables
    self.isWhole = isWhole
    parents = Parents(rows: rows, tables: tables)
    claims = Claims(rows: rows)
    byID = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0) })
  }

  /// The circles of the rows, widest first.
  var circles: [Circle] {
    Set(entries.values.map(\.circle)).sorted { ($0.depth, "\($0)") < ($1.depth, "\($1)") }
  }

  /// Asks for a row that is not in yet.
  func want(_ ref: RowRef) {
    isMentioning = true
    if entries[ref] == nil { wanted.insert(ref) }
  }

  /// Lets in what has been asked for and all that it brings; returns whether anything came.
  func grow() throws -> Bool {
    let before = entries.count
    while let ref = wanted.popFirst() { try admit(ref) }
    return entries.count > before
  }

  /// Asks for a row if its place may depend on irregular ones, or theirs on it.
  func wantIfConnected(_ ref: RowRef) throws {
    guard entries[ref] == nil, let (entry, work) = try entry(for: ref) else { return }
    isMentioning = false
    try bringNeighbours(of: entry, work)
    if isMentioning { want(ref) }
  }

  private func admit(_ ref: RowRef) throws {
    guard entries[ref] == nil, let (entry, work) = try entry(for: ref) else { return }
    entries[ref] = entry
    if !isWhole { try bringNeighbours(of: entry, work) }
  }

  private func entry(for ref: RowRef) throws -> (Entry, RowWork)? {
    guard let table = byID[ref.table] else { return nil }
    let work = try rows.work(ref.key, in: table)
    guard work.state.isKnown, let birth = work.state.birth else { return nil }
    let own = RowContent(
      key: ref.key.values, cells: table.model.shownValues(of: work.state))
    let entry = Entry(
      ref: ref, table: table, circle: work.circle, rank: BirthRank(birth, ref.key),
      isLiving: table.model.isLiving(work.state), own: own)
    entry.parents = try table.links.map { link in
      try link.values(in: own).map { try parents.rows(of: link, $0) }
    }
    return (entry, work)
  }

  // MARK: What a row brings

  private func bringNeighbours(of entry: Entry, _ work: RowWork) throws {
    let irregular = rows.irregular
    if let keeper = work.irregularity?.keeper {
      want(RowRef(table: entry.ref.table, key: keeper))
    }
    for ref in try irregular.kept(by: entry.ref) { want(ref) }
    for ref in try irregular.children(of: .place(in: entry.table.name), entry.ref.key.bytes) {
      want(ref)
    }
    try bringHiddenChildren(of: entry, work)
    try bringParents(of: entry, work)
    for place in try claims.places(of: entry.own, in: entry.table) {
      for ref in try irregular.claimants(place.claim) { want(ref) }
    }
    switch work.irregularity?.kind {
    case .revived: try bringChildren(of: entry)
    case .needed:
      // Those that need it show what it would where its keeper shows that, too.
      let would = try rows.numbering.shown(entry.own, in: entry.table)
      try bringChildren(of: entry, showing: [would])
    default: break
    }
  }

  /// The rows that refer to this one and are hidden, or show something else.
  private func bringHiddenChildren(of entry: Entry, _ work: RowWork) throws {
    var contents = [entry.own]
    for cells in [work.original ?? [], work.cellsBefore] where !cells.isEmpty {
      contents.append(RowContent(key: entry.own.key, cells: cells))
    }
    for link in tables.flatMap(\.links) where link.parent == entry.table.name {
      for content in contents {
        var values = link.parentPlaces.map { content[$0] }
        if values.contains(where: \.isNull) { continue }
        for ref in try rows.irregular.children(of: link.target, link.target.bytes(values)) {
          want(ref)
        }
        // References from before the row had a name.
        guard values.contains(where: { if case .row = $0 { true } else { false } }) else {
          continue
        }
        values = values.map { if case .row(let row) = $0 { .integer(row.number) } else { $0 } }
        for ref in try rows.irregular.children(of: link.target, link.target.bytes(values)) {
          want(ref)
        }
      }
    }
  }

  /// The parents that are irregular, or dead and may be needed; of those that the row had before, too.
  private func bringParents(of entry: Entry, _ work: RowWork) throws {
    for (link, found) in zip(entry.table.links, entry.parents) {
      for ref in found ?? [] {
        if try isIrregular(ref) { want(ref) }
        let isDead = try tableOf(ref).map { try rows.isLiving(ref, in: $0) == false } ?? false
        if isDead && link.rule == .revive { want(ref) }
      }
      for cells in [work.original ?? [], work.cellsBefore] where !cells.isEmpty {
        let before = RowContent(key: entry.own.key, cells: cells)
        for ref in try link.values(in: before).map({ try parents.rows(of: link, $0) }) ?? [] {
          if try isIrregular(ref) { want(ref) }
        }
      }
    }
    for ref in try parents.recorded(of: entry.ref) where try isIrregular(ref) { want(ref) }
  }

  /// What the live tables show of the row, and showed at the last seal: by this its children know it.
  func contents(of entry: Entry) throws -> [RowContent] {
    var contents: [RowContent] = []
    if let shown = live.row(entry.ref) {
      contents.append(RowContent(key: shown.key.values, cells: shown.cells))
    }
    if let work = rows.works[entry.ref], let original = work.original,
      let key = try work.live?.key ?? rows.liveKey(of: entry.ref.key, in: entry.table)
    {
      contents.append(RowContent(key: key.values, cells: original))
    }
    return contents
  }

  /// The live rows that refer to what the row shows, or showed.
  func bringChildren(of entry: Entry) throws {
    try bringChildren(of: entry, showing: contents(of: entry))
  }

  private func bringChildren(of entry: Entry, showing contents: [RowContent]) throws {
    let references = try References(rows: rows, live: live, tables: tables)
    for child in tables {
      for link in child.links where link.parent == entry.table.name {
        for values in Set(contents.map { content in link.parentPlaces.map { content[$0] } })
        where !values.contains(where: \.isNull) {
          for key in try references.children(of: values, by: link, in: child) {
            if let key = try rows.key(ofLive: key, in: child) {
              want(RowRef(table: child.id, key: key))
            }
          }
        }
      }
    }
  }

  private func isIrregular(_ ref: RowRef) throws -> Bool {
    if let work = rows.works[ref] { return work.irregularity != nil }
    return try rows.irregular.irregularity(of: ref) != nil
  }

  /// The kept row at the end of a chain of keepers; the row itself when nobody has its place.
  func keeper(of entry: Entry) -> Entry {
    var end = entry
    while let keeper = end.keeper, let next = entries[keeper.ref] { end = next }
    return end
  }

  /// The table of a row.
  func tableOf(_ ref: RowRef) -> TrackedTable? { byID[ref.table] }

  /// Whether a row outside lives; it is shown then.
  func isShownOutside(_ ref: RowRef) throws -> Bool {
    try tableOf(ref).flatMap { try rows.isLiving(ref, in: $0) } ?? false
  }
}

/// A row in the scope, and what becomes of it.
final class Entry {
  let ref: RowRef
  let table: TrackedTable
  let circle: Circle
  let rank: BirthRank
  let isLiving: Bool
  /// Key and cells as the row's own state says.
  let own: RowContent
  /// For each link the known rows that it can mean; `nil` when it refers to nothing.
  var parents: [[RowRef]?] = []

  /// Whether it is there at all, unique keys aside.
  enum Presence: Equatable {
    case absent
    case shown
    case revived
    case away(Irregularity)
  }

  /// The earlier row that has its place.
  struct Keeper {
    let ref: RowRef
    let index: TableShape.UniqueIndex
    let isMerge: Bool
  }

  var presence: Presence = .absent
  var keeper: Keeper?
  /// Every place that it took or wanted, in whatever round.
  var claims: Set<Claim> = []
  /// The rows whose places it depends on otherwise than under a keeper: they keep its keeper from
  /// showing what it has, or one of them was its keeper before some row turned out not to fit.
  var blockers: Set<RowRef> = []
  /// Key and cells as they are to be shown.
  var content: RowContent

  init(
    ref: RowRef, table: TrackedTable, circle: Circle, rank: BirthRank, isLiving: Bool,
    own: RowContent
  ) {
    self.ref = ref
    self.table = table
    self.circle = circle
    self.rank = rank
    self.isLiving = isLiving
    self.own = own
    content = own
  }

  /// Whether the live tables show it.
  var isShown: Bool { (presence == .shown || presence == .revived) && keeper == nil }

  /// Forgets what was computed, but not what that depended on: the next round does, too.
  func reset() {
    if let keeper { blockers.insert(keeper.ref) }
    presence = .absent
    keeper = nil
    content = own
  }

  /// Forgets what the computation depended on.
  func forget() {
    reset()
    claims = []
    blockers = []
  }
}
