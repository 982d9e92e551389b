import MergeAlgebra

/// Triggers that refuse what the charter does not allow, in the user's own program (protocol §2).
///
/// RAISE takes only a literal before SQLite 3.47, so there is one statement per owning member.
struct WriteGuards {
  let shape: TableShape
  let model: TableModel
  let me: MemberID
  let collaboration: Collaboration

  /// Name, event and statements of each guard.
  var triggers: [(name: String, event: String, statements: [String])] {
    var statements: [String: [String]] = [:]
    let isCoordinator = me == collaboration.coordinator
    if model.declaration.write == .coordinator && !isCoordinator {
      let text = refusal("only \(name(of: collaboration.coordinator)) writes \(model.name)")
      for event in Self.events { statements[event] = [text] }
    } else if model.declaration.write == .owner || isNarrow {
      let givenAway = model.key.contains(model.declaration.owner ?? "")
      statements["INSERT"] = ownerStatements("NEW") + replaced()
      statements["UPDATE"] =
        ownerStatements("OLD") + (givenAway ? ownerStatements("NEW") : [])
        + replaced(butNot: "OLD")
      statements["DELETE"] = ownerStatements("OLD")
    }
    // After those that say whose row it is.
    statements["INSERT", default: []] += replacedFixedColumns
    statements["UPDATE", default: []] += fixedColumns
    return Self.events.compactMap { event in
      guard let statements = statements[event], !statements.isEmpty else { return nil }
      return ("guard_\(event.lowercased())", "BEFORE \(event)", statements)
    }
  }

  private static let events = ["INSERT", "UPDATE", "DELETE"]

  /// Whether not everyone may hold the rows.
  private var isNarrow: Bool {
    model.declaration.audience == .coordinator || model.declaration.audience == .member
  }

  /// Whether a row of this member may be written here.
  private func mayWrite(rowsOf member: MemberID) -> Bool {
    if member == me { return true }
    return model.declaration.audience == .coordinator && model.declaration.write != .owner
      && me == collaboration.coordinator
  }

  private func ownerStatements(_ row: String) -> [String] {
    guard let owner = model.declaration.owner else { return [] }
    let value = "\(row).\(quoted(owner)) COLLATE BINARY"
    var statements: [String] = []
    for member in collaboration.members where !mayWrite(rowsOf: member.id) {
      let text = refusal("this row of \(model.name) belongs to \(member.name)")
      statements.append("\(text) WHERE \(value) = \(literal(member.ownerKey))")
    }
    let keys = collaboration.members.map { literal($0.ownerKey) }.joined(separator: ", ")
    let text = refusal("\(owner) in \(model.name) must name a member")
    statements.append("\(text) WHERE \(value) NOT IN (\(keys))")
    if isNarrow {
      statements.append("\(text) WHERE \(value) IS NULL")
    } else if me != collaboration.coordinator {
      let name = name(of: collaboration.coordinator)
      let text = refusal("this row of \(model.name) belongs to \(name)")
      statements.append("\(text) WHERE \(value) IS NULL")
    }
    return statements
  }

  /// Refuses what would replace a row which this member may not write.
  private func replaced(butNot row: String? = nil) -> [String] {
    guard let owner = model.declaration.owner else { return [] }
    let table = quoted(shape.name)
    let others = row.map { row in
      " AND ("
        + model.key.map { "\(quoted($0)) IS NOT \(row).\(quoted($0)) COLLATE BINARY" }
        .joined(separator: " OR ") + ")"
    }
    return collaboration.members.filter { !mayWrite(rowsOf: $0.id) }.flatMap { member in
      shape.uniqueIndexes.map { index in
        let name = "\(table).\(quoted(owner)) COLLATE BINARY"
        let isTheirs = "\(name) = \(literal(member.ownerKey))"
        let isOwnerless = member.id == collaboration.coordinator ? " OR \(name) IS NULL" : ""
        return refusal("this row of \(model.name) belongs to \(member.name)")
          + " WHERE EXISTS (SELECT 1 FROM \(table) WHERE \(shape.collision(in: index))"
          + " AND (\(isTheirs)\(isOwnerless))\(others ?? ""))"
      }
    }
  }

  private var fixedColumns: [String] {
    model.columns.filter(\.isFixed).map { column in
      "\(isFixed(column)) WHERE \(changes("OLD.\(quoted(column.name))", column))"
    }
  }

  /// Refuses a REPLACE that gives a row with the same key another value in a fixed column.
  private var replacedFixedColumns: [String] {
    let table = quoted(shape.name)
    let key = model.key.map { "\(table).\(quoted($0)) = NEW.\(quoted($0))" }
    return model.columns.filter(\.isFixed).map { column in
      "\(isFixed(column)) WHERE EXISTS (SELECT 1 FROM \(table) WHERE "
        + key.joined(separator: " AND ")
        + " AND \(changes("\(table).\(quoted(column.name))", column)))"
    }
  }

  private func isFixed(_ column: TableModel.Column) -> String {
    refusal("\(column.name) in \(model.name) is set once and cannot be changed")
  }

  private func changes(_ old: String, _ column: TableModel.Column) -> String {
    let new = "NEW.\(quoted(column.name))"
    return "\(old) IS NOT NULL AND (\(old) IS NOT \(new) COLLATE BINARY"
      + " OR typeof(\(old)) <> typeof(\(new)))"
  }

  private func name(of member: MemberID) -> String {
    collaboration.members.first { $0.id == member }?.name ?? member.name
  }

  private func refusal(_ message: String) -> String {
    "SELECT RAISE(ABORT, \(literal("samband: " + message)))"
  }
}
