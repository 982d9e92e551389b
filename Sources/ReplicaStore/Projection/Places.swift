import MergeAlgebra

/// Which of the rows that are there can be shown, and with what cells (protocol §7, 2, 4 and 5).
///
/// In rounds: a row that, with its references redirected to keepers, equals an earlier kept row in a
/// unique key is set aside under it, and stays so. Each round sets at least one aside, so they end.
/// Within a round all rows see the keepers of the round before: so it does not matter which is looked at
/// first, nor which others are looked at.
struct PlacePass {
  let scope: Scope
  let circle: Circle
  /// Who has each place so far; those of wider circles first.
  private(set) var taken: [Claim: RowRef]
  private var memo: [RowRef: RowContent] = [:]
  private var memoKeys: [RowRef: [Value]] = [:]

  /// `taken` are the places of rows of wider circles.
  init(_ scope: Scope, _ circle: Circle, taken: [Claim: RowRef]) {
    self.scope = scope
    self.circle = circle
    self.taken = taken
  }

  /// Decides over the rows that the circle's presence pass has left.
  mutating func run(_ members: [Entry]) throws {
    let ordered = members.sorted { first, second in
      let isRevived = (first.presence == .revived, second.presence == .revived)
      if isRevived.0 != isRevived.1 { return isRevived.1 }
      // Rows of two tables may have one rank: made at once, under one key.
      if first.rank == second.rank { return first.table.name < second.table.name }
      return first.rank < second.rank
    }
    let wider = taken
    while true {
      memo = [:]
      memoKeys = [:]
      taken = wider
      var found: [(entry: Entry, keeper: Entry.Keeper)] = []
      for entry in ordered where entry.keeper == nil {
        if let keeper = try place(entry) { found.append((entry, keeper)) }
      }
      if found.isEmpty { break }
      for (entry, keeper) in found { entry.keeper = keeper }
    }
    memo = [:]
    memoKeys = [:]
    for entry in ordered where entry.keeper == nil { entry.content = try content(of: entry) }
    try fill(ordered)
  }

  /// Gives a row its places, unless an earlier row has one of them, which is returned.
  private mutating func place(_ entry: Entry) throws -> Entry.Keeper? {
    let places = try scope.claims.places(of: try content(of: entry), in: entry.table)
    entry.claims.formUnion(places.map(\.claim))
    for place in places {
      if !scope.isWhole {
        for ref in try scope.rows.irregular.claimants(place.claim) { scope.want(ref) }
        for ref in try scope.claims.holders(of: place, in: entry.table) { scope.want(ref) }
      }
      if let keeper = taken[place.claim] {
        return Entry.Keeper(
          ref: keeper, index: place.index, isMerge: entry.table.merges(place.index))
      }
    }
    for place in places { taken[place.claim] = entry.ref }
    return nil
  }

  // MARK: References

  /// A row's key and cells with its references as they are to be shown.
  private mutating func content(of entry: Entry) throws -> RowContent {
    if let known = memo[entry.ref] { return known }
    // References in a circle: the first row that is asked for is taken with its own cells.
    var content = RowContent(key: try key(of: entry), cells: entry.own.cells)
    memo[entry.ref] = content
    var cleared: Set<Int> = []
    for (link, parents) in zip(entry.table.links, entry.parents) {
      guard let parents else { continue }
      for (place, value) in zip(link.places, try shown(link, parents, of: entry)) {
        guard case .cell(let cell) = place, let value else { continue }
        if value.isNull { cleared.insert(cell) }
        // A column that two references share is empty when one of them is.
        content[place] = cleared.contains(cell) ? .null : value
      }
    }
    memo[entry.ref] = content
    return content
  }

  /// A row's key with its references as they are to be shown.
  private mutating func key(of entry: Entry) throws -> [Value] {
    if let known = memoKeys[entry.ref] { return known }
    memoKeys[entry.ref] = entry.own.key
    var content = entry.own
    for (link, parents) in zip(entry.table.links, entry.parents) where link.isInKey {
      guard let parents else { continue }
      for (place, value) in zip(link.places, try shown(link, parents, of: entry)) {
        if case .key = place, let value { content[place] = value }
      }
    }
    memoKeys[entry.ref] = content.key
    return content.key
  }

  /// The values that a reference is to show, one a column; `nil` where it shows its own.
  private mutating func shown(
    _ link: Link, _ parents: [RowRef], of entry: Entry
  ) throws -> [Value?] {
    let own = link.places.map { entry.own[$0] }
    switch try meant(parents) {
    case .nobody: return own.map { _ in link.rule == .clear ? .null : nil }
    case .outside(let parent):
      // It shows what it is; only a number from before it was known gets its name.
      return zip(own, link.parentPlaces).map { value, theirs in
        guard case .key(let index) = theirs else { return nil }
        return value.name(as: parent.key.values[index])
      }
    case .row(let parent):
      let theirs = try link.parentPlaces.map { place in
        switch place {
        case .key(let index): try key(of: parent)[index]
        case .cell: try content(of: parent)[place]
        }
      }
      let isSame = try scope.parents.bytes(of: link, own) == link.target.bytes(theirs)
      return zip(own, theirs).map { isSame ? $0.name(as: $1) : $1 }
    }
  }

