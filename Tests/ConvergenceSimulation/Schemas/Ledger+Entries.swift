import Exchange
import MergeAlgebra
import ReplicaStore

extension Ledger {
  /// Notes what other programs did to the tables of a party between two looks.
  ///
  /// `party.sight` has the change set already, and `party.view` is still what was seen before.
  mutating func note(
    _ party: Party, from before: [Party.Rows], to written: [Party.Rows], in dot: Dot?,
    _ groups: [OperationGroup], rekeyed: [ProjectionReport.Rekeyed], _ members: [Member]
  ) throws {
    var entry = Entry(dot: dot, sight: party.sight)
    let rewritten = self.rewritten(in: groups, by: party)
    for table in models.indices {
      for key in Set(before[table].keys).union(written[table].keys).sorted() {
        switch (before[table][key], written[table][key]) {
        case (nil, nil): continue
        case (_?, nil): noteDeath(of: key, table, party.view, in: &entry)
        case (nil, let cells?):
          noteBirth(of: key, table, cells, party, members, in: &entry)
        case (_?, let new?)
        where rekeyed.contains(where: { $0.table == models[table].name && $0.from == key }):
          // The row was deleted, and SQLite gave its number to another one.
          noteDeath(of: key, table, party.view, in: &entry)
          noteBirth(of: key, table, new, party, members, in: &entry)
        case (let old?, let new?):
          let columns = rewritten[History.Place(table: table, key: key)] ?? []
          noteChange(of: key, table, from: old, to: new, columns, party, members, in: &entry)
        }
      }
    }
    if dot == nil, let lost = entry.written.first {
      throw Failure("\(party.name): token \(lost.place.token) was written and not sealed")
    }
    keep(entry)
    kinships.note(from: before, to: written)
    kinships.noteDeleted(from: before, to: written)
    numbers.note(from: before, to: written)
  }

  /// Whoever deletes a row answers what can be seen of it, and of the rows merged into it.
  private func noteDeath(
    of key: RowKey, _ table: Int, _ view: PartyView, in entry: inout Entry
  ) {
    let merged = view.merged(into: key, table)
    // Of a row that is dead, and shown because others need it, the list tells what the delete had not
    // seen.
    if view.deaths.contains(where: { $0.table == table && $0.key == key }) {
      for place in buried(under: key, table, seenBy: entry.sight, in: view) {
        entry.answered.append(Answer(place: place))
      }
    }
    for column in tokenColumns[table] {
      var tokens = view.tokens(table, key, column)
      for row in merged {
        tokens.formUnion(Token.all(in: row.cells[column]))
        tokens.formUnion(view.tokens(table, row.key, column))
      }
      answer(tokens, table, column, in: &entry)
    }
  }

  /// Whoever makes a row answers what was there under its key before, unless that row is hidden:
  /// then the new one is another row.
  private func noteBirth(
    of key: RowKey, _ table: Int, _ cells: [Value], _ party: Party, _ members: [Member],
    in entry: inout Entry
  ) {
    if !party.view.hidden.contains(where: { $0.table == table && $0.key == key }) {
      for place in buried(under: key, table, seenBy: party.sight, in: party.view) {
        entry.answered.append(Answer(place: place))
      }
    }
    for column in tokenColumns[table] {
      let suggests = isSuggestion(column, table, key, cells, by: party.member, members)
      write(Set(Token.all(in: cells[column])), table, column, key, suggests, in: &entry)
    }
  }

  /// Whoever writes a unit answers all that can be seen of it and is not in it any more.
  private func noteChange(
    of key: RowKey, _ table: Int, from old: [Value], to new: [Value], _ rewritten: Set<Int>,
    _ party: Party, _ members: [Member], in entry: inout Entry
  ) {
    // With another value where it is set once, it is another row, and the one before is deleted.
    let isAnother = old.indices.contains { column in
      models[table].columns[column].isFixed && !old[column].isNull && old[column] != new[column]
    }
    if isAnother {
      for column in tokenColumns[table] {
        let kept = Set(Token.all(in: new[column]))
        answer(
          party.view.tokens(table, key, column).subtracting(kept), table, column, in: &entry)
      }
    }
    for unit in models[table].units
    where unit.columns.contains(where: { old[$0] != new[$0] || rewritten.contains($0) }) {
      for column in unit.columns where tokenColumns[table].contains(column) {
        let after = Set(Token.all(in: new[column]))
        let before = Set(Token.all(in: old[column]))
        let suggests = isSuggestion(column, table, key, new, by: party.member, members)
        let seen = party.view.tokens(table, key, column)
        answer(seen.subtracting(after), table, column, suggests, in: &entry)
        // Of a set only what is new is written.
        let isNew = unit.rule == .union ? after.subtracting(before) : after
        write(isNew, table, column, key, suggests, in: &entry)
      }
    }
  }

