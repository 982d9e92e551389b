import MergeAlgebra

extension ReplicaTransaction {
  private static let reopenedPrefix = "reopened:"

  /// Lists a conflict that a rule has settled as open, here, until somebody has decided it.
  ///
  /// The mark names the writes that stand against each other; once one of them is displaced, somebody
  /// has decided, and the mark counts no more. Change sets have no place for it: it does not travel.
  public func reopen(_ conflict: ListedConflict) throws {
    for (id, _) in try reopenedConflicts() where id != conflict.id {
      let isListed = try conflicts().contains { $0.id == id }
      if !isListed { try closeReopened(id) }
    }
    let dots = conflict.dots.map(\.description).sorted().joined(separator: "\n")
    try setMeta(Self.reopenedPrefix + conflict.id, .text(dots))
  }

  /// Takes the mark of a conflict away that has been decided.
  public func closeReopened(_ id: String) throws {
    try session.run(
      "DELETE FROM samband_meta WHERE name = ?1", [.text(Self.reopenedPrefix + id)])
  }

  /// The marked conflicts by name, with the writes that stood against each other.
  func reopenedConflicts() throws -> [String: Set<String>] {
    let marks = try session.rows(
      "SELECT name, value FROM samband_meta WHERE name LIKE 'reopened:%'"
    ) { row in
      (
        String(row.string(0).dropFirst(Self.reopenedPrefix.count)),
        Set(row.string(1).split(separator: "\n").map(String.init))
      )
    }
    return Dictionary(uniqueKeysWithValues: marks)
  }
}

extension ListedConflict {
  /// The writes that stand against each other.
  var dots: Set<Dot> {
    switch subject {
    case .values(let siblings, _): Set(siblings.map(\.stamp.dot))
    case .life(let life): Set(life.deletes.map(\.dot) + life.writes)
    case .cleared(let sibling, _): [sibling.stamp.dot]
    case .duplicate(let twin): Set(twin.births.map(\.dot))
    case .held, .renumbered: []
    }
  }

  /// The same conflict, open when one of these marks still holds for it.
  func reopened(by marks: [String: Set<String>]) -> ListedConflict {
    guard state == .settled, let mark = marks[id],
      mark.isSubset(of: dots.map(\.description))
    else { return self }
    return ListedConflict(
      id: id, table: table, key: key, row: row, columns: columns, rule: rule, state: .open,
      isReopened: true, subject: subject)
  }
}