  private enum Meaning {
    case row(Entry)
    case outside(RowRef)
    case nobody
  }

  /// Which row a reference shows: one that is kept, else the keeper of one that is not.
  private func meant(_ parents: [RowRef]) throws -> Meaning {
    var keeper: Entry?
    for ref in parents {
      guard let entry = scope.entries[ref] else {
        if try scope.isShownOutside(ref) { return .outside(ref) }
        continue
      }
      guard entry.presence == .shown || entry.presence == .revived else { continue }
      if entry.keeper == nil { return .row(entry) }
      keeper = keeper ?? scope.keeper(of: entry)
    }
    return keeper.map { .row($0) } ?? .nobody
  }

  // MARK: Merged rows

  /// Keepers show the sets and fill the empty units of the rows that have become part of them.
  private mutating func fill(_ ordered: [Entry]) throws {
    var parts: [RowRef: [Entry]] = [:]
    for entry in ordered where entry.keeper?.isMerge == true {
      var whole = entry
      while let keeper = whole.keeper, keeper.isMerge, let next = scope.entries[keeper.ref] {
        whole = next
      }
      if whole.keeper == nil { parts[whole.ref, default: []].append(entry) }
    }
    for (ref, parts) in parts.sorted(by: { $0.key < $1.key }) {
      guard let keeper = scope.entries[ref] else { continue }
      for part in parts { try unite(part, into: keeper) }
    }
  }

  private mutating func unite(_ part: Entry, into keeper: Entry) throws {
    let states = (scope.rows.works[keeper.ref]?.state, scope.rows.works[part.ref]?.state)
    guard let state = states.0, let other = states.1 else { return }
    let model = keeper.table.model
    for (index, unit) in model.units.enumerated() {
      var filled = keeper.content
      switch (state.units[index], other.units[index]) {
      case (.elements(let mine), .elements(let theirs)):
        let shown = SetText.elements(of: filled.cells[unit.columns[0]]) ?? mine.elements
        let all = Set(shown).union(theirs.elements).sorted()
        filled.cells[unit.columns[0]] = model.text(of: all, column: unit.columns[0])
      case (.register(let register), .register):
        guard isEmptySinceBirth(register, state, unit, keeper) else { continue }
        for column in unit.columns { filled.cells[column] = part.own.cells[column] }
      default: continue
      }
      guard filled != keeper.content, let places = try freePlaces(of: filled, for: keeper, part)
      else {
        continue
      }
      keeper.content = filled
      for place in places { taken[place.claim] = keeper.ref }
    }
  }

  /// Whether nobody has written the unit since the row began, and it is empty whoever made the row, no
  /// reference and nothing that others refer to.
  ///
  /// Who empties it later may have seen the other row, and means it.
  private func isEmptySinceBirth(
    _ register: Register, _ state: RowState, _ unit: TableModel.Unit, _ keeper: Entry
  ) -> Bool {
    let isReference = keeper.table.links.contains { link in
      unit.columns.contains { link.places.contains(.cell($0)) }
    }
    let named = Set(keeper.table.targets.flatMap(\.columns))
    let isTarget = unit.columns.contains { named.contains(keeper.table.model.columns[$0].name) }
    let births = Set(state.births.map(\.dot))
    return !isReference && !isTarget && unit.columns.allSatisfy { keeper.content.cells[$0].isNull }
      && register.siblings.allSatisfy { sibling in
        births.contains(sibling.stamp.dot) && sibling.values.allSatisfy(\.isNull)
      }
  }

  /// The places of a row with this content; `nil` when the table does not take it, or another row has
  /// one of them.
  private func freePlaces(
    of content: RowContent, for entry: Entry, _ part: Entry
  ) throws -> [Claims.Place]? {
    let shown = try scope.rows.numbering.shown(content, in: entry.table)
    do {
      _ = try Shadow(session: scope.rows.session).read(shown, in: entry.table)
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      return nil
    }
    let places = try scope.claims.places(of: content, in: entry.table)
    entry.claims.formUnion(places.map(\.claim))
    for place in places where !scope.isWhole {
      for ref in try scope.rows.irregular.claimants(place.claim) { scope.want(ref) }
      for ref in try scope.claims.holders(of: place, in: entry.table) { scope.want(ref) }
    }
    let others = Set(places.compactMap { taken[$0.claim] }).subtracting([entry.ref])
    part.blockers.formUnion(others)
    return others.isEmpty ? places : nil
  }
}

extension TrackedTable {
  /// Whether rows that are equal in this unique key become one.
  func merges(_ index: TableShape.UniqueIndex) -> Bool {
    model.declaration.unique[index.terms.compactMap(\.column)] == .merge
  }
}
