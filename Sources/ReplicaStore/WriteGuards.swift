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
    var result: [(name: String, event: String, statements: [String])] = []
    let isCoordinator = me == collaboration.coordinator
    if model.declaration.write == .coordinator && !isCoordinator {
      let text = refusal("only \(name(of: collaboration.coordinator)) writes \(model.name)")
      for (name, event) in Self.events { result.append((name, event, [text])) }
    } else if model.declaration.write == .owner || isNarrow {
      for (name, event) in Self.events {
        let isInsert = event.contains("INSERT")
        let statements = ownerStatements(isInsert ? "NEW" : "OLD")
        result.append((name, event, statements + (isInsert ? replacedRows : [])))
      }
    }
    result.append(contentsOf: fixedColumns)
    return result
  }

  private static let events = [
    ("guard_insert", "BEFORE INSERT"), ("guard_update", "BEFORE UPDATE"),
    ("guard_delete", "BEFORE DELETE"),
  ]

  /// Whether not everyone may hold the rows.
  private var isNarrow: Bool {
    model.declaration.audience == .coordinator || model.declaration.audience == .member
  }

  /// Whether a row of this member may be written here.
  private func mayWrite(rowsOf member: MemberID) -> Bool {
    if member == me { return true }
    return model.declaration.audience == .coordinator && model.declaration.write == .anyone
      && me == collaboration.coordinator
  }

  private func ownerStatements(_ row: String) -> [String] {
    guard let owner = model.declaration.owner else { return [] }
    let value = "\(row).\(quoted(owner))"
    var statements: [String] = []
    for member in collaboration.members where !mayWrite(rowsOf: member.id) {
      let text = refusal("this row of \(model.name) belongs to \(member.name)")
      statements.append("\(text) WHERE \(value) = \(literal(member.ownerKey))")
    }
    let keys = collaboration.members.map { literal($0.ownerKey) }.joined(separator: ", ")
    let text = refusal("\(owner) in \(model.name) must name a member")
    let nullBelongsToCoordinator = !isNarrow && me == collaboration.coordinator
    let isUnknown = "\(value) NOT IN (\(keys))"
    statements.append(
      "\(text) WHERE \(nullBelongsToCoordinator ? isUnknown : "\(value) IS NULL OR \(isUnknown)")")
    return statements
  }

  /// Refuses an insert that would replace a row which this member may not write.
  private var replacedRows: [String] {
    guard let owner = model.declaration.owner else { return [] }
    return collaboration.members.filter { !mayWrite(rowsOf: $0.id) }.flatMap { member in
      shape.uniqueIndexes.map { index in
        refusal("this row of \(model.name) belongs to \(member.name)")
          + " WHERE EXISTS (SELECT 1 FROM \(quoted(shape.name)) WHERE \(shape.collision(in: index))"
          + " AND \(quoted(shape.name)).\(quoted(owner)) = \(literal(member.ownerKey)))"
      }
    }
  }

  private var fixedColumns: [(name: String, event: String, statements: [String])] {
    let fixed = model.columns.filter(\.isFixed)
    guard !fixed.isEmpty else { return [] }
    let statements = fixed.map { column in
      let name = quoted(column.name)
      return refusal("\(column.name) in \(model.name) is set once and cannot be changed")
        + " WHERE OLD.\(name) IS NOT NULL AND (OLD.\(name) IS NOT NEW.\(name) COLLATE BINARY"
        + " OR typeof(OLD.\(name)) <> typeof(NEW.\(name)))"
    }
    return [("guard_fixed", "BEFORE UPDATE", statements)]
  }

  private func name(of member: MemberID) -> String {
    collaboration.members.first { $0.id == member }?.name ?? member.name
  }

  private func refusal(_ message: String) -> String {
    "SELECT RAISE(ABORT, \(literal("samband: " + message)))"
  }
}
