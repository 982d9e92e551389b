import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore
import StrictJSON

extension ReportValue {
  /// The members that every document about a change set begins with: dot, member, replica, time, note.
  static func head(
    _ head: ChangeSetHead, _ names: CharterNames
  ) -> [(name: String, value: ReportValue)] {
    let replica = head.dot.stream.replica
    return [
      ("dot", .string(head.dot.description)),
      ("member", names.member(of: replica).map { .string($0.name) } ?? .null),
      ("replica", .string(replica.name)),
      ("time", ReportValue(moment: head.time)),
      ("note", .string(head.note)),
    ]
  }

  /// How many rows of a table are made, edited and deleted.
  init(_ count: TableCount) {
    self = .object([
      ("table", .string(count.table)), ("inserted", .count(count.inserted)),
      ("updated", .count(count.updated)), ("deleted", .count(count.deleted)),
    ])
  }

  /// A column before and after a change.
  ///
  /// `before` is null when there was no row or the log does not tell, `after` when the row was deleted.
  init(_ change: CellChange) {
    self = .object([
      ("column", .string(change.column)),
      ("before", change.before.map { ReportValue($0) } ?? .null),
      ("after", change.after.map { ReportValue($0) } ?? .null),
      ("added", .list(change.adding.map { ReportValue($0) })),
      ("removed", .list(change.removing.map { ReportValue($0) })),
      ("difference", change.difference.map { .integer($0) } ?? .null),
      ("suggestion", .bool(change.isSuggestion)),
    ])
  }

  /// An element of a set, as JSON text.
  init(_ element: Element) {
    self = .string(String(decoding: element.bytes, as: UTF8.self))
  }

  /// A key as the list of its columns.
  init(_ key: RowKey) { self = .list(key.values.map { ReportValue($0) }) }

  /// What is done to a row: `insert`, `update` or `delete`.
  init(_ kind: RowChange.Kind) {
    switch kind {
    case .insert: self = .string("insert")
    case .update: self = .string("update")
    case .delete: self = .string("delete")
    }
  }
}
