import MergeAlgebra

/// The local edits of one circle, ready to become a change set.
package struct Draft: Equatable, Sendable {
  /// Who may hold them.
  public let circle: Circle
  /// The rows, by table, operation and columns.
  public let groups: [OperationGroup]

  /// What is to be sealed for a circle; with no groups only what its author has seen.
  public init(circle: Circle, groups: [OperationGroup]) {
    self.circle = circle
    self.groups = groups
  }
}

/// Sorts changes of rows into drafts: one per circle, rows with the same columns together.
struct DraftBuilder {
  private struct GroupKey: Hashable {
    let circle: Circle
    let table: String
    let kind: RowChange.Kind
    let columns: [String]
    let suggested: [String]
  }

  private var groups: [GroupKey: [OperationGroup.Row]] = [:]

  /// Adds what becomes of a row; `time` is the edit's in milliseconds.
  mutating func add(_ change: NetEffect.Change, in table: TrackedTable, at time: Int64) {
    let key = GroupKey(
      circle: change.circle, table: table.name, kind: change.kind,
      columns: change.columns.map(\.name), suggested: change.suggested)
    groups[key, default: []].append(
      OperationGroup.Row(key: change.key, time: time, cells: change.columns.map(\.cell)))
  }

  /// The drafts, widest circle first.
  var drafts: [Draft] {
    let circles = Set(groups.keys.map(\.circle)).sorted {
      ($0.depth, $0.description) < ($1.depth, $1.description)
    }
    return circles.map { circle in
      let keys = groups.keys.filter { $0.circle == circle }.sorted { Self.isBefore($0, $1) }
      return Draft(
        circle: circle,
        groups: keys.map { key in
          OperationGroup(
            table: key.table, kind: key.kind, columns: key.columns, suggested: key.suggested,
            rows: (groups[key] ?? []).sorted { $0.key < $1.key })
        })
    }
  }

  private static func isBefore(_ a: GroupKey, _ b: GroupKey) -> Bool {
    if a.table != b.table { return a.table.utf8.lexicographicallyPrecedes(b.table.utf8) }
    if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
    return a.columns == b.columns
      ? a.suggested.lexicographicallyPrecedes(b.suggested)
      : a.columns.lexicographicallyPrecedes(b.columns)
  }
}
