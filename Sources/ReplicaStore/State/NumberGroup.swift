import MergeAlgebra

/// The rows that were made with one number, lowest rank of birth first.
///
/// Whoever gave the number anew after it had become free, and so had seen the row that had it, made
/// another row; that one supersedes the first.
struct NumberGroup: Equatable {
  var rows: [RowIdentity] = []
  var superseders: [RowIdentity: Set<RowIdentity>] = [:]

  /// The row that has the number, of those that somebody knows: the earliest that none of the others
  /// supersedes.
  func holder(knowing isKnown: (RowIdentity) -> Bool = { _ in true }) -> RowIdentity? {
    rows.first { row in
      isKnown(row) && !(superseders[row]?.contains(where: isKnown) ?? false)
    }
  }

  mutating func add(_ row: RowIdentity, superseding isSeen: (RowIdentity) -> Bool) {
    for seen in rows where isSeen(seen) { superseders[seen, default: []].insert(row) }
    rows = (rows + [row]).sorted()
  }

  mutating func remove(_ row: RowIdentity) {
    rows.removeAll { $0 == row }
    superseders = superseders.mapValues { $0.subtracting([row]) }.filter { !$0.value.isEmpty }
  }
}
