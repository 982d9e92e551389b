import MergeAlgebra

/// What a newer charter has brought into a replica.
package struct Novelties: Sendable {
  /// Tables that were not under sync before.
  let tables: Set<String>
  /// By table, the units that were not known before, by their places in the new model.
  let units: [String: Set<Int>]
  /// By table, the columns that the user had made already, just as the charter now has them.
  let ownColumns: [String: [String]]
  /// The new tables that the user had made already.
  let ownTables: Set<String>
  /// Whether anything under sync is another than before.
  public let isAny: Bool
}

extension ReplicaTransaction {
  /// Tries something that may be impossible; returns why it is, with everything as it was before.
  ///
  /// Errors that say nothing about the tables go on: `busy`, `storage`.
  public func attempt(_ body: () throws -> Void) throws -> String? {
    let before = collaboration
    try session.run("SAVEPOINT samband_attempt")
    do {
      try body()
      try session.run("RELEASE samband_attempt")
      return nil
    } catch let error as StoreError where error.code.isAboutContent {
      try session.runScript("PRAGMA legacy_alter_table = OFF")
      try session.run("ROLLBACK TO samband_attempt")
      try session.run("RELEASE samband_attempt")
      rows.clear()
      rows.numbering.forget()
      rows.past.forget()
      if let before { try load(before) }
      return error.message
    }
  }

  /// Takes a charter into force that has other tables or rules than the one in force.
  ///
  /// The journals must be empty. What other members wrote for the new tables and columns has then to
  /// be brought in by ``catchUp(_:_:with:)``, what the user had there by ``journalOwn(_:me:)``; then
  /// ``recompute()`` and ``project()`` show it all. Errors: `schema` when it cannot be done here.
  public func migrate(
    from old: CharterTerms, to new: CharterTerms, me: MemberID
  ) throws -> Novelties {
    let unsealed = try unsealedCount()
    precondition(unsealed == 0, "\(unsealed) edits wait to be sealed by the older charter")
    let comparison = try SchemaComparison(from: old, to: new)
    guard comparison.refusals.isEmpty else {
      throw StoreError(.schema, comparison.refusals.joined(separator: "\n"))
    }
    let before = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
    let own = try ownBefore(comparison)
    for (name, table) in before.sorted(by: { $0.key < $1.key }) {
      guard let model = comparison.newModels[name], !model.isStoredLike(table.model) else {
        continue
      }
      try RecordRewriting(rows: rows, from: table, to: model).run()
    }
    rows.clear()
    try Migration(session: session, comparison: comparison).run()
    schema.forget()
    try setMeta("schema", .text(new.schema))
    try adopt(new.collaboration, me: me)
    var units: [String: Set<Int>] = [:]
    for table in tables {
      guard let old = before[table.name] else { continue }
      units[table.name] = table.model.units(newerThan: old.model)
    }
    return Novelties(
      tables: Set(tables.map(\.name)).subtracting(before.keys), units: units,
      ownColumns: own.columns, ownTables: own.tables,
      isAny: tables.contains { table in
        before[table.name].map { $0.model != table.model || $0.shape != table.shape } ?? true
      })
  }

  /// Which of the charter's new tables and columns the file has already.
  private func ownBefore(
    _ comparison: SchemaComparison
  ) throws -> (tables: Set<String>, columns: [String: [String]]) {
    var ownTables: Set<String> = []
    var columns: [String: [String]] = [:]
    for shape in try SchemaReader(session: session).tables() {
      guard let model = comparison.newModels[shape.name] else { continue }
      guard let before = comparison.oldModels[shape.name] else {
        ownTables.insert(shape.name)
        continue
      }
      let known = Set(before.columns.map(\.id))
      let new = model.columns.filter { !known.contains($0.id) }.map(\.name)
      let mine = new.filter { name in shape.columns.contains { $0.name == name } }
      if !mine.isEmpty { columns[shape.name] = mine }
    }
    return (ownTables, columns)
  }

  /// The change sets of which something could not be understood, or must be looked at again for
  /// another's sake, in the order of application.
  public func partialEntries() throws -> [LogEntry] { try log.partial() }

