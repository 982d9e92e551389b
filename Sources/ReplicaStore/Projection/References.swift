import MergeAlgebra

/// Whether the references touched by a projection hold in the live tables.
struct References {
  let rows: RowStore
  let live: LiveTables
  let tables: [TrackedTable]
  private let hasIrregular: Bool
  private var session: SQLSession { rows.session }

  init(rows: RowStore, live: LiveTables, tables: [TrackedTable]) throws {
    self.rows = rows
    self.live = live
    self.tables = tables
    hasIrregular = try rows.irregular.areThereAny()
  }

  /// The rows among these that refer to nobody, and those that left others behind.
  ///
  /// Changed child → its parent exists; vanished parent → it has no child.
  func broken(among refs: [RowRef]) throws -> Set<RowRef> {
    let byID = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0) })
    var broken: Set<RowRef> = []
    for ref in refs {
      guard let table = byID[ref.table], let work = rows.works[ref] else { continue }
      let after = live.row(ref).map { RowContent(key: $0.key.values, cells: $0.cells) }
      let key = try work.live?.key ?? rows.liveKey(of: ref.key, in: table)
      let before = work.original.flatMap { cells in
        key.map { RowContent(key: $0.values, cells: cells) }
      }
      if let after, try isOrphan(after, before, in: table, isLocal: work.isLocal) {
        broken.insert(ref)
      }
      if let before, try leavesOrphans(before, after, table) { broken.insert(ref) }
    }
    return broken
  }

  private func isOrphan(
    _ after: RowContent, _ before: RowContent?, in table: TrackedTable, isLocal: Bool
  ) throws -> Bool {
    // The journal does not say what an updated reference was, so a local row is looked at anyhow.
    for link in table.links {
      guard let values = link.values(in: after) else { continue }
      if !isLocal, let before, link.values(in: before) == values { continue }
      if try !isMeant(link.target, values) { return true }
    }
    return false
  }

  private func leavesOrphans(
    _ before: RowContent, _ after: RowContent?, _ parent: TrackedTable
  ) throws -> Bool {
    for child in tables {
      for link in child.links where link.parent == parent.name {
        let values = link.parentPlaces.map { before[$0] }
        if values.contains(where: \.isNull) { continue }
        if let after, link.parentPlaces.map({ after[$0] }) == values { continue }
        if try !children(of: values, by: link, in: child, limit: 1).isEmpty
          && !isMeant(link.target, values)
        {
          return true
        }
      }
    }
    return false
  }

  /// Whether the live table has a row that a reference with these values finds.
  func isThere(_ target: LinkTarget, _ values: [Value]) throws -> Bool {
    try session.hasRow(
      "SELECT 1 FROM \(quoted(target.table)) WHERE \(match(target)) LIMIT 1", values)
  }

  /// Whether the live table has a row that a reference with these values finds and means.
  ///
  /// One that shows other cells than its own may only stand where the row that is meant would.
  private func isMeant(_ target: LinkTarget, _ values: [Value]) throws -> Bool {
    guard hasIrregular, let parent = rows.tables[target.table] else {
      return try isThere(target, values)
    }
    let keys = parent.model.key.map(quoted).joined(separator: ", ")
    let found = try session.rows(
      "SELECT \(keys) FROM \(quoted(parent.name)) WHERE \(match(target))", values
    ) { RowKey($0.values(from: 0, count: parent.model.key.count)) }
    return try found.contains { live in
      guard let key = try rows.key(ofLive: live, in: parent) else { return true }
      let ref = RowRef(table: parent.id, key: key)
      return try rows.irregular.irregularity(of: ref)?.kind != .altered
    }
  }

  private func match(_ target: LinkTarget) -> String {
    target.columns.enumerated().map { place, name in "\(quoted(name)) = ?\(place + 1)" }
      .joined(separator: " AND ")
  }

  /// Whether a row, shown or held back, has a reference that would mean a row with this content, by
  /// some column of its key.
  func areThere(to content: RowContent, by place: ColumnPlace, in parent: TrackedTable) throws
    -> Bool
  {
    for child in tables {
      for link in child.links
      where link.parent == parent.name && link.parentPlaces.contains(place) {
        let values = link.parentPlaces.map { content[$0] }
        if values.contains(where: \.isNull) { continue }
        if try !children(of: values, by: link, in: child, limit: 1).isEmpty { return true }
        let held = try rows.irregular.children(of: link.target, link.target.bytes(values))
        if !held.isEmpty { return true }
      }
    }
    return false
  }

  /// The live rows that refer to these values, as the live table knows them.
  func children(
    of values: [Value], by link: Link, in child: TrackedTable, limit: Int = -1
  ) throws -> [RowKey] {
    let names = link.places.map { place in
      switch place {
      case .key(let index): child.model.key[index]
      case .cell(let index): child.model.columns[index].name
      }
    }
    let match = names.enumerated().map { place, name in
      "\(quoted(name)) = ?\(place + 1) COLLATE \(quoted(link.target.collations[place]))"
    }
    let keys = child.model.key.map(quoted).joined(separator: ", ")
    return try session.rows(
      """
      SELECT \(keys) FROM \(quoted(child.name)) WHERE \(match.joined(separator: " AND "))
      LIMIT \(limit)
      """, values
    ) { RowKey($0.values(from: 0, count: child.model.key.count)) }
  }
}
