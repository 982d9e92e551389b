import BundleFormat
import MergeAlgebra
import ReplicaStore

/// Which change sets a log is to list.
public struct LogQuery: Sendable {
  /// At most so many; `nil` for all.
  public var limit: Int?
  /// Of this member only.
  public var member: MemberID?
  /// Those that touch this table only.
  public var table: String?

  /// Every change set unless told.
  public init(limit: Int? = nil, member: MemberID? = nil, table: String? = nil) {
    self.limit = limit
    self.member = member
    self.table = table
  }
}

/// How many rows of a table a change set inserts, updates and deletes.
public struct TableCount: Equatable, Sendable {
  /// The table.
  public let table: String
  /// Rows that are made.
  public var inserted = 0
  /// Rows that are edited.
  public var updated = 0
  /// Rows that are deleted.
  public var deleted = 0

  /// All of them.
  public var rows: Int { inserted + updated + deleted }

  /// The counts of some groups, in table order.
  static func all(of groups: [OperationGroup]) -> [TableCount] {
    var counts: [String: TableCount] = [:]
    for group in groups {
      var count = counts[group.table] ?? TableCount(table: group.table)
      switch group.kind {
      case .insert: count.inserted += group.rows.count
      case .update: count.updated += group.rows.count
      case .delete: count.deleted += group.rows.count
      }
      counts[group.table] = count
    }
    return counts.values.sorted { $0.table.utf8.lexicographicallyPrecedes($1.table.utf8) }
  }
}

/// A change set in a list.
public struct LogLine: Sendable {
  /// Its head: name, time, note.
  public let head: ChangeSetHead
  /// Whether it waits for change sets that its author had seen.
  public let isParked: Bool
  /// How many rows it has.
  public let rowCount: Int64
  /// The rows by table; erased ones are not among them.
  public let tables: [TableCount]
}

extension Replica {
  /// The change sets of the log, newest first: those that wait, then the others against the order in
  /// which they were applied here.
  ///
  /// Reads no more than it lists. Edits that wait to be sealed are in no change set yet. Errors:
  /// `unknownMember`, `unknownTable`, `storage`.
  public func log(_ query: LogQuery) throws -> [LogLine] {
    try read { operation in
      if let member = query.member, operation.newest.charter.member(member) == nil {
        throw ExchangeError(.unknownMember, member.name)
      }
      if let table = query.table { try operation.checkKnows(table) }
      var lines: [LogLine] = []
      try operation.transaction.eachNewest { entry in
        if let limit = query.limit, lines.count >= limit { return false }
        let author = operation.newest.charter.replica(entry.dot.stream.replica)?.member
        if let member = query.member, author != member { return true }
        let set = try operation.opened(entry)
        let tables = TableCount.all(of: set.groups)
        if let table = query.table, !tables.contains(where: { $0.table == table }) { return true }
        lines.append(
          LogLine(
            head: set.head, isParked: entry.isParked, rowCount: entry.rowCount, tables: tables))
        return true
      }
      return lines
    }
  }
}
