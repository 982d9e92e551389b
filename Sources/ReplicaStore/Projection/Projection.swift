import MergeAlgebra

/// What a projection did to the live tables.
public struct ProjectionReport: Equatable, Sendable {
  /// Rows whose live cells were changed, brought or taken away.
  public var changedRows = 0
  /// Rows that are held back now and were not before.
  public var newlyHeld = 0
  /// Conflicts that are new and need a person.
  public var opened = 0
  /// Conflicts that are new and that a rule decided.
  public var settled = 0
  /// Corrections to rows as another program had left them: table, key, column.
  public var corrections: [Correction] = []
  /// Rows of our own that were given another key, since theirs belongs to a hidden row.
  public var rekeyed: [Rekeyed] = []

  /// A projection that changed nothing.
  public init() {}

  /// A row that has another key than its author gave it.
  public struct Rekeyed: Equatable, Sendable {
    /// The table.
    public let table: String
    /// The key that was given.
    public let from: RowKey
    /// The key that it has now.
    public let to: RowKey
  }

  /// A cell or row of our own edits that shows something else than was written.
  public struct Correction: Equatable, Sendable {
    /// The table.
    public let table: String
    /// The row.
    public let key: RowKey
    /// The column; `nil` when the whole row is held back or is shown again.
    public let column: String?
  }
}

/// What a projection has decided of a row.
struct Showing {
  let ref: RowRef
  let table: TrackedTable
  /// What the live table showed before; `nil` when it did not show the row.
  let before: TrackedTable.LiveRow?
  /// What it shows now.
  let after: RowContent?
  /// How the row stands now, unless it is the plain case, with what connects it to others.
  var irregularity: Irregularity?
  var claims: Set<Claim> = []
  var links: [(target: LinkTarget, bytes: [UInt8])] = []
  var alias: RowKey?
}

/// Makes the live tables show the replicated state (protocol §7).
///
/// The result is a pure function of the state of all rows. Changed rows are first shown as they are;
/// where a constraint is in the way, or an irregular row may be affected, the rows in question and all
/// that is connected with them are computed together. The cost follows the change.
struct Projection {
  let rows: RowStore
  let tables: [TrackedTable]

  /// Shows the touched rows and writes their records.
  func run() throws -> ProjectionReport {
    guard rows.works.values.contains(where: \.isTouched) else {
      rows.clear()
      return ProjectionReport()
    }
    try rows.progress.begin(.showing, of: 3 * Int64(rows.works.count))
    let renumbered = try loadRenumbered()
    rows.numbering.isShown = true
    let live = LiveTables(rows)
    let scope = Scope(rows, live, tables, isWhole: rows.isOutdated)
    if rows.isOutdated {
      for ref in rows.works.keys { scope.want(ref) }
    } else {
      try showPlain(renumbered, live, scope)
    }
    var solver = Solver(scope)
    try solver.run()
    try show(scope, live)
    let showings = try tables.flatMap { table in
      try rows.works.keys.filter { $0.table == table.id }.sorted().compactMap { ref in
        // What was only looked at stays as it is.
        let isConcerned =
          scope.entries[ref] != nil || renumbered.contains(ref)
          || rows.works[ref]?.isTouched == true
        return isConcerned ? try showing(ref, table, scope.entries[ref], scope.parents) : nil
      }
    }
    try OwnReferences(rows: rows).follow(showings)
    let report = try RowWriter(rows: rows).write(showings)
    try rows.numbering.store()
    rows.clear()
    return report
  }

