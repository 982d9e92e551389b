import MergeAlgebra

/// What the live tables show of a row, and why.
public struct RowNow: Sendable {
  /// How the row stands in the live tables.
  public enum Standing: Equatable, Sendable {
    /// It is shown as it is.
    case plain
    /// It is deleted.
    case deleted
    /// It lives and cannot be shown.
    case held(HeldRow)
    /// An earlier row, the keeper, has its place in the unique key over these columns.
    case setAside(keeper: RowKey, columns: [String])
    /// It has become part of an earlier row (rule `merge`).
    case merged(keeper: RowKey, columns: [String])
    /// It is deleted, and shown because a row refers to it.
    case revived
    /// It is shown, with other cells than its own: a reference that is cleared or redirected, or what
    /// rows merged into it filled in.
    case altered
    /// It stands in the table and has never been sealed.
    case unsealed
  }

  /// A column of the row.
  public struct Column: Sendable {
    /// Its name.
    public let name: String
    /// What the table shows; `nil` when the row is not shown.
    public let shown: Value?
    /// What was written and holds by the rule, before any constraint is looked at.
    public let own: Value
    /// The rule of its merge unit.
    public let rule: String
    /// Who wrote what holds: the one whose value is shown; all who added to a set or a sum.
    public let authors: [Stamp]
    /// How many different values stand beside each other, more than 1 in a conflict.
    public let choices: Int
  }

  /// The key under which the row is shown, or would be.
  public let key: RowKey
  /// The key columns' names.
  public let keyColumns: [String]
  /// Whether the live table shows it.
  public let isShown: Bool
  /// How it stands.
  public let standing: Standing
  /// The number that it was made with, when it shows another.
  public let renumberedFrom: Int64?
  /// Whether it has edits that wait to be sealed.
  public let isEdited: Bool
  /// The columns, in schema order.
  public let columns: [Column]
  /// What is listed of it among the conflicts.
  public let conflicts: [ListedConflict]
}

extension ReplicaTransaction {
  /// What the live tables show of a row.
  func now(of row: RowName, in table: TrackedTable) throws -> RowNow {
    try loadEdited(in: table)
    defer { rows.clear() }
    let marks = try reopenedConflicts()
    let work = try rows.work(row.key, in: table)
    let own = try rows.numbering.shown(
      RowContent(key: row.key.values, cells: table.model.shownValues(of: work.state)), in: table)
    let shownKey = try rows.liveKey(of: row.key, in: table)
    let live = try shownKey.flatMap { try table.liveRow($0, session) }
    var renumberedFrom: Int64?
    if table.isNumbered, case .row(let identity)? = row.key.values.first,
      own.key != [.integer(identity.number)]
    {
      renumberedFrom = identity.number
    }
    return RowNow(
      key: live?.key ?? RowKey(own.key), keyColumns: table.model.key, isShown: live != nil,
      standing: try standing(of: work, isShown: live != nil, in: table),
      renumberedFrom: renumberedFrom, isEdited: work.isLocal,
      columns: table.model.columns.indices.map { place in
        column(place, live?.cells[place], own.cells[place], work.state, table.model)
      },
      conflicts: try ConflictListing(rows: rows, tables: tables).conflicts(of: row.key, in: table)
        .map { $0.reopened(by: marks) })
  }

  /// What the live tables show of a row that has never been sealed.
  public func nowUnsealed(_ key: RowKey, in table: String) throws -> RowNow? {
    guard let table = rows.tables[table], let live = try table.liveRow(key, session) else {
      return nil
    }
    return RowNow(
      key: key, keyColumns: table.model.key, isShown: true, standing: .unsealed,
      renumberedFrom: nil, isEdited: true,
      columns: zip(table.model.columns, live.cells).enumerated().map { place, pair in
        RowNow.Column(
          name: pair.0.name, shown: pair.1, own: pair.1,
          rule: table.model.units[table.model.unit(holding: place)].rule.name, authors: [],
          choices: 0)
      },
      conflicts: [])
  }

  private func standing(
    of work: RowWork, isShown: Bool, in table: TrackedTable
  ) throws -> RowNow.Standing {
    guard let irregularity = work.irregularity else {
      return table.model.isLiving(work.state) ? .plain : .deleted
    }
    if let held = irregularity.heldRow { return .held(held) }
    let columns = irregularity.detail.split(separator: Irregularity.separator).map(String.init)
    switch irregularity.kind {
    case .revived: return .revived
    case .altered: return .altered
    case .duplicate, .merged:
      var keeper = irregularity.keeper
      while let next = try keeper.flatMap({ try rows.work($0, in: table).irregularity?.keeper }) {
        keeper = next
      }
      let key = try keeper.map {
        try rows.liveKey(of: $0, in: table) ?? rows.numbering.shown($0, in: table)
      }
      guard let key else { return .plain }
      return irregularity.kind == .merged
        ? .merged(keeper: key, columns: columns) : .setAside(keeper: key, columns: columns)
    default: return .deleted
    }
  }

  private func column(
    _ place: Int, _ shown: Value?, _ own: Value, _ state: RowState, _ model: TableModel
  ) -> RowNow.Column {
    let unit = model.units[model.unit(holding: place)]
    var authors: [Stamp] = []
    var choices = 0
    switch state.units[model.unit(holding: place)] {
    case .register(let register):
      let resolution = register.resolved(by: unit.rule)
      authors = resolution.shown.map { [register.siblings[$0].stamp] } ?? []
      choices = Set(register.siblings.map(\.values)).count
    case .elements(let set): authors = Self.stamps(Set(set.additions.map(\.dot)))
    case .tally(let tally): authors = Self.stamps(Set(tally.amounts.map(\.dot)))
    }
    return RowNow.Column(
      name: model.columns[place].name, shown: shown, own: own, rule: unit.rule.name,
      authors: authors, choices: choices)
  }

  /// Sets and sums remember who, not when.
  private static func stamps(_ dots: Set<Dot>) -> [Stamp] {
    dots.sorted().map { Stamp($0, time: 0) }
  }
}
