import Exchange
import MergeAlgebra
import ReplicaStore

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
    case (.cleared, .value):
      noteEmptied(conflict, table, party, before, members, &entry)
    case (.life(let life), .take(1)):
      if !life.isLiving { noteReturn(of: conflict.key, table, party, before, &entry) }
    case (.life, .take):
      noteDeath(of: conflict.key, table, before, in: &entry)
      for place in buried(under: conflict.key, table, seenBy: party.sight, in: party.view) {
        entry.answered.append(Answer(place: place))
      }
    case (.duplicate(let twin), .keep(let kept, _)):
      noteKept(kept, twin, conflict.key, table, party, before, &entry)
      noteMoved(by: groups, except: table, before, &entry)
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

  /// Who writes a reference writes all that merges with it.
  private func noteEmptied(
    _ conflict: ListedConflict, _ table: Int, _ party: Party, _ before: PartyView,
    _ members: [Member], _ entry: inout Entry
  ) {
    guard let cells = party.view.rows[table][conflict.key] else { return }
    for unit in models[table].units
    where unit.columns.contains(where: {
      conflict.columns.contains(models[table].columns[$0].name)
    }) {
      for column in unit.columns where tokenColumns[table].contains(column) {
        let suggests = isSuggestion(
          column, table, conflict.key, cells, by: party.member, members)
        let after = Set(Token.all(in: cells[column]))
        let seen = before.tokens(table, conflict.key, column)
        answer(seen.subtracting(after), table, column, suggests, in: &entry)
        write(after, table, column, conflict.key, suggests, in: &entry)
      }
    }
  }

  /// A row that is brought back is made anew of what it shows.
  private func noteReturn(
    of key: RowKey, _ table: Int, _ party: Party, _ before: PartyView, _ entry: inout Entry
  ) {
    for column in tokenColumns[table] {
      answer(before.tokens(table, key, column), table, column, in: &entry)
    }
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
    by groups: [OperationGroup], except decided: Int, _ before: PartyView, _ entry: inout Entry
  ) {
    for gone in groups where gone.kind == .delete && gone.table != models[decided].name {
      guard let table = models.firstIndex(where: { $0.name == gone.table }) else { continue }
      for key in gone.rows.map(\.key) {
        for column in tokenColumns[table] {
          for token in before.tokens(table, key, column).sorted() {
            let place = Place(table: table, column: column, token: token)
            entry.answered.append(Answer(place: place, row: names(of: key, table, before)))
          }
        }
      }
    }
    for made in groups where made.kind == .insert && made.table != models[decided].name {
      guard let table = models.firstIndex(where: { $0.name == made.table }) else { continue }
      for row in made.rows {
        // What stands under the key may be another row, whose reference was redirected.
        for (name, cell) in zip(made.columns, row.cells) {
          guard let column = models[table].columns.firstIndex(where: { $0.id == name }),
            tokenColumns[table].contains(column)
          else { continue }
          let tokens = Set(cell.written.flatMap { Token.all(in: $0) })
          write(tokens, table, column, row.key, made.suggested.contains(name), in: &entry)
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
        let row = names(of: kept == .shown ? key : twin.keeper, table, before)
        if isFound && kept == .both { continue }
        entry.answered.append(Answer(place: place, row: isFound ? row : nil))
      }
    }
  }
}

extension OperationGroup.Cell {
  /// The values that are written, the elements of a set each by itself.
  fileprivate var written: [Value] {
    switch self {
    case .value(let value): [value]
    case .elements(let adding, _): adding.map { .text($0.bytes) }
    case .difference: []
    }
  }
}
