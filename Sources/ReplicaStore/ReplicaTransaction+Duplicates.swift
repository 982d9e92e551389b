import MergeAlgebra

extension ReplicaTransaction {
  /// The change sets that decide which of two rows stays which want one place in a unique key, or
  /// that give a renumbered row another number.
  ///
  /// References to a row that goes, or that gets another key, follow in the same change sets.
  /// `newKey` holds the values for the columns that ``freeColumns(of:)`` names; `nil` finds some.
  /// Errors: `invalid` when the conflict is of another kind or the values do not fit, `collision` when
  /// another row has them.
  public func drafts(
    keeping kept: KeptRow, newKey: [Value]?, _ conflict: ListedConflict, by me: MemberID,
    at time: Int64
  ) throws -> [Draft] {
    guard let table = tables.first(where: { $0.name == conflict.table }), let collaboration else {
      throw StoreError(.invalid, "there is no table \(conflict.table)")
    }
    let ref = RowRef(table: table.id, key: conflict.row)
    var work = Reassignment(rows: rows, tables: tables)
    switch (conflict.subject, kept) {
    case (.duplicate, .shown): try work.replace(ref, by: try keeper(of: ref))
    case (.duplicate, .hidden): try work.replace(try keeper(of: ref), by: ref)
    case (.duplicate, .both), (.renumbered, .both):
      try separate(ref, in: table, conflict, newKey, &work)
    default:
      throw StoreError(.invalid, "the conflict \(conflict.id) is not about two rows")
    }
    let tracked = rows
    return try work.drafts(at: time) { table in
      NetEffect(rows: tracked, table: table, me: me, collaboration: collaboration)
    }
  }

  /// The columns that can get another value, so that both rows of a conflict can be shown.
  public func freeColumns(of conflict: ListedConflict) -> [String] {
    guard let table = tables.first(where: { $0.name == conflict.table }) else { return [] }
    return freePlaces(of: conflict, in: table).map { place in
      switch place {
      case .key(let index): table.model.key[index]
      case .cell(let index): table.model.columns[index].name
      }
    }
  }

  /// A number that no row of the table has or was made with, for a row that is to get another.
  ///
  /// Errors: `invalid` when the table's keys are not generated.
  public func unusedNumber(in table: String) throws -> Int64 {
    guard let table = tables.first(where: { $0.name == table }), table.isNumbered else {
      throw StoreError(.invalid, "\(table) has no generated keys")
    }
    return try UnusedNumber(rows: rows, table: table).find()
  }

  /// The kept row at the end of a chain of keepers.
  private func keeper(of ref: RowRef) throws -> RowRef {
    var end = ref
    while let next = try rows.irregular.irregularity(of: end)?.keeper {
      end = RowRef(table: ref.table, key: next)
    }
    return end
  }

  /// Columns of the unique key that are neither references nor set once, or that a generated column in it
  /// is computed from; without any, those of the row's own key.
  private func freePlaces(of conflict: ListedConflict, in table: TrackedTable) -> [ColumnPlace] {
    let linked = table.links.flatMap(\.places)
    let ownKey = table.model.key.indices.map { ColumnPlace.key($0) }.filter { !linked.contains($0) }
    guard case .duplicate(let twin) = conflict.subject else { return ownKey }
    let names = twin.columns.flatMap { term in
      let isColumn = table.shape.columns.contains { $0.name == term }
      return table.shape.bases(
        of: TableShape.IndexTerm(sql: term, column: isColumn ? term : nil, collation: ""))
    }
    let named = table.model.columns.indices.filter { column in
      let rule = table.model.units[table.model.unit(holding: column)].rule
      return names.contains(table.model.columns[column].name)
        && !table.model.columns[column].isFixed && rule != .union && rule != .sum
        && !linked.contains(.cell(column))
    }
    return named.isEmpty ? ownKey : named.map { .cell($0) }
  }

  private func separate(
    _ ref: RowRef, in table: TrackedTable, _ conflict: ListedConflict, _ newKey: [Value]?,
    _ work: inout Reassignment
  ) throws {
    let places = freePlaces(of: conflict, in: table)
    guard !places.isEmpty, newKey.map({ $0.count == places.count }) ?? true else {
      throw StoreError(.invalid, "\(places.count) values are needed")
    }
    let state = try rows.work(ref.key, in: table).state
    var content = RowContent(
      key: try rows.numbering.shown(ref.key, in: table).values,
      cells: table.model.shownValues(of: state))
    if let newKey {
      for (place, value) in zip(places, newKey) { content[place] = value }
      guard try isFree(content, for: ref, in: table) else {
        throw StoreError(.collision, "another row has that already")
      }
    } else {
      content = try separated(content, places, ref, in: table)
    }
    let cells = places.compactMap { place -> (Int, Value)? in
      if case .cell(let cell) = place { (cell, content.cells[cell]) } else { nil }
    }
    let columns = cells.count == places.count ? Set(cells.map(\.0)) : nil
    guard try !work.isContested(ref, in: table, columns) else {
      throw StoreError(.undecided, "\(table.name) \(RowKey(content.key).readable)")
    }
    if columns != nil {
      work.write(Dictionary(uniqueKeysWithValues: cells), to: ref)
    } else {
      try work.move(ref, to: RowKey(content.key))
    }
  }

  /// The content with a value that no row has in the last of the places that can be counted on.
  private func separated(
    _ content: RowContent, _ places: [ColumnPlace], _ ref: RowRef, in table: TrackedTable
  ) throws -> RowContent {
    for attempt in 2...10_000 {
      for place in places.reversed() {
        guard let value = content[place].followed(by: attempt) else { continue }
        var next = content
        next[place] = value
        if try isFree(next, for: ref, in: table) { return next }
      }
    }
    throw StoreError(.invalid, "no free value was found: give one")
  }

  private func isFree(
    _ content: RowContent, for ref: RowRef, in table: TrackedTable
  ) throws -> Bool {
    let shown = try rows.numbering.shown(content, in: table)
    let key = RowKey(shown.key)
    if let other = try rows.key(ofLive: key, in: table), other != ref.key,
      try rows.isLiving(RowRef(table: table.id, key: other), in: table) != nil
    {
      return false
    }
    do {
      _ = try Shadow(session: session).read(shown, in: table)
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      return false
    }
    let claims = Claims(rows: rows)
    return try claims.places(of: content, in: table).allSatisfy { place in
      let holders = try claims.holders(of: place, in: table)
      let hidden = try rows.irregular.claimants(place.claim)
      return (holders + hidden).allSatisfy { $0 == ref }
    }
  }
}
