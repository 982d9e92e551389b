import MergeAlgebra

/// What undoing a change set comes to: what is written, what is left alone and what forbids it.
public struct UndoPlan: Sendable {
  /// A row that is written.
  public struct Step: Sendable {
    /// The table.
    public let table: String
    /// The row, in numbers as they are shown.
    public let key: RowKey
    /// What the undo does to it.
    public let kind: RowChange.Kind
    /// The columns: what they show now, and what is written.
    public let changes: [CellChange]
  }

  /// A row, or a column of it, that is left as it is.
  public struct LeftAlone: Equatable, Sendable {
    /// Why.
    public enum Reason: String, Sendable {
      /// Somebody has written it since, having seen the change.
      case changedSince
      /// Somebody has written it without having seen the change.
      case writtenAtOnce
      /// Somebody has deleted the row.
      case deleted
      /// The row lives.
      case lives
      /// The row was made in place of one with other values where they are set once.
      case replaced
      /// Several values stood beside each other in the row, and no undo may choose among them.
      case contested
      /// This replica does not know the table or the column.
      case unknown
    }

    /// The table.
    public let table: String
    /// The row.
    public let key: RowKey
    /// The column; `nil` for the row as a whole.
    public let column: String?
    /// Why.
    public let reason: Reason
    /// Who, and when; `nil` where nobody else is the cause.
    public let by: Stamp?
  }

  /// Something that no write may do.
  public struct Forbidden: Equatable, Sendable {
    /// What.
    public enum Kind: String, Sendable {
      /// Somebody else writes the row: the subject is the member.
      case writer
      /// A column is set once: the subject.
      case fixed
      /// Another row refers to the row: the subject is empty.
      case needed
      /// The row is deleted and would come back, since a restored row refers to it; the subject is
      /// empty.
      case revives
      /// A row that it refers to is gone: the subject is the table.
      case missingParent
      /// A row would go with it: the subject is the table.
      case cascade
      /// Another row has its place in a unique key: the subject is the columns.
      case taken
      /// It breaks a constraint: the subject is what SQLite says.
      case invalid
    }

    /// What.
    public let kind: Kind
    /// The row, as people read it.
    public let row: String
    /// What it is about.
    public let subject: String
  }

  /// The rows that are written, in key order.
  public internal(set) var steps: [Step] = []
  /// What is left alone.
  public internal(set) var leftAlone: [LeftAlone] = []
  /// What forbids it; nothing may be sealed unless this is empty.
  public internal(set) var forbidden: [Forbidden] = []
  /// The change sets to seal.
  package internal(set) var drafts: [Draft] = []
}

extension ReplicaTransaction {
  /// Plans the inverse of a change set.
  ///
  /// `own` are its events; `lives` are all events of their rows, in the order of application. Edits must
  /// have been sealed. What anybody has written since, or at once, is left alone. `time` is in
  /// milliseconds. Reads only.
  public func undoing(
    _ own: [RowEvent], _ lives: [RowName: [RowEvent]], by me: MemberID, at time: Int64
  ) throws -> UndoPlan {
    guard let collaboration else { preconditionFailure("no charter is loaded") }
    var plan = UndoPlan()
    var builder = DraftBuilder()
    for event in own {
      guard event.change != nil, let table = rows.tables[event.row.table] else {
        plan.leftAlone.append(
          UndoPlan.LeftAlone(
            table: event.row.table, key: event.key, column: nil, reason: .unknown, by: nil))
        continue
      }
      let undoing = RowUndoing(
        rows: rows, table: table, event: event,
        life: RowChronicle(table, lives[event.row] ?? [event]), me: me, collaboration: collaboration
      )
      if let change = try undoing.change(&plan) { builder.add(change, in: table, at: time) }
    }
    plan.drafts = builder.drafts
    return plan
  }

  /// The rows that the live tables show otherwise than their states alone say, with how.
  public func irregularRows() throws -> [ConflictPlace: String] {
    let listed = try session.rows("SELECT tbl, key, reason, detail FROM samband_held") { row in
      (
        ConflictPlace(table: row.integer(0), key: row.blob(1), unit: -2),
        row.string(2) + "\n" + row.string(3)
      )
    }
    return Dictionary(uniqueKeysWithValues: listed)
  }

  /// What has come to be forbidden between two moments, as the irregular rows of both tell it.
  ///
  /// References that are cleared, and rows that become part of others, are what the rules ask for.
  public func forbidden(
    since before: [ConflictPlace: String], by steps: [UndoPlan.Step]
  ) throws -> [UndoPlan.Forbidden] {
    let now = try irregularRows()
    let deleted = Set(steps.filter { $0.kind == .delete }.map { "\($0.table) \($0.key.readable)" })
    let fresh = now.filter { before[$0.key] != $0.value }
    return try fresh.compactMap { place, text -> UndoPlan.Forbidden? in
      let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let table = tables.first { $0.id == place.table }
      guard let table, let key = RowKey(encoded: place.key),
        let kind = Irregularity.Kind(rawValue: String(parts[0]))
      else { return nil }
      let detail = String(parts[1])
      let row = "\(table.name) \(try rows.numbering.shown(key, in: table).readable)"
      switch kind {
      case .revived:
        return UndoPlan.Forbidden(
          kind: deleted.contains(row) ? .needed : .revives, row: row, subject: "")
      case .missingParent:
        return UndoPlan.Forbidden(kind: .missingParent, row: row, subject: detail)
      case .parentGone: return UndoPlan.Forbidden(kind: .cascade, row: row, subject: detail)
      case .invalid: return UndoPlan.Forbidden(kind: .invalid, row: row, subject: detail)
      case .duplicate:
        let columns = detail.split(separator: Irregularity.separator).joined(separator: ", ")
        return UndoPlan.Forbidden(kind: .taken, row: row, subject: columns)
      case .merged, .needed, .altered: return nil
      }
    }.sorted { $0.row < $1.row }
  }
}
