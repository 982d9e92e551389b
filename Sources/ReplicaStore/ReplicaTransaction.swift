import MergeAlgebra

/// One operation on a replica: what it may read and change, inside one transaction.
package final class ReplicaTransaction {
  let session: SQLSession
  let streams: StreamTable
  let rows: RowStore
  let log: ChangeLog
  /// The tables under sync in name order; empty until ``adopt(_:me:)``.
  private(set) var tables: [TrackedTable] = []
  private(set) var collaboration: Collaboration?
  /// What another program has done to tables under sync; while there is any, nothing can be done.
  public private(set) var alterations: [SchemaAlteration] = []

  let schema: SchemaCache
  private var rekeyed: [ProjectionReport.Rekeyed] = []

  init(_ session: SQLSession, _ schema: SchemaCache, _ progress: ProgressMeter) throws {
    self.session = session
    self.schema = schema
    streams = try StreamTable(session)
    rows = RowStore(session, streams, progress)
    log = ChangeLog(session: session, streams: streams)
  }

  /// Counts the steps of what is done.
  package var progress: ProgressMeter { rows.progress }

  // MARK: The charter in force

  /// Reads the user's tables as the charter in force declares them.
  ///
  /// Where they are not as it declares them there are ``alterations`` and no tables. They are looked
  /// for when something has changed the schema since. Errors: `schema` with every refusal, one a line.
  public func load(_ collaboration: Collaboration) throws {
    self.collaboration = collaboration
    let version = try schemaVersion()
    if let known = schema.tables(schemaVersion: version, collaboration) {
      use(known.tables)
      rows.own = known.own
      return
    }
    let shapes = try SchemaReader(session: session).tables()
    let isLookedAt = try meta("schemaVersion") == .integer(version)
    alterations =
      isLookedAt ? [] : try CharterTables(session, shapes: shapes)?.alterations() ?? []
    if !alterations.isEmpty { return use([]) }
    let shared = try chartered(shapes, collaboration.declarations)
    rows.own = OwnReference.all(shapes, beside: shared)
    var builder = ModelBuilder(
      shapes: try chartered(shapes, collaboration.declarations),
      declarations: collaboration.declarations, lines: schema.lines,
      triggers: schema.lines == nil ? nil : try SchemaReader(session: session).triggers())
    let known = try session.rows("SELECT name, id FROM samband_table") {
      (name: $0.string(0), id: $0.integer(1))
    }
    let ids = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0.id) })
    use(
      try builder.build().map { shape, model in
        TrackedTable(id: ids[shape.name] ?? 0, shape: shape, model: model)
      })
    schema.keep(tables, rows.own, schemaVersion: version, collaboration)
  }

  private func use(_ tables: [TrackedTable]) {
    self.tables = TrackedTable.linked(tables)
    rows.numbering.use(self.tables)
    rows.tables = Dictionary(uniqueKeysWithValues: self.tables.map { ($0.name, $0) })
  }

  /// Takes a charter into force: numbers its tables and makes what captures their edits.
  public func adopt(_ collaboration: Collaboration, me: MemberID) throws {
    try load(collaboration)
    try refuseAlterations()
    let numbered = try tables.map { table in
      if table.id > 0 { return table }
      try session.run("INSERT INTO samband_table(name) VALUES (?1)", [.text(table.name)])
      let id = session.database.lastInsertedRowID
      for column in table.model.columns {
        try session.run(
          "INSERT INTO samband_column(tbl, name) VALUES (?1, ?2)",
          [.integer(id), .text(column.name)])
      }
      return TrackedTable(id: id, shape: table.shape, model: table.model)
    }
    use(numbered)
    try Capture(session: session, tables: tables, me: me, collaboration: collaboration).install()
    try noteSchemaVersion()
  }

  /// Puts capture back when another program has changed the schema, and finds what it missed.
  ///
  /// Returns whether anything had to be put back. Errors: `schema` while there are ``alterations``.
  @discardableResult
  public func checkCapture(me: MemberID) throws -> Bool {
    guard let collaboration else { return false }
    try refuseAlterations()
    if try meta("schemaVersion") == .integer(schemaVersion()) { return false }
    let capture = Capture(
      session: session, tables: tables, me: me, collaboration: collaboration)
    let changed = try capture.install()
    try capture.reconcile(rows)
    try noteSchemaVersion()
    return changed
  }

  private func refuseAlterations() throws {
    guard alterations.isEmpty else {
      throw StoreError(.schema, alterations.map(\.description).joined(separator: "\n"))
    }
  }

  private func noteSchemaVersion() throws {
    try setMeta("schemaVersion", .integer(schemaVersion()))
  }

  private func schemaVersion() throws -> Int64 {
    try session.first("PRAGMA schema_version") { $0.integer(0) } ?? 0
  }

  // MARK: Small facts

  /// A remembered value; `nil` when there is none.
  public func meta(_ name: String) throws -> Value? {
    try session.first("SELECT value FROM samband_meta WHERE name = ?1", [.text(name)]) {
      $0.value(0)
    }
  }

  /// Remembers a value.
  public func setMeta(_ name: String, _ value: Value) throws {
    try session.run(
      """
      INSERT INTO samband_meta(name, value) VALUES (?1, ?2)
      ON CONFLICT(name) DO UPDATE SET value = excluded.value
      """, [.text(name), value])
  }

  // MARK: Change sets

  /// Everything that has been applied.
  public var vector: VersionVector { streams.vector }

  /// The context of the newest applied change set of a stream, without the stream itself.
  public func context(of stream: StreamID) -> VersionVector { streams.context(of: stream) }

  /// How many edits wait to be sealed.
  public func unsealedCount() throws -> Int64 {
    let journal = Journal(session: session)
    return try tables.reduce(0) { try $0 + journal.count(of: $1) }
  }

  /// Empties the journals into drafts, one per circle, widest first.
  ///
  /// Errors: `unsealable` with table, row and what to do.
  public func drainJournals(me: MemberID) throws -> [Draft] {
    guard let collaboration else { preconditionFailure("no charter is loaded") }
    rekeyed += try FreshKeys(rows: rows, tables: tables).give().map { change in
      ProjectionReport.Rekeyed(table: change.table.name, from: change.from, to: change.to)
    }
    return try LocalChanges(
      rows: rows, tables: tables, me: me, collaboration: collaboration
    ).drain()
  }

  /// The hash under which a change set is known; `nil` when it is not.
  public func knownHash(of dot: Dot) throws -> ContentHash? { try log.hash(of: dot) }

  /// Keeps a change set in the log, parked.
  ///
  /// `body` is its gzip member; `received` is in milliseconds.
  public func keep(
    _ head: ChangeSetHead, hash: ContentHash, rowCount: Int64, body: [UInt8], received: Int64
  ) throws {
    try log.add(head, hash: hash, rowCount: rowCount, body: body, received: received)
  }

  /// The full context of a change set whose predecessor has been applied.
  public func fullContext(_ head: ChangeSetHead) -> VersionVector {
    var context = streams.context(of: head.dot.stream)
    context.merge(head.contextDifference)
    return context
  }

  /// What a kept change set still waits for; empty when it can be applied now.
  ///
  /// Streams with the number that is needed of each.
  public func missing(for head: ChangeSetHead) -> [Dot] {
    let vector = streams.vector
    let stream = head.dot.stream
    if vector.number(of: stream) < head.dot.number - 1 {
      return [Dot(stream, head.dot.number - 1)]
    }
    return fullContext(head).entries.compactMap { stream, position in
      let dot = Dot(stream, position.number)
      return vector.covers(dot) ? nil : dot
    }
  }

  /// Applies a kept change set to the replicated state; ``project()`` then shows it.
  ///
  /// Nothing may be ``missing(for:)``. Without a judge the rights of its author are taken for granted.
  /// Errors: `invalid`, with the flaw; then nothing has been changed.
  public func apply(
    _ head: ChangeSetHead, hash: ContentHash, _ groups: [OperationGroup], judge: Judge? = nil
  ) throws {
    precondition(missing(for: head).isEmpty, "\(head.dot) was applied before what it had seen")
    let stream = head.dot.stream
    var seen = fullContext(head)
    let context = seen
    seen[stream] = vector[stream]
    let named = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
    let known = KnownPart(of: groups, by: head, tables: named, collaboration)
    do {
      try judge?.check(head, groups)
      guard head.charterVersion >= streams.charter(of: stream) || judge == nil else {
        throw Flaw(.olderCharter)
      }
      try ChangeApplication(rows: rows, tables: named, judge: judge)
        .apply(known.groups, of: head.dot, seeing: seen)
    } catch let flaw as Flaw {
      throw StoreError(.invalid, "change set \(head.dot): \(flaw.summary)", flaw: flaw)
    }
    try streams.advance(
      to: head.dot, head: hash, context: context, charter: head.charterVersion)
    try log.markApplied(head.dot)
    if try known.mustBeSeenAgain(afterOthers: log.hasPartial()) {
      try log.markPartial(head.dot, seeing: streams.bytes(of: seen))
    }
  }

  /// Makes the live tables show what has been applied.
  @discardableResult
  public func project() throws -> ProjectionReport {
    if let collaboration { try MergedTriggers(session, collaboration.declarations).install() }
    var report = try Projection(rows: rows, tables: tables).run()
    report.rekeyed = rekeyed
    rekeyed = []
    return report
  }

  /// How many rows the applied change sets have.
  public func appliedRowCount() throws -> Int64 { try log.appliedRowCount() }

  /// The applied change sets of a stream after a number.
  public func entries(of stream: StreamID, after number: Int64) throws -> [LogEntry] {
    try log.entries(of: stream, after: number)
  }

  /// One change set of the log.
  public func entry(_ dot: Dot) throws -> LogEntry? { try log.entry(dot) }

  /// Calls `body` for each applied change set in the order of application.
  public func eachApplied(_ body: (LogEntry) throws -> Void) throws {
    try log.eachApplied(body)
  }

  /// Calls `body` for each change set until it says false: those that wait, then the applied ones, the
  /// last first.
  public func eachNewest(_ body: (LogEntry) throws -> Bool) throws {
    try log.eachNewest(body)
  }

  // MARK: Digests

  /// The digest of a circle.
  public func digest(of circle: Circle) throws -> StateDigest {
    let stored = try session.first(
      "SELECT digest FROM samband_digest WHERE circle = ?1", [.text(circle.description)]
    ) { $0.blob(0) }
    return stored.flatMap { StateDigest($0) } ?? StateDigest()
  }

  /// The digests of all circles that this replica holds, by circle name.
  public func digests() throws -> [(circle: Circle, digest: StateDigest)] {
    try session.rows("SELECT circle, digest FROM samband_digest ORDER BY circle") { row in
      guard let circle = Circle(row.string(0)), let digest = StateDigest(row.blob(1)) else {
        throw ByteReader.damage
      }
      return (circle, digest)
    }
  }
}

extension ReplicaTransaction {
  /// Dates every edit that waits to be sealed.
  public func setJournalTime(_ milliseconds: Int64) throws {
    for table in tables {
      let name = "samband_journal_\(table.id)"
      try session.run("UPDATE \(name) SET time = ?1", [.integer(milliseconds)])
    }
  }

  /// How many rows a table shows.
  public func rowCount(of table: String) throws -> Int64 {
    try session.first("SELECT count(*) FROM \(quoted(table))") { $0.integer(0) } ?? 0
  }
}
