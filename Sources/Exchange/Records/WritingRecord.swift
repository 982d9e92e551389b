import MergeAlgebra
import ReplicaStore

/// What was written to a row, or would be.
public struct RecordReport: Sendable {
  /// A cell that is another.
  public struct Change: Sendable {
    /// The column.
    public let column: String
    /// What it held; `nil` in a new row.
    public let before: Value?
    /// What it holds.
    public let after: Value
    /// The former value in words.
    public let beforeText: String
    /// The new value in words.
    public let afterText: String
    /// Whether it is a list.
    public let isSet: Bool
  }

  /// Something that the person may not expect.
  public enum Note: Equatable, Sendable {
    /// The column has an order, and the value is one from before; what it was and is, in words.
    case backwards(column: String, from: String, to: String)
    /// Somebody else decides what is shown in the column; the name.
    case suggestion(column: String, decider: String)
  }

  /// The table.
  public let table: String
  /// The row.
  public let key: RowKey
  /// What was written, in schema order; empty when the row was like that already.
  public let changes: [Change]
  /// What the person may not expect.
  public let notes: [Note]
  /// Who may hold the row.
  public let audience: Audience
}

extension Replica {
  /// Adds a row: what is not said is made (the key, whose it is) or left to the schema.
  ///
  /// On trial nothing is kept. Errors: ``RecordRefusal`` with all that is wrong, `unknownTable`, `busy`.
  public func addRecord(
    to name: String, _ assignments: [RecordAssignment], _ vocabulary: Vocabulary,
    _ words: RecordWords, isTrial: Bool = false
  ) throws -> RecordReport {
    try edit(vocabulary, isTrial: isTrial) { desk in
      let table = try desk.table(name)
      let writer = RecordWriter(desk, table)
      let given = try writer.cells(assignments, before: nil)
      let cells = try writer.completed(given)
      var row = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.defaultValue) })
      row.merge(cells) { $1 }
      let findings = try writer.findings(row, before: nil, written: Set(cells.keys))
      if !findings.isEmpty { throw RecordRefusal(findings) }
      let key = try writer.insert(cells)
      return try desk.report(table, key, before: nil, after: cells, notes: [], words)
    }
  }

  /// Edits cells of a row; those that hold the value already are left alone.
  ///
  /// `values` are the key's columns where it was given as JSON. A step backwards along an order is
  /// written and told: it corrects a mistake, and the merge lets what has seen the former value stand.
  /// Errors: as ``addRecord(to:_:_:_:isTrial:)``.
  public func editRecord(
    in name: String, _ key: String, values: [Value]?, _ assignments: [RecordAssignment],
    _ vocabulary: Vocabulary, _ words: RecordWords, isTrial: Bool = false
  ) throws -> RecordReport {
    try edit(vocabulary, isTrial: isTrial) { desk in
      let table = try desk.table(name)
      let key = try desk.key(key, values, in: table)
      guard let cells = try desk.row(key, of: table) else {
        throw desk.noSuchRow(key.readable, in: table)
      }
      let before = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), cells))
      let writer = RecordWriter(desk, table)
      let given = try writer.cells(assignments, before: before)
      let row = before.merging(given) { $1 }
      let findings = try writer.findings(row, before: before, written: Set(given.keys))
      if !findings.isEmpty { throw RecordRefusal(findings) }
      let changed = given.filter { name, value in
        guard let column = table.column(name), let old = before[name] else { return true }
        return !writer.isSame(old, value, column)
      }
      try writer.update(key, changed)
      let notes = try desk.notes(table, before: before, after: changed, words)
      return try desk.report(table, key, before: before, after: changed, notes: notes, words)
    }
  }
}

extension RecordDesk {
  fileprivate func report(
    _ table: RecordTable, _ key: RowKey, before: [String: Value]?, after: [String: Value],
    notes: [RecordReport.Note], _ words: RecordWords
  ) throws -> RecordReport {
    var writer = CellWriter(desk: self, words: words)
    writer.namesRows = true
    let changes = try table.columns.compactMap { column -> RecordReport.Change? in
      guard let value = after[column.name] else { return nil }
      let old = before?[column.name]
      return RecordReport.Change(
        column: column.name, before: old, after: value,
        beforeText: try old.map { try writer.text($0, of: column, in: table) } ?? "",
        afterText: try writer.text(value, of: column, in: table), isSet: column.isSet)
    }
    return RecordReport(
      table: table.name, key: key, changes: changes, notes: notes,
      audience: table.declaration.audience)
  }

  /// What the person may not expect of an edit.
  func notes(
    _ table: RecordTable, before: [String: Value], after: [String: Value], _ words: RecordWords
  ) throws -> [RecordReport.Note] {
    let writer = CellWriter(desk: self, words: words)
    let collaboration = operation.collaboration
    return try table.columns.flatMap { column -> [RecordReport.Note] in
      guard let value = after[column.name], let old = before[column.name], let rule = column.rule
      else { return [] }
      var notes: [RecordReport.Note] = []
      if rule.isBackwards(from: old, to: value) {
        notes.append(
          .backwards(
            column: column.name, from: try writer.text(old, of: column, in: table),
            to: try writer.text(value, of: column, in: table)))
      }
      let owner = table.declaration.owner.flatMap { before[$0] }
      let decider: MemberID? =
        switch rule {
        case .coordinator: collaboration.coordinator
        case .owner: owner.flatMap { collaboration.owner(named: $0) }
        default: nil
        }
      if let decider, decider != operation.identity.member {
        let name = members.first { $0.id == decider }?.name ?? decider.name
        notes.append(.suggestion(column: column.name, decider: name))
      }
      return notes
    }
  }
}

extension Rule {
  /// Whether a value stands before another in the order of the column.
  func isBackwards(from old: Value, to new: Value) -> Bool {
    if case .furthest(let order) = self { order.isBefore(new, old) } else { false }
  }
}
