import MergeAlgebra

/// Gives rows another key whose key belongs to another row: to one that is hidden, or shown under another
/// key, or, where SQLite numbers the rows, to the one that was deleted just before (protocol §2).
///
/// Their author could not know of the other row. Nothing but the author's own edits can refer to such
/// a row yet, so the references among these that name its key mean this row and follow. A reference that
/// nobody has written since the last seal meant another row, whose key SQLite finds equal (1 and 1.0).
struct FreshKeys {
  let rows: RowStore
  let tables: [TrackedTable]
  private var session: SQLSession { rows.session }

  /// A row that was given another key.
  struct Change {
    let table: TrackedTable
    let from: RowKey
    let to: RowKey
  }

  /// Looks at the rows in the journals; returns those that have another key now.
  func give() throws -> [Change] {
    let hasIrregular = try rows.irregular.areThereAny()
    var changes: [Change] = []
    for table in tables where hasIrregular || table.isNumbered {
      for (live, trace) in try Journal(session: session).traces(of: table)
      where try isTaken(live, trace, in: table) {
        // What cannot be sealed is told under the key that its author knows.
        if let row = try table.liveRow(live, session) { try table.check(row, live) }
        let fresh = try freshKey(for: live, in: table)
        try move(live, to: fresh, after: trace.lastDelete, in: table)
        changes.append(Change(table: table, from: live, to: fresh))
      }
    }
    return changes
  }

  /// Whether the live row has a key that belongs to another row.
  private func isTaken(
    _ live: RowKey, _ trace: JournalTrace, in table: TrackedTable
  ) throws -> Bool {
    guard !live.values.contains(where: \.isNull), try table.liveRow(live, session) != nil,
      let key = try rows.key(ofLive: live, in: table)
    else { return false }
    let ref = RowRef(table: table.id, key: key)
    let irregularity = try rows.irregular.irregularity(of: ref)
    if irregularity?.isOfHiddenLiving ?? false { return true }
    if irregularity?.kind == .altered, let home = try rows.liveKey(of: key, in: table), home != live
    {
      return try table.liveRow(home, session) != nil
    }
    // Who deletes a row and makes another has another, though SQLite gives it the same number.
    guard table.isNumbered, trace.isDeleted, try rows.isLiving(ref, in: table) != nil else {
      return false
    }
    return try irregularity.map { !$0.isHidden } ?? (rows.isLiving(ref, in: table) == true)
  }

  // MARK: Another key

  private func freshKey(for live: RowKey, in table: TrackedTable) throws -> RowKey {
    if table.isNumbered {
      return RowKey([.integer(try UnusedNumber(rows: rows, table: table).find())])
    }
    let free = table.model.key.indices.last { place in
      !table.links.contains { $0.places.contains(.key(place)) }
    }
    guard let free else {
      throw StoreError(
        .unsealable,
        "\(table.name) \(live.readable): a row with this key exists already and is held back: "
          + "delete this one; the other shows itself when what it waits for has come")
    }
    var content = RowContent(
      key: live.values, cells: try table.liveRow(live, session)?.cells ?? [])
    let references = try References(rows: rows, live: LiveTables(rows), tables: tables)
    for attempt in 2...Int.max {
      guard let value = live.values[free].followed(by: attempt) else { break }
      content.key[free] = value
      let key = RowKey(content.key)
      let isKnown = try session.hasRow(
        "SELECT 1 FROM samband_row WHERE tbl = ?1 AND key = ?2",
        [.integer(table.id), .blob(key.bytes)])
      // What refers to a row that is not there would come to mean this one.
      if try !isKnown && !isThere(key, in: table)
        && !references.areThere(to: content, by: .key(free), in: table)
      {
        return key
      }
    }
    throw StoreError(
      .unsealable,
      "\(table.name) \(live.readable): a row with this key exists already and is held back: "
        + "give it another key")
  }

  /// Whether the live table has a row whose key SQLite finds equal, as 1 and 1.0.
  private func isThere(_ key: RowKey, in table: TrackedTable) throws -> Bool {
    let match = table.model.key.enumerated().map { "\(quoted($1)) = ?\($0 + 1)" }
    return try session.hasRow(
      "SELECT 1 FROM \(quoted(table.name)) WHERE \(match.joined(separator: " AND "))", key.values)
  }

