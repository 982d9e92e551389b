import MergeAlgebra

/// Keeps what the user has in columns of his own while a row is out of its table: from the delete to
/// the insert of one projection, or as long as the row is hidden.
struct OwnColumns {
  let session: SQLSession

  /// Remembers them of a row that is about to be taken out.
  func keep(_ ref: RowRef, _ live: RowKey, of table: TrackedTable) throws {
    let names = table.shape.ownColumns
    if names.isEmpty { return }
    let list = names.map(quoted).joined(separator: ", ")
    let values = try session.first(
      "SELECT \(list) FROM \(quoted(table.name)) WHERE \(table.keyMatch)", live.values
    ) { $0.values(from: 0, count: names.count) }
    guard let values else { return }
    try forget(ref)
    for (name, value) in zip(names, values) {
      try session.run(
        "INSERT INTO samband_own(tbl, key, name, value) VALUES (?1, ?2, ?3, ?4)",
        place(ref) + [.text(name), value])
    }
  }

  /// Gives them back to a row that has been put in.
  func putBack(_ ref: RowRef, _ live: RowKey, of table: TrackedTable) throws {
    if table.shape.ownColumns.isEmpty { return }
    let kept = try session.rows(
      "SELECT name, value FROM samband_own WHERE tbl = ?1 AND key = ?2", place(ref)
    ) { (name: $0.string(0), value: $0.value(1)) }
    .filter { table.shape.ownColumns.contains($0.name) }
    if kept.isEmpty { return }
    let sets = kept.enumerated().map { "\(quoted($1.name)) = ?\(live.values.count + $0 + 1)" }
    do {
      try session.run(
        """
        UPDATE OR ABORT \(quoted(table.name)) SET \(sets.joined(separator: ", "))
        WHERE \(table.keyMatch)
        """, live.values + kept.map(\.value))
    } catch let error as StoreError where error.code == .constraint {
      // The user's own conditions are others by now; then the values stay where they are kept.
      return
    }
    try forget(ref)
  }

  private func forget(_ ref: RowRef) throws {
    try session.run("DELETE FROM samband_own WHERE tbl = ?1 AND key = ?2", place(ref))
  }

  private func place(_ ref: RowRef) -> [Value] { [.integer(ref.table), .blob(ref.key.bytes)] }
}