  /// Applies of a change set what was not known when it was applied.
  ///
  /// To be called for each of ``partialEntries()`` in their order. Errors: `invalid`.
  public func catchUp(
    _ head: ChangeSetHead, _ groups: [OperationGroup], with novelties: Novelties,
    judge: Judge? = nil
  ) throws {
    guard let seen = try log.partialContext(of: head.dot) else { return }
    let named = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
    let known = KnownPart(of: groups, by: head, tables: named, collaboration)
    let application = ChangeApplication(rows: rows, tables: named, judge: judge)
    let inNewTables = known.groups.filter { novelties.tables.contains($0.table) }
    try application.apply(inNewTables, of: head.dot, seeing: seen)
    let late = known.groups.compactMap { group in
      named[group.table].flatMap { latePart(of: group, $0, novelties) }
    }
    let byID = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0.name) })
    for (ref, change) in try application.changes(late, of: head.dot, seeing: seen) {
      let units = byID[ref.table].flatMap { novelties.units[$0] } ?? []
      rows.touch(ref) { $0.applyLate(change, to: units, seeing: seen) }
    }
    try log.markPartial(head.dot, seeing: nil)
    if try known.mustBeSeenAgain(afterOthers: log.hasPartial(before: head.dot)) {
      try log.markPartial(head.dot, seeing: streams.bytes(of: seen))
    }
  }

  /// Leaves the rest of a change set out that could not be judged before the charter was in force, and
  /// lists it.
  public func passOver(_ entry: LogEntry, _ flaw: Flaw) throws {
    try log.markPartial(entry.dot, seeing: nil)
    // With a body of its own it keeps nothing else of its stream out.
    try AsideTable(session: session, streams: streams)
      .add(entry.dot, hash: entry.hash, flaw, body: [])
  }

  /// What a group says of units that were not known; `nil` when nothing.
  private func latePart(
    of group: OperationGroup, _ table: TrackedTable, _ novelties: Novelties
  ) -> OperationGroup? {
    guard let units = novelties.units[table.name], !units.isEmpty else { return nil }
    let ids = Set(units.flatMap { table.model.ids(of: table.model.units[$0]) })
    let part = group.keeping { ids.contains($0) }
    return part.columns.isEmpty && part.kind != .insert ? nil : part
  }

  /// Journals what the user had in columns and tables of his own that are now the charter's.
  ///
  /// Errors: `schema` when others have written the same cells otherwise: neither may displace the
  /// other unseen.
  public func journalOwn(_ novelties: Novelties, me: MemberID) throws {
    guard let collaboration else { preconditionFailure("no charter is loaded") }
    let capture = Capture(session: session, tables: tables, me: me, collaboration: collaboration)
    for table in tables {
      let layout = JournalLayout(table: table)
      if let names = novelties.ownColumns[table.name] {
        for row in try table.liveRows(session) {
          let columns = try ownColumns(names, of: row, table)
          if !columns.isEmpty { try capture.note(row.key, columns, layout) }
        }
      }
      if novelties.ownTables.contains(table.name) {
        for row in try table.liveRows(session) {
          guard let state = try state(of: row.key, table), state.isKnown else {
            try capture.insert(1, row.key, [], layout)
            continue
          }
          if try shown(state, row.key, table) != row.cells { throw taken(table.name, row.key) }
        }
      }
    }
  }

  private func ownColumns(
    _ names: [String], of row: (key: RowKey, cells: [Value]), _ table: TrackedTable
  ) throws -> [Int] {
    guard let state = try state(of: row.key, table) else { return [] }
    let shown = try shown(state, row.key, table)
    return try table.model.columns.indices.filter { column in
      guard names.contains(table.model.columns[column].name), shown[column] != row.cells[column]
      else { return false }
      let unit = table.model.unit(holding: column)
      guard state.units[unit] == table.model.units[unit].rule.initialState else {
        throw taken("\(table.name).\(table.model.columns[column].name)", row.key)
      }
      return true
    }
  }

  /// What is known of the row that the live table has under a key; `nil` when nobody has made it.
  private func state(of live: RowKey, _ table: TrackedTable) throws -> RowState? {
    try rows.key(ofLive: live, in: table).map { try rows.work($0, in: table).state }
  }

  private func shown(_ state: RowState, _ key: RowKey, _ table: TrackedTable) throws -> [Value] {
    let content = RowContent(key: key.values, cells: table.model.shownValues(of: state))
    return try rows.numbering.shown(content, in: table).cells
  }

  private func taken(_ place: String, _ key: RowKey) -> StoreError {
    StoreError(
      .schema,
      "\(place) was your own and is now the charter's, and others have written row "
        + "\(key.readable) otherwise: give yours another name")
  }

  /// Marks every row, so that the next projection computes all of them.
  public func recompute() throws {
    rows.isOutdated = true
    // Other columns may be referred to now, or under other names.
    try session.run("DELETE FROM samband_target")
    for table in tables {
      let keys = try session.rows(
        "SELECT key FROM samband_row WHERE tbl = ?1", [.integer(table.id)]
      ) { $0.blob(0) }
      for bytes in keys {
        guard let key = RowKey(encoded: bytes) else { throw ByteReader.damage }
        let state = try rows.work(key, in: table).state
        let ref = RowRef(table: table.id, key: key)
        if !table.targets.isEmpty {
          try rows.irregular.write(ref, targets: table.targetBytes(of: key, state))
        }
        rows.touch(ref) { _ in }
      }
    }
  }
}

extension TableModel {
  /// Whether records of this model are stored as those of another.
  fileprivate func isStoredLike(_ other: TableModel) -> Bool {
    columns.map(\.id) == other.columns.map(\.id)
      && units.map(\.columns) == other.units.map(\.columns)
  }
}

extension StoreError.Code {
  /// Whether the tables or their rows are the reason, and not the computer.
  fileprivate var isAboutContent: Bool {
    switch self {
    case .schema, .invalid, .collision, .constraint, .unsealable: true
    case .busy, .interrupted, .notAReplica, .exists, .storage, .undecided: false
    }
  }
}
