import MergeAlgebra
import ReplicaStore

extension ReportValue {
  /// A conflict as `cli.md` documents it.
  ///
  /// `shown` and each `value` are a cell, or an array of cells for several columns. For a row that
  /// was deleted and edited they are `{"row": "kept"}` and `{"row": "deleted"}`; for a row that is
  /// held back `shown` is null and the only value is the array of its cells. Of two rows for the same
  /// thing `shown` is the shown row, `values` are the shown and the hidden row, each an object of
  /// column and cell, and `columns` are those in which they agree. For a row with another number than
  /// it was made with, `shown` is the number now, and the only value the one that was given. `state`
  /// is `open`, `settled` or `held`.
  ///
  /// `columns` are those of the conflict's table.
  init(_ conflict: ListedConflict, _ names: CharterNames, columns: [String]) {
    let (shown, values) = Self.contents(of: conflict, names, columns)
    self = .object([
      ("id", .string(conflict.id)),
      ("table", .string(conflict.table)),
      ("key", .list(conflict.key.values.map { ReportValue($0) })),
      ("columns", .list(conflict.meantColumns.map { .string($0) })),
      ("rule", .string(conflict.rule)),
      ("state", .string(conflict.isHeldRow ? "held" : conflict.state.rawValue)),
      ("base", .null),
      ("shown", shown),
      ("values", .list(values)),
    ])
  }

  private static func contents(
    of conflict: ListedConflict, _ names: CharterNames, _ columns: [String]
  ) -> (shown: ReportValue, values: [ReportValue]) {
    switch conflict.subject {
    case .values(let siblings, let shown):
      let values = siblings.map { sibling in
        entry(ReportValue(cells: sibling.values), sibling.stamp.dot, sibling.stamp.time, names)
      }
      return (ReportValue(cells: siblings[shown].values), values)
    case .life(let isLiving, let deletes, let writes):
      let kept = ReportValue.object([("row", .string("kept"))])
      let deleted = ReportValue.object([("row", .string("deleted"))])
      let values =
        writes.map { entry(kept, $0, nil, names) }
        + deletes.map { entry(deleted, $0.dot, $0.time, names) }
      return (isLiving ? kept : deleted, values)
    case .held(_, let cells):
      let row = ReportValue.list(cells.map { ReportValue($0) })
      return (.null, [entry(row, nil, nil, names)])
    case .duplicate(let twin):
      let births = twin.births.count == 2 ? twin.births : []
      let rows = [twin.keeper.values + twin.keeperCells, conflict.key.values + twin.cells].map {
        ReportValue.object(zip(columns, $0).map { ($0, ReportValue($1)) })
      }
      let values = zip(rows, births.map { $0 as Stamp? } + [nil, nil]).map {
        entry($0, $1?.dot, $1?.time, names)
      }
      return (rows[0], values)
    case .renumbered(let number):
      let now = conflict.key.values.first.map { ReportValue($0) } ?? .null
      return (now, [entry(.integer(number), nil, nil, names)])
    }
  }

  private static func entry(
    _ value: ReportValue, _ dot: Dot?, _ time: Int64?, _ names: CharterNames
  ) -> ReportValue {
    let replica = dot?.stream.replica
    let member = replica.flatMap { names.member(of: $0) }
    return .object([
      ("value", value),
      ("member", member.map { .string($0.name) } ?? .null),
      ("replica", replica.map { .string($0.name) } ?? .null),
      ("time", ReportValue(moment: time)),
      ("dot", dot.map { .string($0.description) } ?? .null),
    ])
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
