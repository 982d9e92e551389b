import MergeAlgebra

/// Joins a table of the schema with what the rules document says of it, or refuses.
struct ModelBuilder {
  let shapes: [TableShape]
  let declarations: Declarations

  /// Everything that cannot be kept, each with the way round.
  private(set) var refusals: [String] = []

  init(shapes: [TableShape], declarations: Declarations) {
    self.shapes = shapes
    self.declarations = declarations
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
      if declaration.audience == .local { continue }
      let before = refusals.count
      check(shape, declaration)
      guard refusals.count == before else { continue }
      tables.append((shape, model(shape, declaration)))
    }
    guard refusals.isEmpty else {
      throw StoreError(.schema, refusals.joined(separator: "\n"))
    }
    return tables
  }

  private mutating func refuse(_ message: String) { refusals.append(message) }

  private func model(_ shape: TableShape, _ declaration: TableDeclaration) -> TableModel {
    let cells = shape.cells
    let ids = Dictionary(uniqueKeysWithValues: declaration.renamed.map { ($0.value, $0.key) })
    let columns = cells.map { cell in
      TableModel.Column(
        name: cell.name, id: ids[cell.name], defaultValue: DefaultLiteral.value(of: cell),
        isNotNull: cell.isNotNull,
        isFixed: declaration.columns[cell.name]?.isFixed ?? false)
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
    for group in declaration.groups + shape.checks.map(\.columns) {
      let touched = units.filter { unit in unit.contains { group.contains($0) } }
      guard touched.count > 1 else { continue }
      units.removeAll { unit in unit.contains { group.contains($0) } }
      units.append(touched.flatMap { $0 })
    }
    return units.map { unit in names.filter(unit.contains) }
  }
}

extension ModelBuilder {
  private mutating func check(_ shape: TableShape, _ declaration: TableDeclaration) {
    let table = "table \"\(shape.name)\""
    if shape.key.isEmpty {
      refuse("\(table) has no primary key: declare one, for example id TEXT PRIMARY KEY NOT NULL")
    }
    if shape.hasHiddenRowID && shape.rowIDName == nil {
      refuse("\(table) has columns named rowid, _rowid_ and oid: rename one of them")
    }
    checkNames(shape, declaration, table)
    checkOwner(shape, declaration, table)
    checkUnits(shape, declaration, table)
    checkReferences(shape, declaration, table)
    checkPersonal(shape, declaration, table)
  }

  private mutating func checkNames(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    let names = Set(shape.columns.map(\.name))
    let replicated = Set(shape.cells.map(\.name))
    for name in declaration.columns.keys.sorted() where !replicated.contains(name) {
      let isKey = shape.key.contains(name)
      let isFixedKey = isKey && declaration.columns[name]?.rule == nil
      if isFixedKey { continue }
      refuse(
        isKey
          ? "\(table): key column \"\(name)\" cannot have a rule, since keys never change: remove it"
          : "\(table) has no replicated column \"\(name)\" that the rules could speak of")
    }
    let grouped = declaration.groups.flatMap { $0 }
    let keyed = declaration.foreignKeys.keys.flatMap { $0 } + declaration.unique.keys.flatMap { $0 }
    for name in (grouped + keyed).sorted() where !names.contains(name) {
      refuse("\(table) has no column \"\(name)\" that the rules name")
    }
    for (first, name) in declaration.renamed.sorted(by: { $0.key < $1.key }) {
      if !names.contains(name) {
        refuse("\(table) has no column \"\(name)\" that \"renamed\" names")
      } else if names.contains(first) {
        refuse(
          "\(table): \"renamed\" says that \"\(first)\" is now called \"\(name)\", and change sets "
            + "go on using the first name: give the column \"\(first)\" another name")
      }
    }
    for columns in declaration.foreignKeys.keys
    where !shape.foreignKeys.contains(where: { $0.columns == columns }) {
      refuse("\(table) has no foreign key on (\(columns.joined(separator: ", ")))")
    }
    for columns in declaration.unique.keys
    where !shape.uniqueIndexes.contains(where: { $0.terms.map(\.column) == columns }) {
      refuse("\(table) has no unique key on (\(columns.joined(separator: ", ")))")
    }
  }

  private mutating func checkOwner(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    let usesOwner =
      declaration.write == .owner || declaration.audience == .coordinator
      || declaration.audience == .member
      || declaration.columns.values.contains { $0.rule == .owner }
    guard let owner = declaration.owner else {
      if usesOwner {
        refuse(
          "\(table) needs an owner: name the column that holds the owning member, "
            + "\"owner\": \"…\", and declare it fixed")
      }
      return
    }
    guard let column = shape.columns.first(where: { $0.name == owner }) else {
      refuse("\(table) has no column \"\(owner)\" to name the owner")
      return
    }
    let isKey = shape.key.contains(owner)
    if usesOwner && !isKey && declaration.columns[owner]?.isFixed != true {
      refuse("\(table): the owner column \"\(owner)\" must be fixed: {\"fixed\": true}")
    }
    let isNarrow = declaration.audience == .coordinator || declaration.audience == .member
    if isNarrow && !isKey && !column.isNotNull {
      refuse("\(table): the owner column \"\(owner)\" says who may hold a row: declare it NOT NULL")
    }
    if declaration.audience == .member && declaration.write == .coordinator {
      refuse(
        "\(table): the coordinator does not hold the rows of audience member and cannot be the one "
          + "who writes them: use write owner, or audience coordinator")
    }
    guard declaration.audience == .coordinator else { return }
    for index in shape.uniqueIndexes where !index.terms.contains(where: { $0.column == owner }) {
      let terms = index.terms.map(\.sql).joined(separator: ", ")
      refuse(
        "\(table): the unique key (\(terms)) must contain the owner column \"\(owner)\", "
          + "since members do not see each other's rows")
    }
  }

