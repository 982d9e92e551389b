import MergeAlgebra

/// Which of two rows stays that want one place in a unique key.
public enum KeptRow: String, Hashable, Sendable {
  /// The row that is shown.
  case shown = "A"
  /// The row that is hidden.
  case hidden = "B"
  /// Both, one of them under another key.
  case both
}

/// Takes a row's place in every reference to it, and gives rows other keys: what a person's decision
/// about two duplicates comes to.
///
/// It only reads; what is to be written is collected, one change a row.
struct Reassignment {
  let rows: RowStore
  let tables: [TrackedTable]
  private var changes: [RowRef: NetEffect.Decision] = [:]
  private let byID: [Int64: TrackedTable]

  init(rows: RowStore, tables: [TrackedTable]) {
    self.rows = rows
    self.tables = tables
    byID = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0) })
  }

  /// Deletes a row; what refers to it refers to the other from then on.
  ///
  /// The other is written, too, even where nothing changes: so it lives on when somebody else deletes it
  /// at the same time. What it shows of the row that goes becomes its own.
  mutating func replace(_ gone: RowRef, by other: RowRef) throws {
    guard let table = byID[gone.table] else { return }
    try redirect(to: try own(other, table), childrenOf: gone, table)
    changes[gone] = .delete
    write(try absorbed(gone, by: other, table), to: other)
  }

  /// The cells that a row shows and has from one that is merged into it.
  private func absorbed(
    _ part: RowRef, by whole: RowRef, _ table: TrackedTable
  ) throws -> [Int: Value] {
    guard try rows.irregular.irregularity(of: part)?.kind == .merged,
      let live = try rows.live(whole.key, in: table)
    else { return [:] }
    let own = try rows.numbering.shown(try own(whole, table), in: table).cells
    let linked = table.links.flatMap(\.places)
    return Dictionary(
      uniqueKeysWithValues: own.indices.filter { cell in
        own[cell] != live.cells[cell] && !linked.contains(.cell(cell))
      }.map { ($0, live.cells[$0]) })
  }

  /// Writes cells of a row.
  mutating func write(_ cells: [Int: Value], to ref: RowRef) {
    if case .update(let known)? = changes[ref] {
      changes[ref] = .update(known.merging(cells) { $1 })
    } else if changes[ref] == nil {
      changes[ref] = .update(cells)
    }
  }

  /// Makes the row anew under another key, in the live tables' words, and deletes it; what refers to
  /// it follows.
  mutating func move(_ ref: RowRef, to key: RowKey) throws {
    guard let table = byID[ref.table] else { return }
    let content = RowContent(key: key.values, cells: try own(ref, table).cells)
    try redirect(to: content, childrenOf: ref, table)
    changes[RowRef(table: ref.table, key: key)] = .insert(
      content, try rows.work(ref.key, in: table).circle)
    changes[ref] = .delete
  }

  private func own(_ ref: RowRef, _ table: TrackedTable) throws -> RowContent {
    RowContent(
      key: ref.key.values,
      cells: table.model.shownValues(of: try rows.work(ref.key, in: table).state))
  }

  // MARK: References

  private mutating func redirect(
    to target: RowContent, childrenOf ref: RowRef, _ parent: TrackedTable
  ) throws {
    let gone = try own(ref, parent)
    for child in tables {
      for link in child.links where link.parent == parent.name {
        let old = link.parentPlaces.map { gone[$0] }
        let new = link.parentPlaces.map { target[$0] }
        guard !old.contains(where: \.isNull), link.target.bytes(old) != link.target.bytes(new)
        else { continue }
        for childRef in try children(of: ref, old, by: link, in: child) {
          try point(childRef, in: child, link, to: new)
        }
      }
    }
  }

  /// The living rows whose own reference means the row, wherever the live tables show them.
  private func children(
    of ref: RowRef, _ values: [Value], by link: Link, in child: TrackedTable
  ) throws -> [RowRef] {
    guard let parent = byID[ref.table] else { return [] }
    var found = Set(try rows.irregular.children(of: link.target, link.target.bytes(values)))
      .filter { $0.table == child.id }
    // What refers to a hidden row shows its keeper, by a key that SQLite may find equal to its own.
    let shown = try rows.live(ref.key, in: parent) ?? keeper(of: ref, in: parent)
    if let shown {
      let content = RowContent(key: shown.key.values, cells: shown.cells)
      let references = try References(rows: rows, live: LiveTables(rows), tables: tables)
      let values = link.parentPlaces.map { content[$0] }
      for key in try references.children(of: values, by: link, in: child) {
        if let key = try rows.key(ofLive: key, in: child) {
          found.insert(RowRef(table: child.id, key: key))
        }
      }
    }
    let parents = Parents(rows: rows, tables: tables)
    return try found.sorted().filter { childRef in
      let work = try rows.work(childRef.key, in: child)
      guard child.model.isLiving(work.state),
        let own = link.values(in: try self.own(childRef, child))
      else { return false }
      let meant = try parents.rows(of: link, own)
      return meant.contains(ref) && (meant.count == 1 || own == values)
    }
  }

  private func keeper(
    of ref: RowRef, in table: TrackedTable
  ) throws -> TrackedTable.LiveRow? {
    guard let key = try rows.irregular.irregularity(of: ref)?.keeper else { return nil }
    let next = RowRef(table: ref.table, key: key)
    return try rows.live(key, in: table) ?? keeper(of: next, in: table)
  }

  private mutating func point(
    _ ref: RowRef, in child: TrackedTable, _ link: Link, to values: [Value]
  ) throws {
    var key = try rows.numbering.shown(ref.key, in: child).values
    var cells: [Int: Value] = [:]
    var movesKey = false
    for (place, value) in zip(link.places, values) {
      switch place {
      case .cell(let cell): cells[cell] = value
      case .key(let index):
        key[index] = try rows.numbering.shown(value, of: child.keyNumbers[index])
        movesKey = true
      }
    }
    // A decision about one row answers nothing that was written to another.
    if try isContested(ref, in: child, movesKey ? nil : Set(cells.keys)) {
      // The row that goes is still shown as the one that stays, for as long as that has its place.
      if link.rule == .revive { return }
      throw StoreError(.undecided, "\(child.name) \(RowKey(key).readable)")
    }
    if !movesKey {
      write(cells, to: ref)
      return
    }
    // Where a row has that key already, the two are a conflict of their own.
    guard
      let taken = try rows.key(ofLive: RowKey(key), in: child).map({
        RowRef(table: child.id, key: $0)
      }), try rows.isLiving(taken, in: child) != true, changes[taken] == nil
    else { return }
    try move(ref, to: RowKey(key))
  }

  /// Whether values of several people stand beside each other in the row, or in the units of some of
  /// its columns.
  func isContested(
    _ ref: RowRef, in table: TrackedTable, _ columns: Set<Int>?
  ) throws -> Bool {
    table.model.conflicts(of: try rows.work(ref.key, in: table).state).contains { conflict in
      guard case .unit(let unit, _, _) = conflict.subject else { return false }
      return columns.map { !$0.isDisjoint(with: table.model.units[unit].columns) } ?? true
    }
  }

  // MARK: What is to be written

  /// The drafts, widest circle first; `time` is in milliseconds.
  func drafts(at time: Int64, deciding effects: (TrackedTable) -> NetEffect) throws -> [Draft] {
    var builder = DraftBuilder()
    for (ref, edit) in changes.sorted(by: { $0.key < $1.key }) {
      guard let table = byID[ref.table] else { continue }
      let change = try effects(table).change(of: ref.key, edit)
      builder.add(change, in: table, at: time)
    }
    return builder.drafts
  }
}
