import MergeAlgebra

/// Joins a table of the schema with what the rules document says of it, or refuses.
struct ModelBuilder {
  let shapes: [TableShape]
  let declarations: Declarations
  private let lines: SchemaLines?
  /// By name the SQL of the schema's triggers; `nil` when the schema is not new.
  let triggers: [String: String]?
  let keyAdvice: [String: String]

  /// Everything that cannot be kept, each with the way round.
  private(set) var refusals: [String] = []

  /// Joins the shapes with the declarations.
  ///
  /// `lines` lets refusals name where in the schema's text they are; `triggers` are those of the
  /// schema with their SQL, while it is new; `keyAdvice` says for tables without a primary key how to get one.
  init(
    shapes: [TableShape], declarations: Declarations, lines: SchemaLines? = nil,
    triggers: [String: String]? = nil, keyAdvice: [String: String] = [:]
  ) {
    self.shapes = shapes
    self.declarations = declarations
    self.lines = lines
    self.triggers = triggers
    self.keyAdvice = keyAdvice
  }

  /// The tracked tables in name order; throws all refusals in one error.
  mutating func build() throws -> [(shape: TableShape, model: TableModel)] {
    for name in declarations.tables.keys.sorted() where !shapes.contains(where: { $0.name == name })
    {
      refuse("the rules name a table \"\(name)\" that the schema does not have")
    }
    var tables: [(shape: TableShape, model: TableModel)] = []
    for shape in shapes {
      let declaration = declarations.tables[shape.name] ?? TableDeclaration()
      if declaration.audience == .local {
        checkLocal(shape)
        continue
      }
      let before = refusals.count
      check(shape, declaration)
      guard refusals.count == before else { continue }
      tables.append((shape, model(shape, declaration)))
    }
    checkNumberColumns(
      shapes.filter { declarations.tables[$0.name]?.audience != .local && !$0.key.isEmpty })
    checkTriggers()
    guard refusals.isEmpty else {
      throw StoreError(.schema, refusals.joined(separator: "\n"))
    }
    return tables
  }

  private mutating func checkTriggers() {
    guard let triggers else { return }
    let shared = shapes.map(\.name).filter { declarations.tables[$0]?.audience != .local }
    for name in declarations.triggers.keys.sorted() {
      guard let sql = triggers[name] else {
        refuse("the rules name a trigger \"\(name)\" that the schema does not have")
        continue
      }
      let targets = TriggerTargets.of(sql)
      for table in shared where targets.contains(table.lowercased()) {
        refuse(
          "the trigger \"\(name)\" writes the table \"\(table)\", which is under sync: what it "
            + "writes travels already, and it would write it again on every replica; leave out "
            + "\"\(name)\": \"merged\", or let it write only tables of each file's own",
          of: table)
      }
    }
  }

  mutating func refuse(
    _ message: String, _ part: SchemaLines.Part = .table, of table: String? = nil
  ) {
    let line = table.flatMap { lines?.line(of: part, in: $0) }
    refusals.append((line.map { "line \($0): " } ?? "") + message)
  }

  private func model(_ shape: TableShape, _ declaration: TableDeclaration) -> TableModel {
    let cells = shape.cells
    let ids = Dictionary(uniqueKeysWithValues: declaration.renamed.map { ($0.value, $0.key) })
    let columns = cells.map { cell in
      TableModel.Column(
        name: cell.name, id: ids[cell.name], defaultValue: cell.defaultValue,
        isNotNull: cell.isNotNull, isFixed: declaration.columns[cell.name]?.isFixed ?? false)
    }
    let units = Self.partition(shape, declaration).map { names in
      TableModel.Unit(
        columns: names.compactMap { name in cells.firstIndex { $0.name == name } }.sorted(),
        rule: Self.rule(of: names[0], declaration))
    }
    return TableModel(
      name: shape.name, key: shape.key, columns: columns,
      units: units.sorted { $0.columns[0] < $1.columns[0] }, declaration: declaration)
  }

  static func rule(of column: String, _ declaration: TableDeclaration) -> Rule {
    let column = declaration.columns[column] ?? ColumnDeclaration()
    return column.isFixed ? .first : column.rule ?? .latest
  }

  /// The merge units: columns that share a CHECK, a declared group, or the whole row.
  static func partition(_ shape: TableShape, _ declaration: TableDeclaration) -> [[String]] {
    let names = shape.cells.map(\.name)
    if declaration.mergesWholeRow && !names.isEmpty { return [names] }
    var units = names.map { [$0] }
    for group in declaration.groups + shape.checks.map(shape.bases) {
      let touched = units.filter { unit in unit.contains { group.contains($0) } }
      guard touched.count > 1 else { continue }
      units.removeAll { unit in unit.contains { group.contains($0) } }
      units.append(touched.flatMap { $0 })
    }
    return units.map { unit in names.filter(unit.contains) }
  }
}

extension Audience {
  /// 0 for the widest.
  var depth: Int {
    switch self {
    case .everyone: 0
    case .coordinator: 1
    case .member: 2
    case .local: 3
    }
  }
}
