import MergeAlgebra
import ReplicaStore

extension ReportValue {
  /// A conflict as `cli.md` documents it.
  ///
  /// `shown` and each `value` are a cell, or an array of cells for several columns. For a row that
  /// was deleted and edited they are `{"row": "kept"}` and `{"row": "deleted"}`; for a row that is
  /// held back `shown` is null and the only value is the array of its cells. `state` is `open`,
  /// `settled` or `held`.
  init(_ conflict: ListedConflict, _ names: CharterNames) {
    let (shown, values) = Self.contents(of: conflict, names)
    self = .object([
      ("id", .string(conflict.id)),
      ("table", .string(conflict.table)),
      ("key", .list(conflict.key.values.map { ReportValue($0) })),
      ("columns", .list(conflict.columns.map { .string($0) })),
      ("rule", .string(conflict.rule)),
      ("state", .string(conflict.isHeldRow ? "held" : conflict.state.rawValue)),
      ("base", .null),
      ("shown", shown),
      ("values", .list(values)),
    ])
  }

  private static func contents(
    of conflict: ListedConflict, _ names: CharterNames
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
      return (ReportValue.list(twin.keeperCells.map { ReportValue($0) }), [])
    case .renumbered(let number):
      return (.null, [entry(.integer(number), nil, nil, names)])
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
  /// Whether it is a row that is held back, and not a choice between values.
  var isHeldRow: Bool { if case .held = subject { true } else { false } }

  /// The row and its columns as people read them: `measure T06: status`.
  var place: String {
    let row = "\(table) \(key.readable)"
    return columns.isEmpty ? row : "\(row): \(columns.joined(separator: ", "))"
  }
}
