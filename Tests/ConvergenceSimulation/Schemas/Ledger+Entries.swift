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
  func noteDeath(
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
      for column in tokenColumns[table] {
        answer(party.view.listedTokens(table, key, column), table, column, in: &entry)
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
        // Of a set only what is new is written; what a merged row fills in stays that row's.
        let isNew = unit.rule == .union ? after.subtracting(before) : after
        let filled = old[column] == new[column] ? tokens(mergedInto: key, table, column, party) : []
        write(isNew.subtracting(filled), table, column, key, suggests, in: &entry)
      }
    }
  }

  /// The tokens that the rows have which have become part of this one.
  private func tokens(
    mergedInto key: RowKey, _ table: Int, _ column: Int, _ party: Party
  ) -> Set<Int> {
    Set(party.view.merged(into: key, table).flatMap { Token.all(in: $0.cells[column]) })
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

  func answer(
    _ tokens: Set<Int>, _ table: Int, _ column: Int, _ suggestionsOnly: Bool = false,
    in entry: inout Entry
  ) {
    for token in tokens.sorted() {
      let place = Place(table: table, column: column, token: token)
      entry.answered.append(Answer(place: place, suggestionsOnly: suggestionsOnly))
    }
  }

  func write(
    _ tokens: Set<Int>, _ table: Int, _ column: Int, _ key: RowKey, _ isSuggestion: Bool,
    in entry: inout Entry
  ) {
    for token in tokens.sorted() {
      let place = Place(table: table, column: column, token: token)
      entry.written.append((place, key, isSuggestion))
    }
  }

  /// Whether somebody else than this member decides over the column.
  func isSuggestion(
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