  /// The columns that were sealed as written and that some edit names, by row.
  ///
  /// Who writes a value and then the old one again has written, and the tables do not tell.
  private func rewritten(
    in groups: [OperationGroup], by party: Party
  ) -> [History.Place: Set<Int>] {
    var result: [History.Place: Set<Int>] = [:]
    for group in groups where group.kind == .update {
      guard let table = models.firstIndex(where: { $0.name == group.table }) else { continue }
      let model = models[table]
      let units = model.units.filter { unit in
        let names = unit.columns.map { model.columns[$0].name }
        // A name is used once in a schema. References are also written by their parents.
        let isNamed = names.contains { name in
          tables[table].references.contains { $0.columns.contains(name) }
            || party.edits.contains { $0.contains(Literals.name(name)) }
        }
        return isNamed && names.contains { group.columns.contains($0) }
      }
      for row in group.rows {
        result[History.Place(table: table, key: row.key), default: []]
          .formUnion(units.flatMap(\.columns))
      }
    }
    return result
  }

  private func answer(
    _ tokens: Set<Int>, _ table: Int, _ column: Int, _ suggestionsOnly: Bool = false,
    in entry: inout Entry
  ) {
    for token in tokens.sorted() {
      let place = Place(table: table, column: column, token: token)
      entry.answered.append(Answer(place: place, suggestionsOnly: suggestionsOnly))
    }
  }

  private func write(
    _ tokens: Set<Int>, _ table: Int, _ column: Int, _ key: RowKey, _ isSuggestion: Bool,
    in entry: inout Entry
  ) {
    for token in tokens.sorted() {
      let place = Place(table: table, column: column, token: token)
      entry.written.append((place, key, isSuggestion))
    }
  }

  /// Whether somebody else than this member decides over the column.
  private func isSuggestion(
    _ column: Int, _ table: Int, _ key: RowKey, _ cells: [Value], by member: MemberID,
    _ members: [Member]
  ) -> Bool {
    let model = models[table]
    switch model.units[model.unit(holding: column)].rule {
    case .coordinator: return member != members[0].id
    case .owner:
      guard let place = model.columns.firstIndex(where: { $0.name == model.declaration.owner }),
        let owner = members.first(where: { Value.text($0.ownerKey) == cells[place] })
      else { return member != members[0].id }
      return owner.id != member
    default: return false
    }
  }
}

extension Ledger {
  /// Notes a decision; `party.view` is what was seen after it.
  mutating func note(
    _ party: Party, deciding conflict: ListedConflict, by decision: Decision,
    from before: PartyView, in dot: Dot, _ groups: [OperationGroup], _ members: [Member]
  ) throws {
    guard let table = models.firstIndex(where: { $0.name == conflict.table }) else { return }
    var entry = Entry(dot: dot, sight: party.sight)
    switch (conflict.subject, decision) {
    case (.values(let siblings, _), .take(let number)):
      noteChoice(siblings[number - 1].values, conflict, table, party, before, members, &entry)
    case (.life(let isLiving, _, _), .take(1)):
      if !isLiving { noteReturn(of: conflict.key, table, party, &entry) }
    case (.life, .take):
      noteDeath(of: conflict.key, table, before, in: &entry)
      for place in buried(under: conflict.key, table, seenBy: party.sight, in: party.view) {
        entry.answered.append(Answer(place: place))
      }
    case (.duplicate(let twin), .keep(let kept, _)):
      noteKept(kept, twin, conflict.key, table, party, before, &entry)
      noteMoved(by: groups, except: table, party, before, members, &entry)
      // What referred to the row that goes refers to the other from now on, shown or not.
      kinships.accept(party.view)
      if let keeper = before.rows[table][twin.keeper] {
        kinships.join(twin.cells, keeper, of: table)
      }
      // Where both stay one may have got another number.
      if kept == .both { numbers.learn(party.view, all: true) }
    default: break
    }
    keep(entry)
  }