  // MARK: Moving

  private func move(
    _ from: RowKey, to: RowKey, after place: Int64, in table: TrackedTable
  ) throws {
    let key = table.model.key
    let sets = key.enumerated().map { "\(quoted($1)) = ?\($0 + 1)" }.joined(separator: ", ")
    let match = key.enumerated().map { place, name in
      "\(quoted(name)) = ?\(key.count + place + 1) COLLATE BINARY"
    }.joined(separator: " AND ")
    try session.run(
      "UPDATE OR ABORT \(quoted(table.name)) SET \(sets) WHERE \(match)", to.values + from.values)
    try Journal(session: session).rename(from, to, after: place, in: table)
    for child in tables {
      for link in child.links where link.parent == table.name {
        try follow(link, of: child, from, to, in: table)
      }
    }
  }

  /// Lets the references of one foreign key follow; where they are part of a key, what refers to that
  /// follows in turn.
  private func follow(
    _ link: Link, of child: TrackedTable, _ from: RowKey, _ to: RowKey, in parent: TrackedTable
  ) throws {
    let changed = zip(link.places, link.parentPlaces).filter { _, theirs in
      if case .key(let index) = theirs { from.values[index] != to.values[index] } else { false }
    }
    let named = link.parentPlaces.compactMap { place -> Value? in
      if case .key(let index) = place { from.values[index] } else { nil }
    }
    guard !changed.isEmpty, named.count == link.places.count else { return }
    let references = try References(rows: rows, live: LiveTables(rows), tables: tables)
    let children = try references.children(of: named, by: link, in: child)
    if children.isEmpty { return }
    let traces = Dictionary(
      uniqueKeysWithValues: try Journal(session: session).traces(of: child).map {
        ($0.key, $0.trace)
      })
    for key in children {
      guard let before = try child.liveRow(key, session), let trace = traces[key],
        try isWritten(link, before, trace, in: child)
      else { continue }
      var after = RowContent(key: before.key.values, cells: before.cells)
      for (place, theirs) in changed {
        if case .key(let index) = theirs { after[place] = to.values[index] }
      }
      try child.update(key, from: before.cells, to: after.cells, session)
      let moved = after.cells.indices.filter { after.cells[$0] != before.cells[$0] }
      if !moved.isEmpty {
        try Journal(session: session).note(
          moved, of: key, from: before.cells, at: trace.time, in: child)
      }
      if after.key != before.key.values {
        let meant = try rows.key(ofLive: RowKey(after.key), in: child) ?? RowKey(after.key)
        try child.checkParents(of: meant, key, rows)
        try move(key, to: RowKey(after.key), after: trace.lastDelete, in: child)
      }
    }
  }

  /// Whether a reference was written since the last seal, with its row or in it.
  private func isWritten(
    _ link: Link, _ live: TrackedTable.LiveRow, _ trace: JournalTrace, in child: TrackedTable
  ) throws -> Bool {
    let changed = trace.changedColumns(live: live.cells)
    if changed.contains(where: { link.places.contains(.cell($0)) }) { return true }
    guard let key = try rows.key(ofLive: live.key, in: child) else { return true }
    let ref = RowRef(table: child.id, key: key)
    let isHidden = try rows.irregular.irregularity(of: ref)?.isHidden ?? false
    return try isHidden || rows.isLiving(ref, in: child) != true
  }
}

extension Value {
  /// Another value of the same kind, the `attempt`-th after this one; `nil` for kinds without one.
  func followed(by attempt: Int) -> Value? {
    switch self {
    case .integer(let number):
      let (sum, overflows) = number.addingReportingOverflow(Int64(attempt - 1))
      return overflows ? nil : .integer(sum)
    case .text(let bytes): return .text(bytes + Array("-\(attempt)".utf8))
    case .blob(let bytes): return .blob(bytes + [UInt8(truncatingIfNeeded: attempt)])
    case .real(let number):
      let sum = number + Double(attempt - 1)
      return sum > number ? .real(sum) : nil
    case .null, .row: return nil
    }
  }
}