  private mutating func checkUnits(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    for unit in Self.partition(shape, declaration) where unit.count > 1 {
      let names = unit.joined(separator: ", ")
      let rules = unit.map { Self.rule(of: $0, declaration) }
      if rules.contains(where: { $0 != rules[0] }) {
        refuse(
          "\(table): the columns \(names) merge together (a CHECK or a group names them), "
            + "so they need one rule")
      }
      if !rules[0].allowsSeveralColumns {
        refuse("\(table): the rule \(rules[0].name) is for one column, not for \(names) together")
      }
    }
    for cell in shape.cells {
      let rule = Self.rule(of: cell.name, declaration)
      let isReference = shape.foreignKeys.contains { $0.columns.contains(cell.name) }
      let isUnique = shape.uniqueIndexes.contains { index in
        index.terms.contains { $0.column == cell.name || ($0.column == nil && $0.names(cell.name)) }
      }
      if rule == .union || rule == .sum {
        for check in shape.checks where check.columns == [cell.name] && !check.isOfShapeOnly {
          refuse(
            "\(table): \"\(cell.name)\" has the rule \(rule.name), and merging could break the CHECK "
              + "\(check.sql): only json_valid and typeof can be kept")
        }
      }
      if (rule == .union || rule == .sum) && (isReference || isUnique) {
        refuse(
          "\(table): \"\(cell.name)\" has the rule \(rule.name) and is part of a key: "
            + "use another rule, or take it out of the key")
      }
      let isWhole = cell.hasIntegerAffinity && cell.isNotNull
      let start = DefaultLiteral.value(of: cell)
      if rule == .sum && !(isWhole && (start == .integer(0) || start.isNull)) {
        refuse(
          "\(table): \"\(cell.name)\" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0")
      }
      if rule == .union && !(start.isNull || start == .text("[]")) {
        refuse("\(table): \"\(cell.name)\" has the rule union: its default must be NULL or '[]'")
      }
    }
  }

  private mutating func checkReferences(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    for key in shape.foreignKeys {
      guard let parent = shapes.first(where: { $0.name == key.parent }) else {
        refuse("\(table) refers to a table \"\(key.parent)\" that the schema does not have")
        continue
      }
      let theirs = declarations.tables[parent.name] ?? TableDeclaration()
      if theirs.audience.depth > declaration.audience.depth {
        refuse(
          "\(table) (\(declaration.audience.rawValue)) refers to \"\(parent.name)\" "
            + "(\(theirs.audience.rawValue)): widen the parent's audience or narrow the child's")
      }
      let isNarrow = declaration.audience == .coordinator && theirs.audience == .coordinator
      if isNarrow, let owner = declaration.owner, !key.columns.contains(owner) {
        refuse(
          "\(table) refers to \"\(parent.name)\" without its owner column \"\(owner)\": add it to "
            + "the reference, since members do not see each other's rows")
      }
      for name in key.parentColumns
      where !parent.key.contains(name) && theirs.columns[name]?.isFixed != true {
        refuse(
          "\(table) refers to \"\(parent.name)\" by \"\(name)\", which may change: refer to its "
            + "primary key, or declare the column fixed")
      }
      let clears = declaration.foreignKeys[key.columns] == .clear
      let isBound = shape.columns.contains { key.columns.contains($0.name) && $0.isNotNull }
      if clears && isBound {
        refuse(
          "\(table): the reference (\(key.columns.joined(separator: ", "))) is NOT NULL and "
            + "cannot be cleared: use revive or cascade")
      }
      let isChecked = shape.checks.contains { check in
        check.columns.count > 1 && check.columns.contains(where: key.columns.contains)
      }
      if clears && isChecked {
        refuse(
          "\(table): the reference (\(key.columns.joined(separator: ", "))) stands in a CHECK with "
            + "other columns and cannot be cleared: use revive or cascade")
      }
    }
  }

  private mutating func checkPersonal(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    for cell in shape.cells
    where declaration.columns[cell.name]?.isPersonal == true && cell.isNotNull {
      refuse(
        "\(table): \"\(cell.name)\" is personal and must be able to hold NULL, "
          + "so that it can be erased: remove NOT NULL")
    }
    for cell in shape.cells where declaration.columns[cell.name]?.isPersonal == true {
      for check in shape.checks where check.columns.contains(cell.name) && check.forbidsNull {
        refuse(
          "\(table): \"\(cell.name)\" is personal and the CHECK \(check.sql) refuses NULL: "
            + "let it allow NULL, so that the column can be erased")
      }
    }
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