  private func noteChoice(
    _ values: [Value], _ conflict: ListedConflict, _ table: Int, _ party: Party,
    _ before: PartyView, _ members: [Member], _ entry: inout Entry
  ) {
    let cells =
      before.rows[table][conflict.key]
      ?? before.hidden.first { $0.table == table && $0.key == conflict.key }?.cells ?? []
    for (name, value) in zip(conflict.columns, values) {
      guard let column = models[table].columns.firstIndex(where: { $0.name == name }),
        tokenColumns[table].contains(column)
      else { continue }
      let suggests =
        !cells.isEmpty
        && isSuggestion(column, table, conflict.key, cells, by: party.member, members)
      let chosen = Set(Token.all(in: value))
      let seen = before.tokens(table, conflict.key, column)
      answer(seen.subtracting(chosen), table, column, suggests, in: &entry)
      write(chosen, table, column, conflict.key, suggests, in: &entry)
    }
  }

  /// A row that is brought back is made anew of what it shows.
  private func noteReturn(
    of key: RowKey, _ table: Int, _ party: Party, _ entry: inout Entry
  ) {
    for place in buried(under: key, table, seenBy: party.sight, in: party.view) {
      entry.answered.append(Answer(place: place))
    }
    let hidden = party.view.hidden.first { $0.table == table && $0.key == key }?.cells
    guard let cells = party.view.rows[table][key] ?? hidden else { return }
    for column in tokenColumns[table] {
      write(Set(Token.all(in: cells[column])), table, column, key, false, in: &entry)
    }
  }

  /// Rows whose key refers to a row that went are made anew under the key of the one that stays.
  private func noteMoved(
    by groups: [OperationGroup], except decided: Int, _ party: Party, _ before: PartyView,
    _ members: [Member], _ entry: inout Entry
  ) {
    for gone in groups where gone.kind == .delete && gone.table != models[decided].name {
      guard let table = models.firstIndex(where: { $0.name == gone.table }) else { continue }
      for key in gone.rows.map(\.key) {
        for column in tokenColumns[table] {
          for token in before.tokens(table, key, column).sorted() {
            let place = Place(table: table, column: column, token: token)
            entry.answered.append(Answer(place: place, row: key))
          }
        }
      }
    }
    for made in groups where made.kind == .insert && made.table != models[decided].name {
      guard let table = models.firstIndex(where: { $0.name == made.table }) else { continue }
      for key in made.rows.map(\.key) {
        guard let cells = party.view.rows[table][key] else { continue }
        for column in tokenColumns[table] {
          let suggests = isSuggestion(column, table, key, cells, by: party.member, members)
          write(Set(Token.all(in: cells[column])), table, column, key, suggests, in: &entry)
        }
      }
    }
  }

  /// Of two rows one goes, or both stay and one is made anew elsewhere.
  private func noteKept(
    _ kept: KeptRow, _ twin: Duplicate, _ key: RowKey, _ table: Int, _ party: Party,
    _ before: PartyView, _ entry: inout Entry
  ) {
    let rivals = before.hidden.filter { $0.table == table && $0.key == key }
    let others = kept == .shown ? [] : before.merged(into: twin.keeper, table)
    for column in tokenColumns[table] {
      let hidden = rivals.reduce(before.tokens(table, key, column)) {
        $0.union(Token.all(in: $1.cells[column]))
      }
      var tokens = kept == .hidden ? [] : hidden
      if kept != .shown { tokens.formUnion(before.tokens(table, twin.keeper, column)) }
      for other in others { tokens.formUnion(Token.all(in: other.cells[column])) }
      let after = party.view.found.filter { $0.table == table && $0.column == column }
      // What is still to be seen has been answered in the row that went, and only there.
      for token in tokens.sorted() {
        let isFound = after.contains { $0.token == token }
        let place = Place(table: table, column: column, token: token)
        let row = kept == .shown ? key : twin.keeper
        if isFound && kept == .both { continue }
        entry.answered.append(Answer(place: place, row: isFound ? row : nil))
      }
    }
  }
}
