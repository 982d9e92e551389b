import MergeAlgebra
import ReplicaStore

/// What a replica shows and lists, as far as tokens go.
struct PartyView {
  /// A column of one row.
  struct Cell: Hashable {
    let table: Int
    let key: RowKey
    let column: Int
  }

  /// A row that is listed and not shown.
  struct Hidden {
    let table: Int
    let key: RowKey
    let cells: [Value]
    /// The row that is shown in its place; `nil` for one that waits for its parent.
    let keeper: RowKey?
    let isMerged: Bool
  }

  /// A row that is dead although somebody wrote it whom the delete had not seen.
  struct Death {
    let table: Int
    let key: RowKey
    let writes: [Dot]
  }

  /// A row that is listed as having had another number.
  struct Renumbered {
    let table: Int
    let key: RowKey
    let from: Int64
  }

  var rows: [Party.Rows] = []
  var renumbered: [Renumbered] = []
  var hidden: [Hidden] = []
  /// Dead rows that children refer to, whose place another row has.
  var standIns: [Hidden] = []
  var deaths: [Death] = []
  /// The tokens of the values that conflicts list, by cell.
  var listed: [Cell: Set<Int>] = [:]
  /// Every token that is shown or listed, by table and column.
  var found: Set<Ledger.Place> = []

  /// The tokens that can be seen of one cell of a row that is shown.
  func tokens(_ table: Int, _ key: RowKey, _ column: Int) -> Set<Int> {
    let shown = rows[table][key].map { Token.all(in: $0[column]) } ?? []
    return listedTokens(table, key, column).union(shown)
  }

  /// The tokens that conflicts list of one cell of a row.
  func listedTokens(_ table: Int, _ key: RowKey, _ column: Int) -> Set<Int> {
    listed[Cell(table: table, key: key, column: column), default: []]
  }

  /// The rows that have become part of this one, and those that have become part of them.
  func merged(into key: RowKey, _ table: Int) -> [Hidden] {
    var result: [Hidden] = []
    var keepers: Set<RowKey> = [key]
    var rest = hidden.filter { $0.table == table && $0.isMerged }
    while let index = rest.firstIndex(where: { $0.keeper.map(keepers.contains) ?? false }) {
      let row = rest.remove(at: index)
      keepers.insert(row.key)
      result.append(row)
    }
    return result
  }
}

extension Ledger {
  /// What a replica with these rows and this list shows.
  func view(of rows: [Party.Rows], _ conflicts: [ListedConflict]) throws -> PartyView {
    var view = PartyView()
    view.rows = rows
    for (table, content) in rows.enumerated() {
      for cells in content.values { note(cells, of: table, in: &view) }
    }
    for conflict in conflicts {
      guard let table = models.firstIndex(where: { $0.name == conflict.table }) else {
        throw Failure("a conflict in a table \(conflict.table)")
      }
      if case .values = conflict.subject, kinships.isTag(conflict.columns.first, of: table) {
        throw Failure("two rows of \(conflict.table) \(conflict.key.readable) have become one")
      }
      note(conflict, of: table, in: &view)
    }
    return view
  }

  private func note(_ cells: [Value], of table: Int, in view: inout PartyView) {
    for column in tokenColumns[table] {
      for token in Token.all(in: cells[column]) {
        view.found.insert(Place(table: table, column: column, token: token))
      }
    }
  }

  private func note(_ conflict: ListedConflict, of table: Int, in view: inout PartyView) {
    switch conflict.subject {
    case .values(let siblings, _):
      for sibling in siblings {
        list(sibling.values, of: conflict.columns, conflict.key, table, in: &view)
      }
    case .cleared(let written, _):
      list(written.values, of: conflict.columns, conflict.key, table, in: &view)
    case .life(let life):
      if life.isLiving { return }
      if !life.writes.isEmpty {
        view.deaths.append(.init(table: table, key: conflict.key, writes: life.writes))
      }
      list(life.cells, of: models[table].columns.map(\.name), conflict.key, table, in: &view)
      for other in life.others {
        list(other.sibling.values, of: other.columns, conflict.key, table, in: &view)
      }
    case .held(_, let cells):
      note(cells, of: table, in: &view)
      view.hidden.append(
        .init(table: table, key: conflict.key, cells: cells, keeper: nil, isMerged: false))
    case .duplicate(let twin):
      let hidden = PartyView.Hidden(
        table: table, key: conflict.key, cells: twin.cells, keeper: twin.keeper,
        isMerged: twin.isMerged)
      guard conflict.state == .open || twin.isMerged else {
        view.standIns.append(hidden)
        return
      }
      note(twin.cells, of: table, in: &view)
      view.hidden.append(hidden)
    case .renumbered(let from):
      view.renumbered.append(.init(table: table, key: conflict.key, from: from))
    }
  }

  /// Notes values that a conflict lists of a row.
  private func list(
    _ values: [Value], of names: [String], _ key: RowKey, _ table: Int, in view: inout PartyView
  ) {
    for (name, value) in zip(names, values) {
      guard let column = models[table].columns.firstIndex(where: { $0.name == name }),
        tokenColumns[table].contains(column)
      else { continue }
      let cell = PartyView.Cell(table: table, key: key, column: column)
      for token in Token.all(in: value) {
        view.listed[cell, default: []].insert(token)
        view.found.insert(Place(table: table, column: column, token: token))
      }
    }
  }
}