  /// Loads the rows whose number is another now, and those that show it.
  private func loadRenumbered() throws -> Set<RowRef> {
    var loaded: Set<RowRef> = []
    for (owner, row, from) in try rows.numbering.moved() {
      for table in tables where table.holdsNumbers {
        let columns =
          zip(table.model.key, table.keyNumbers)
          .filter { $0.1 == owner.name }.map(\.0)
          + zip(table.model.columns, table.cellNumbers).filter { $0.1 == owner.name }.map(\.0.name)
        for column in columns {
          for live in try table.liveKeys(where: column, .integer(from), rows.session) {
            guard let key = try rows.key(ofLive: live, in: table) else { continue }
            _ = try rows.work(key, in: table)
            loaded.insert(RowRef(table: table.id, key: key))
          }
        }
      }
      _ = try rows.work(RowKey([.row(row)]), in: owner)
      loaded.insert(RowRef(table: owner.id, key: RowKey([.row(row)])))
    }
    return loaded
  }

  /// Shows changed rows as they are, and lets those into the scope that need more thought.
  private func showPlain(
    _ renumbered: Set<RowRef>, _ live: LiveTables, _ scope: Scope
  ) throws {
    var changes: [LiveTables.Change] = []
    for table in tables {
      for ref in rows.works.keys.filter({ $0.table == table.id }).sorted() {
        guard let work = rows.works[ref], work.state.isKnown,
          work.isTouched || renumbered.contains(ref)
        else { continue }
        try rows.progress.step()
        let own = RowContent(
          key: ref.key.values, cells: table.model.shownValues(of: work.state))
        if work.irregularity != nil || table.holdsUnknownNumber(own) {
          scope.want(ref)
          continue
        }
        changes.append(
          LiveTables.Change(ref: ref, table: table, after: try plain(ref, table, work)))
      }
    }
    for ref in try live.apply(changes).keys { scope.want(ref) }
    let refs = changes.map(\.ref)
    for ref in try References(rows: rows, live: live, tables: tables).broken(among: refs) {
      scope.want(ref)
    }
    guard try rows.irregular.areThereAny() else { return }
    for ref in refs { try scope.wantIfConnected(ref) }
  }

  private func plain(
    _ ref: RowRef, _ table: TrackedTable, _ work: RowWork
  ) throws -> RowContent? {
    guard table.model.isLiving(work.state) else { return nil }
    return try rows.numbering.shown(
      RowContent(key: ref.key.values, cells: table.model.shownValues(of: work.state)), in: table)
  }

  private func show(_ scope: Scope, _ live: LiveTables) throws {
    let changes = try scope.entries.values.sorted { $0.ref < $1.ref }.map { entry in
      LiveTables.Change(
        ref: entry.ref, table: entry.table,
        after: entry.isShown ? try rows.numbering.shown(entry.content, in: entry.table) : nil)
    }
    let refused = try live.apply(changes).min { $0.key < $1.key }
    if let (ref, reason) = refused, let entry = scope.entries[ref] {
      throw StoreError(
        .storage,
        "\(entry.table.name) \(ref.key.readable) cannot be shown as it was computed: \(reason)")
    }
  }

  private func showing(
    _ ref: RowRef, _ table: TrackedTable, _ entry: Entry?, _ parents: Parents
  ) throws -> Showing? {
    guard let work = rows.works[ref], work.state.isKnown else { return nil }
    guard let entry else {
      return Showing(
        ref: ref, table: table, before: work.live, after: try plain(ref, table, work))
    }
    let after = entry.isShown ? try rows.numbering.shown(entry.content, in: table) : nil
    var showing = Showing(ref: ref, table: table, before: work.live, after: after)
    showing.irregularity = entry.irregularity
    guard showing.irregularity != nil else { return showing }
    showing.claims = entry.claims
    for link in table.links {
      guard let values = link.values(in: entry.own) else { continue }
      let bytes = Set([link.target.bytes(values), try parents.bytes(of: link, values)])
      // A number that nobody has named may come to mean another row.
      showing.links += bytes.map { (link.target, $0) }
    }
    showing.links += entry.blockers.map { (.place(in: table.name), $0.key.bytes) }
    if let after, entry.content.key != ref.key.values { showing.alias = RowKey(after.key) }
    return showing
  }
}
