import MergeAlgebra

/// What was there before two wrote at once.
public struct ConflictBase: Sendable {
  /// The columns: those of the conflict, or all outside the key where the whole row is meant.
  public let columns: [String]
  /// What they showed to everybody who then wrote, in the order of the columns.
  public let values: [Value]

  /// Says what was there.
  public init(columns: [String], values: [Value]) {
    self.columns = columns
    self.values = values
  }
}

extension ListedConflict {
  /// The row, for its events.
  public var rowName: RowName { RowName(table: table, key: row) }

  /// The change sets that stand against each other; `nil` where nothing was written at once.
  var writers: Set<Dot>? {
    switch subject {
    case .values(let siblings, _): Set(siblings.map(\.stamp.dot))
    case .life(let life): Set(life.deletes.map(\.dot)).union(life.writes)
    case .cleared, .held, .duplicate, .renumbered: nil
    }
  }
}

extension ReplicaTransaction {
  /// What a conflict's cells held before: what all who wrote had seen, and no more.
  ///
  /// `events` are those of the conflict's row in the order of application. It is `nil` where there was
  /// no row before, where one had seen what the other wrote (a suggestion), where the conflict is not
  /// about values or a deleted row, and where the log does not have it any more.
  public func base(
    of conflict: ListedConflict, among events: [RowEvent]
  ) throws -> ConflictBase? {
    guard let dots = conflict.writers, let table = rows.tables[conflict.table] else { return nil }
    let writers = events.filter { dots.contains($0.dot) }
    let sawNoOther = writers.allSatisfy { writer in
      dots.allSatisfy { $0 == writer.dot || !writer.seen.covers($0) }
    }
    guard Set(writers.map(\.dot)) == dots, sawNoOther else { return nil }
    let state = RowChronicle(table, events).state { event in
      writers.allSatisfy { $0.dot != event.dot && $0.seen.covers(event.dot) }
    }
    guard table.model.isLiving(state) else { return nil }
    let cells = try rows.numbering.shown(
      RowContent(key: conflict.row.values, cells: table.model.shownValues(of: state)), in: table
    ).cells
    let all = zip(table.model.columns, cells).map { (name: $0.name, value: $1) }
    let meant =
      conflict.columns.isEmpty
      ? all : conflict.columns.compactMap { name in all.first { $0.name == name } }
    return ConflictBase(columns: meant.map(\.name), values: meant.map(\.value))
  }
}
