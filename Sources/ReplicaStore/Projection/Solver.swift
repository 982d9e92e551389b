import MergeAlgebra

/// Computes how the rows of a scope are to be shown (protocol §7).
struct Solver {
  let scope: Scope
  private var invalid: [RowRef: Irregularity] = [:]

  init(_ scope: Scope) { self.scope = scope }

  /// Decides over every row of the scope, which grows until nothing outside is affected.
  mutating func run() throws {
    _ = try scope.grow()
    while true {
      // What was found in a smaller scope may not hold in a larger one.
      invalid = [:]
      for entry in scope.entries.values { entry.forget() }
      var hasGrown: Bool
      repeat {
        try decide()
        hasGrown = try scope.grow()
      } while try !hasGrown && findInvalid()
      if hasGrown { continue }
      try bringChildrenOfMoved()
      if try !scope.grow() { return }
    }
  }

  private func decide() throws {
    for entry in scope.entries.values { entry.reset() }
    var taken: [Claim: RowRef] = [:]
    for circle in scope.circles {
      let decided = Set(scope.entries.values.filter { $0.presence != .absent }.map(\.ref))
      var presence = PresencePass(scope, circle, invalid: invalid)
      try presence.run()
      let members = scope.entries.values.filter { entry in
        (entry.presence == .shown || entry.presence == .revived) && !decided.contains(entry.ref)
      }
      var places = PlacePass(scope, circle, taken: taken)
      try places.run(members)
      taken = places.taken
    }
  }

  /// Finds rows that another constraint of the schema refuses; returns whether there are new ones.
  private mutating func findInvalid() throws -> Bool {
    var found: [RowRef: Irregularity] = [:]
    for entry in scope.entries.values where entry.isShown {
      found[entry.ref] = try refusal(of: entry)
    }
    invalid.merge(found) { $1 }
    return !found.isEmpty
  }

  /// Why the table does not take the row; `nil` when it does.
  ///
  /// What the live table shows as it is to be shown has passed already.
  private func refusal(of entry: Entry) throws -> Irregularity? {
    if let parent = try splitReference(of: entry) { return Irregularity(.missingParent, parent) }
    let shown = try scope.rows.numbering.shown(entry.content, in: entry.table)
    if let live = scope.live.row(entry.ref), live.key.values == shown.key,
      live.cells == shown.cells, !live.breaksCheck
    {
      return nil
    }
    do {
      _ = try Shadow(session: scope.rows.session).read(shown, in: entry.table)
      return nil
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      return Irregularity(.invalid, error.message)
    }
  }

  /// The table that a reference does not find a row in, since it shares a column with another one that
  /// shows a keeper.
  private func splitReference(of entry: Entry) throws -> String? {
    for (link, parents) in zip(entry.table.links, entry.parents) where link.isShared {
      guard let parents, let values = link.values(in: entry.content) else { continue }
      let bytes = try scope.parents.bytes(of: link, values)
      let finds = try parents.contains { ref in
        guard let parent = scope.entries[ref] else {
          return try scope.isShownOutside(ref)
            && scope.parents.bytes(of: link, link.places.map { entry.own[$0] }) == bytes
        }
        let end = scope.keeper(of: parent)
        guard end.isShown else { return false }
        let theirs = link.parentPlaces.map { end.content[$0] }
        return try scope.parents.bytes(of: link, theirs) == bytes
      }
      if !finds { return link.parent }
    }
    return nil
  }

  /// The children of rows that are no longer shown as their children knew them.
  private func bringChildrenOfMoved() throws {
    if scope.isWhole { return }
    for entry in scope.entries.values {
      let shown = try scope.rows.numbering.shown(entry.content, in: entry.table)
      let targets = scope.tables.flatMap(\.links).filter { $0.parent == entry.table.name }
        .flatMap(\.parentPlaces)
      let isSame = try scope.contents(of: entry).allSatisfy { before in
        entry.isShown && targets.allSatisfy { before[$0] == shown[$0] }
      }
      if !isSame { try scope.bringChildren(of: entry) }
    }
  }
}

extension Entry {
  /// How the row stands, in the terms of its record; `nil` for the plain case.
  var irregularity: Irregularity? {
    if let keeper, presence == .shown || presence == .revived {
      let columns = keeper.index.terms.map { $0.column ?? $0.sql }
        .joined(separator: String(Irregularity.separator))
      if presence == .revived { return Irregularity(.needed, columns, keeper: keeper.ref.key) }
      return Irregularity(keeper.isMerge ? .merged : .duplicate, columns, keeper: keeper.ref.key)
    }
    switch presence {
    case .absent: return nil
    case .away(let reason): return isLiving ? reason : Irregularity(.needed)
    case .revived: return Irregularity(.revived)
    case .shown: return content == own ? nil : Irregularity(altered: cleared)
    }
  }

  /// The columns of each reference that shows NULL and was written otherwise, in the same order on
  /// every replica.
  private var cleared: [[String]] {
    var found: [[String]] = []
    for link in table.links where link.rule == .clear && link.values(in: own) != nil {
      let columns = table.columns(of: link)
      guard link.places.allSatisfy({ content[$0].isNull }), !found.contains(columns) else {
        continue
      }
      found.append(columns)
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
