import MergeAlgebra

/// What taking a database under sync will do with each of its tables.
public struct TakeoverPlan: Equatable, Sendable {
  /// The schema as the charter will carry it.
  public let schema: String
  /// The rules.
  public let declarations: Declarations
  /// Whether the rules were proposed from the schema, not given.
  public let isProposed: Bool
  /// The tables with their rules, in name order.
  public let tables: [Table]
  /// Virtual tables, which each file keeps for itself.
  public let virtualTables: [VirtualTable]

  /// A search index.
  public struct VirtualTable: Equatable, Sendable {
    /// Its name.
    public let name: String
    /// Whether triggers of the schema fill it; what is written into others by hand does not travel.
    public let isFilledByTriggers: Bool
  }

  /// A table and how many rows it has.
  public struct Table: Equatable, Sendable {
    /// How many rows there are now.
    public let rows: Int64
    /// The rules and why.
    public let choices: TableChoices
  }
}

extension ExistingDatabase {
  /// Looks at the schema and the rules, proposed unless `declarations` gives them.
  ///
  /// Errors: `schema` with everything that cannot be kept, one a line, and the way round.
  public func plan(_ declarations: Declarations?) throws -> TakeoverPlan {
    let schema = try ExistingSchema(session)
    let defects = schema.defects
    guard defects.isEmpty else { throw StoreError(.schema, defects.joined(separator: "\n")) }
    let rules = declarations ?? RulesProposal(schema).declarations
    var builder = ModelBuilder(
      shapes: schema.shapes, declarations: rules,
      triggers: Dictionary(
        uniqueKeysWithValues: schema.objects.filter { $0.kind == "trigger" }.map {
          ($0.name, $0.sql)
        }),
      keyAdvice: try schema.keyAdvice(session))
    _ = try builder.build()
    try schema.checkThatItRuns()
    let tables = try schema.shapes.map { shape in
      TakeoverPlan.Table(
        rows: try session.first("SELECT count(*) FROM \(quoted(shape.name))") { $0.integer(0) }
          ?? 0,
        choices: TableChoices(
          shape, rules.tables[shape.name] ?? TableDeclaration(), isGiven: declarations != nil,
          among: schema.shapes))
    }
    let filled = schema.objects.filter { $0.kind == "trigger" }.reduce(into: Set<String>()) {
      $0.formUnion(TriggerTargets.of($1.sql))
    }
    return TakeoverPlan(
      schema: schema.text, declarations: rules, isProposed: declarations == nil, tables: tables,
      virtualTables: schema.virtualTables.map {
        .init(name: $0, isFilledByTriggers: filled.contains($0.lowercased()))
      })
  }

  /// The rows that the database's own schema would refuse, one line each with what to do.
  ///
  /// Reads everything.
  public func brokenRows(_ plan: TakeoverPlan) throws -> [String] {
    let shared = Set(plan.tables.filter { $0.choices.audience != .local }.map(\.choices.name))
    let shapes = try SchemaReader(session: session).tables().filter { shared.contains($0.name) }
    return try BrokenRows(session: session, shapes: shapes).lines()
  }
}
