import ReplicaStore

extension ReportValue {
  /// Change sets that are not applied: {dot, member, replica, code, table, row, column, other,
  /// following, reason}.
  init(setAside sets: [SetAside], _ names: CharterNames, _ console: Console) {
    self = .list(
      sets.map { set in
        func text(_ text: String?) -> ReportValue { text.map { .string($0) } ?? .null }
        let replica = set.dot.stream.replica
        return .object([
          ("dot", .string(set.dot.description)),
          ("member", text(names.member(of: replica)?.name)),
          ("replica", .string(replica.name)),
          ("code", .string(set.flaw.kind.rawValue)),
          ("table", text(set.flaw.table)),
          ("row", text(set.flaw.row)),
          ("column", text(set.flaw.column)),
          ("other", text(set.flaw.other?.description)),
          ("following", .integer(set.following)),
          ("reason", .string(console.text(.reason(for: set.flaw)))),
        ])
      })
  }
}
