import MergeAlgebra
import ReplicaStore

extension ReportValue {
  /// A conflict as `cli.md` documents it.
  ///
  /// `shown` and each `value` are a cell, or an array of cells for several columns. For a row that
  /// was deleted and edited they are `{"row": "kept"}` and `{"row": "deleted"}`; for a row that is
  /// held back `shown` is null and the only value is the array of its cells. Of two rows for the same
  /// thing `shown` is the shown row, `values` are the shown and the hidden row, each an object of
  /// column and cell, and `columns` are those in which they agree. For a reference that is shown as
  /// NULL the only value is the one that was written. For a row with another number than
  /// it was made with, `shown` is the number now, and the only value the one that was given. `state`
  /// is `open`, `settled` or `held`. A row that was deleted has two members more: `cells`, the row as
  /// an object of column and cell, and `others`, the values that stand beside those in a row that does
  /// not live, as in `values` and with their `columns`.
  ///
  /// `base` is what was there before, in the shape of `shown`; for a row that was deleted an object of
  /// column and cell without the key, null where there was no row or the log does not tell. `columns`
  /// are those of the conflict's table.
  init(
    _ conflict: ListedConflict, _ names: CharterNames, columns: [String], base: ConflictBase?
  ) {
    let (shown, values) = Self.contents(of: conflict, names, columns)
    var members: [(name: String, value: ReportValue)] = [
      ("id", .string(conflict.id)),
      ("table", .string(conflict.table)),
      ("key", .list(conflict.key.values.map { ReportValue($0) })),
      ("columns", .list(conflict.meantColumns.map { .string($0) })),
      ("rule", .string(conflict.rule)),
      ("state", .string(conflict.isHeldRow ? "held" : conflict.state.rawValue)),
      ("base", base.map { Self.contents(of: $0, conflict) } ?? .null),
      ("shown", shown),
      ("values", .list(values)),
    ]
    if case .life(let life) = conflict.subject {
      members += Self.contents(of: life, conflict.key, names, columns)
    }
    self = .object(members)
  }

  private static func contents(
    of life: RowLife, _ key: RowKey, _ names: CharterNames, _ columns: [String]
  ) -> [(name: String, value: ReportValue)] {
    let others = life.others.map { other in
      let stamp = other.sibling.stamp
      let columns = ReportValue.list(other.columns.map { .string($0) })
      return ReportValue.object(
        [("columns", columns)]
          + entry(ReportValue(cells: other.sibling.values), stamp.dot, stamp.time, names))
    }
    return [("cells", row(key.values + life.cells, columns)), ("others", .list(others))]
  }

  private static func contents(of base: ConflictBase, _ conflict: ListedConflict) -> ReportValue {
    conflict.columns.isEmpty ? row(base.values, base.columns) : ReportValue(cells: base.values)
  }

  private static func row(_ cells: [Value], _ columns: [String]) -> ReportValue {
    .object(zip(columns, cells).map { ($0, ReportValue($1)) })
  }

  private static func contents(
    of conflict: ListedConflict, _ names: CharterNames, _ columns: [String]
  ) -> (shown: ReportValue, values: [ReportValue]) {
    switch conflict.subject {
    case .values(let siblings, let shown):
      let values = siblings.map { sibling in
        object(ReportValue(cells: sibling.values), sibling.stamp.dot, sibling.stamp.time, names)
      }
      return (ReportValue(cells: siblings[shown].values), values)
    case .cleared(let written, _):
      let shown = written.values.map { _ in Value.null }
      let value = ReportValue(cells: written.values)
      return (
        ReportValue(cells: shown), [object(value, written.stamp.dot, written.stamp.time, names)]
      )
    case .life(let life):
      let kept = ReportValue.object([("row", .string("kept"))])
      let deleted = ReportValue.object([("row", .string("deleted"))])
      let values =
        life.writes.map { object(kept, $0, nil, names) }
        + life.deletes.map { object(deleted, $0.dot, $0.time, names) }
      return (life.isKept ? kept : deleted, values)
    case .held(_, let cells):
      let row = ReportValue.list(cells.map { ReportValue($0) })
      return (.null, [object(row, nil, nil, names)])
    case .duplicate(let twin):
      let births = twin.births.count == 2 ? twin.births : []
      let rows = [twin.keeper.values + twin.keeperCells, conflict.key.values + twin.cells].map {
        Self.row($0, columns)
      }
      let values = zip(rows, births.map { $0 as Stamp? } + [nil, nil]).map {
        object($0, $1?.dot, $1?.time, names)
      }
      return (rows[0], values)
    case .renumbered(let number):
      let now = conflict.key.values.first.map { ReportValue($0) } ?? .null
      return (now, [object(.integer(number), nil, nil, names)])
    }
  }

  private static func object(
    _ value: ReportValue, _ dot: Dot?, _ time: Int64?, _ names: CharterNames
  ) -> ReportValue {
    .object(entry(value, dot, time, names))
  }

  private static func entry(
    _ value: ReportValue, _ dot: Dot?, _ time: Int64?, _ names: CharterNames
  ) -> [(name: String, value: ReportValue)] {
    let replica = dot?.stream.replica
    let member = replica.flatMap { names.member(of: $0) }
    return [
      ("value", value),
      ("member", member.map { .string($0.name) } ?? .null),
      ("replica", replica.map { .string($0.name) } ?? .null),
      ("time", ReportValue(moment: time)),
      ("dot", dot.map { .string($0.description) } ?? .null),
    ]
  }
}

extension ListedConflict {
  /// Whether it is a row that waits for something, and nothing that anybody or a rule decides.
  var isHeldRow: Bool {
    if case .held(let held, _) = subject { held.reason != .parentGone } else { false }
  }

  /// The row that is shown instead of this conflict's, when there are two for the same thing.
  var keeper: RowKey? { if case .duplicate(let twin) = subject { twin.keeper } else { nil } }

  /// The columns that it is about: for two rows for the same thing, those in which they agree.
  var meantColumns: [String] {
    if case .duplicate(let twin) = subject { twin.columns } else { columns }
  }

  /// The row and its columns as people read them: `measure T06: status`.
  var place: String {
    let row = "\(table) \(key.readable)"
    let names = meantColumns
    return names.isEmpty ? row : "\(row): \(names.joined(separator: ", "))"
  }
}
