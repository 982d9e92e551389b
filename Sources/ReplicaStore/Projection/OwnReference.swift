import MergeAlgebra

/// A foreign key of a table that is this file's own.
struct OwnReference: Equatable, Sendable {
  /// The table of the user's own.
  let table: String
  let key: TableShape.ForeignKey
  /// What the columns of the reference hold by default, as SQL.
  let defaults: [String]
  /// The columns that tell the table's rows apart.
  let identity: [String]

  /// The references of all tables that are not under sync; none when none refers to one that is.
  static func all(_ shapes: [TableShape], beside tracked: [TableShape]) -> [OwnReference] {
    let names = Set(tracked.map(\.name))
    let own = shapes.filter { !names.contains($0.name) }.flatMap { shape in
      shape.foreignKeys.map { key in
        OwnReference(
          table: shape.name, key: key,
          defaults: key.columns.map { name in
            shape.columns.first { $0.name == name }.flatMap(DefaultLiteral.sql) ?? "NULL"
          },
          identity: shape.rowIDName.map { [$0] } ?? shape.key.map(quoted))
      }
    }
    return own.contains { names.contains($0.key.parent) } ? own : []
  }

  fileprivate var columns: [String] { key.columns.map(quoted) }

  fileprivate func match(from first: Int) -> String {
    identity.enumerated().map { "\($1) = ?\($0 + first)" }.joined(separator: " AND ")
  }
}

/// Lets rows of the user's own tables follow the rows under sync that they refer to.
///
/// Foreign keys are off on our connection, so what the user's own foreign keys ask for is done here:
/// where a projection takes a row away the action of ON DELETE, where it shows one under another key
/// the reference goes along. Where the action is to refuse, or something else is in the way, the
/// user's row stays as it is, and `verify` tells of it.
struct OwnReferences {
  let rows: RowStore
  private var session: SQLSession { rows.session }

  /// Rows of an own table that refer to a row which has gone or moved.
  private struct Followers {
    let reference: OwnReference
    let identities: [[Value]]
    /// What they are to refer to; `nil` when it is gone.
    let values: [Value]?
  }

  /// Follows what a projection has shown.
  func follow(_ showings: [Showing]) throws {
    if rows.own.isEmpty { return }
    let found = try rows.own.flatMap { reference in
      try showings.filter { $0.table.name == reference.key.parent }.compactMap {
        try followers(of: $0, by: reference)
      }
    }
    // A number that one row takes another has left: once more finds it free.
    var waiting = found.filter { $0.values != nil }
    for _ in 0..<2 { waiting = try waiting.filter { try !move($0) } }
    for gone in found where gone.values == nil {
      for identity in gone.identities { try act(gone.reference, identity) }
    }
  }

  private func followers(
    of showing: Showing, by reference: OwnReference
  ) throws -> Followers? {
    let places = reference.key.parentColumns.compactMap {
      ColumnPlace($0, in: showing.table.model)
    }
    guard let live = showing.before, places.count == reference.columns.count,
      !reference.identity.isEmpty
    else { return nil }
    let before = RowContent(key: live.key.values, cells: live.cells)
    let old = places.map { before[$0] }
    let new = showing.after.map { after in places.map { after[$0] } }
    if old == new || old.contains(where: \.isNull) { return nil }
    // What is not a number means whichever row has it.
    if new == nil, !showing.table.isNumbered,
      try isThere(old, reference.key.parentColumns, showing.table.name)
    {
      return nil
    }
    let identities = try children(of: old, by: reference)
    return identities.isEmpty
      ? nil : Followers(reference: reference, identities: identities, values: new)
  }

  private func isThere(_ values: [Value], _ columns: [String], _ table: String) throws -> Bool {
    let match = columns.enumerated().map { "\(quoted($1)) = ?\($0 + 1)" }
    return try session.hasRow(
      "SELECT 1 FROM \(quoted(table)) WHERE \(match.joined(separator: " AND ")) LIMIT 1", values)
  }

  private func children(of values: [Value], by reference: OwnReference) throws -> [[Value]] {
    let match = zip(reference.columns, reference.key.collations).enumerated().map {
      "\($1.0) = ?\($0 + 1) COLLATE \(quoted($1.1))"
    }
    return try session.rows(
      """
      SELECT \(reference.identity.joined(separator: ", ")) FROM \(quoted(reference.table))
      WHERE \(match.joined(separator: " AND "))
      """, values
    ) { $0.values(from: 0, count: reference.identity.count) }
  }

  /// Returns whether all could be moved.
  private func move(_ followers: Followers) throws -> Bool {
    let values = (followers.values ?? []).indices.map { "?\($0 + 1)" }
    var isDone = true
    for identity in followers.identities {
      let isMoved = try set(
        followers.reference, values, (followers.values ?? []), identity)
      isDone = isDone && isMoved
    }
    return isDone
  }

  /// Writes a reference; returns whether the user's own table takes it.
  private func set(
    _ reference: OwnReference, _ terms: [String], _ values: [Value], _ identity: [Value]
  ) throws -> Bool {
    let sets = zip(reference.columns, terms).map { "\($0) = \($1)" }.joined(separator: ", ")
    do {
      try session.run(
        """
        UPDATE OR ABORT \(quoted(reference.table)) SET \(sets)
        WHERE \(reference.match(from: values.count + 1))
        """, values + identity)
      return true
    } catch let error as StoreError where error.code == .constraint || error.code == .collision {
      return false
    }
  }

  /// What ON DELETE asks for of one row.
  private func act(_ reference: OwnReference, _ identity: [Value]) throws {
    switch reference.key.onDelete {
    case .noAction, .restrict: return
    case .setNull:
      _ = try set(reference, reference.columns.map { _ in "NULL" }, [], identity)
    case .setDefault: _ = try set(reference, reference.defaults, [], identity)
    case .cascade:
      let inner = rows.own.filter { $0.key.parent == reference.table }
      let children = try inner.flatMap { child in
        try parentValues(child, reference, identity).map { try self.children(of: $0, by: child) }
          .map { $0.map { (child, $0) } } ?? []
      }
      try session.run(
        "DELETE FROM \(quoted(reference.table)) WHERE \(reference.match(from: 1))", identity)
      for (child, row) in children { try act(child, row) }
    }
  }

  /// What the children of a row of the user's own refer to; `nil` when it has a NULL there.
  private func parentValues(
    _ child: OwnReference, _ reference: OwnReference, _ identity: [Value]
  ) throws -> [Value]? {
    let names = child.key.parentColumns.map(quoted)
    let values = try session.first(
      """
      SELECT \(names.joined(separator: ", ")) FROM \(quoted(reference.table))
      WHERE \(reference.match(from: 1))
      """, identity
    ) { $0.values(from: 0, count: names.count) }
    return values.flatMap { $0.contains(where: \.isNull) ? nil : $0 }
  }
}
