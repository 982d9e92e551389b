import MergeAlgebra

extension ModelBuilder {
  mutating func check(_ shape: TableShape, _ declaration: TableDeclaration) {
    let table = "table \"\(shape.name)\""
    checkKey(shape, declaration, table)
    checkNames(shape, declaration, table)
    checkRenamed(shape, declaration, table)
    checkOwner(shape, declaration, table)
    checkUnits(shape, declaration, table)
    for cell in shape.cells { checkRule(of: cell, shape, declaration, table) }
    checkReferences(shape, declaration, table)
    checkPersonal(shape, declaration, table)
  }

  private mutating func checkKey(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    if shape.key.isEmpty {
      let advice =
        keyAdvice[shape.name] ?? "declare one, for example id TEXT PRIMARY KEY NOT NULL"
      refuse("\(table) has no primary key: \(advice)", of: shape.name)
    }
    if shape.hasHiddenRowID && shape.rowIDName == nil {
      refuse(
        "\(table) has columns named rowid, _rowid_ and oid: rename one of them", of: shape.name)
    }
    if declaration.keyOrigin == .generated && !shape.hasRowIDKey {
      let key = shape.key.joined(separator: ", ")
      refuse(
        "\(table): SQLite does not number the key (\(key)): declare it INTEGER PRIMARY KEY, without "
          + "DESC, or leave out \"key\": \"generated\"",
        shape.key.first.map { .column($0) } ?? .table, of: shape.name)
    } else if declaration.keyOrigin == .generated && shape.refersByKey {
      refuse(
        "\(table): the key \"\(shape.key[0])\" is the number of another row, which it refers to: "
          + "leave out \"key\": \"generated\"", .column(shape.key[0]), of: shape.name)
    }
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
          : "\(table) has no replicated column \"\(name)\" that the rules could speak of: correct "
            + "the name, or leave it out",
        .column(name), of: shape.name)
    }
    let grouped = declaration.groups.flatMap { $0 }
    let keyed = declaration.foreignKeys.keys.flatMap { $0 } + declaration.unique.keys.flatMap { $0 }
    for name in (grouped + keyed).sorted() where !names.contains(name) {
      refuse(
        "\(table) has no column \"\(name)\" that the rules name: correct the name, or leave it out",
        of: shape.name)
    }
    for columns in declaration.foreignKeys.keys.sorted(by: { $0.lexicographicallyPrecedes($1) })
    where !shape.foreignKeys.contains(where: { $0.columns == columns }) {
      refuse(
        "\(table) has no foreign key on (\(columns.joined(separator: ", "))): name the columns of "
          + "one in its order, or leave the rule out",
        of: shape.name)
    }
    for columns in declaration.unique.keys.sorted(by: { $0.lexicographicallyPrecedes($1) })
    where !shape.uniqueIndexes.contains(where: { $0.terms.map(\.column) == columns }) {
      refuse(
        "\(table) has no unique key on (\(columns.joined(separator: ", "))): name the columns of "
          + "one in its order, or leave the rule out",
        of: shape.name)
    }
  }

  private mutating func checkRenamed(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    for (first, now) in declaration.renamed.sorted(by: { $0.key < $1.key }) {
      if !shape.cells.contains(where: { $0.name == now }) {
        refuse(
          "\(table) has no replicated column \"\(now)\" that \"\(first)\" could be called now: name "
            + "a column outside the key, or leave out the renaming",
          of: shape.name)
      }
      if shape.columns.contains(where: { $0.name == first }) {
        refuse(
          "\(table) still has a column \"\(first)\", which the rules call renamed to \"\(now)\": "
            + "leave out the renaming", .column(first), of: shape.name)
      }
    }
  }

  private mutating func checkOwner(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    let isNarrow = declaration.audience == .coordinator || declaration.audience == .member
    let usesOwner =
      declaration.write == .owner || isNarrow
      || declaration.columns.values.contains { $0.rule == .owner }
    guard let owner = declaration.owner else {
      if usesOwner {
        refuse(
          "\(table) needs an owner: name the column that holds the owning member, "
            + "\"owner\": \"…\", and declare it fixed", of: shape.name)
      }
      return
    }
    guard let column = shape.columns.first(where: { $0.name == owner }) else {
      refuse(
        "\(table) has no column \"\(owner)\" to name the owner: correct the name, or add the column",
        of: shape.name)
      return
    }
    let isKey = shape.key.contains(owner)
    if usesOwner && !isKey && declaration.columns[owner]?.isFixed != true {
      refuse(
        "\(table): the owner column \"\(owner)\" must be fixed: {\"fixed\": true}", .column(owner),
        of: shape.name)
    }
    if isNarrow && !isKey && !column.isNotNull {
      refuse(
        "\(table): the owner column \"\(owner)\" says who may hold a row: declare it NOT NULL",
        .column(owner), of: shape.name)
    }
    if declaration.audience == .member && declaration.write == .coordinator {
      refuse(
        "\(table): the coordinator does not hold the rows of audience member and cannot be the one "
          + "who writes them: use write owner, or audience coordinator", of: shape.name)
    }
    guard declaration.audience == .coordinator else { return }
    for index in shape.uniqueIndexes where !index.terms.contains(where: { $0.column == owner }) {
      let terms = index.terms.map(\.sql).joined(separator: ", ")
      refuse(
        "\(table): the unique key (\(terms)) must contain the owner column \"\(owner)\", "
          + "since members do not see each other's rows: add it to the key",
        lines(of: index), of: shape.name)
    }
  }

  /// Where an index is declared: by its own statement, or with its first column.
  private func lines(of index: TableShape.UniqueIndex) -> SchemaLines.Part {
    let isOwn = index.name.isEmpty || index.name.hasPrefix("sqlite_autoindex_")
    guard isOwn else { return .index(index.name) }
    return index.terms.first?.column.map { .column($0) } ?? .table
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
            + "so they need one rule: give it to each of them", .column(unit[0]), of: shape.name)
      }
      if !rules[0].allowsSeveralColumns {
        refuse(
          "\(table): the rule \(rules[0].name) is for one column, not for \(names) together: use "
            + "another rule, or take the column out of the CHECK or group",
          .column(unit[0]), of: shape.name)
      }
    }
  }

  private mutating func checkRule(
    of cell: TableShape.Column, _ shape: TableShape, _ declaration: TableDeclaration,
    _ table: String
  ) {
    let rule = Self.rule(of: cell.name, declaration)
    guard rule == .union || rule == .sum else { return }
    let isReference = shape.foreignKeys.contains { $0.columns.contains(cell.name) }
    let isUnique = shape.uniqueIndexes.contains { index in
      index.terms.contains { shape.bases(of: $0).contains(cell.name) }
    }
    for check in shape.checks
    where shape.bases(of: check) == [cell.name]
      && !(check.columns == [cell.name] && check.isOfShapeOnly)
    {
      refuse(
        "\(table): \"\(cell.name)\" has the rule \(rule.name), and merging could break the CHECK "
          + "\(check.sql): only json_valid and typeof can be kept",
        .check(check.sql), of: shape.name)
    }
    if isReference || isUnique {
      refuse(
        "\(table): \"\(cell.name)\" has the rule \(rule.name) and is part of a key: "
          + "use another rule, or take it out of the key", .column(cell.name), of: shape.name)
    }
    let isWhole = cell.hasIntegerAffinity && cell.isNotNull
    let start = cell.defaultValue
    if rule == .sum && !(isWhole && (start == .integer(0) || start.isNull)) {
      refuse(
        "\(table): \"\(cell.name)\" has the rule sum: declare it INTEGER NOT NULL DEFAULT 0",
        .column(cell.name), of: shape.name)
    }
    if rule == .union && !(start.isNull || start == .text("[]")) {
      refuse(
        "\(table): \"\(cell.name)\" has the rule union: its default must be NULL or '[]'",
        .column(cell.name), of: shape.name)
    }
  }

  private mutating func checkPersonal(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    for column in shape.columns where declaration.columns[column.name]?.isPersonal == true {
      if column.keyPosition > 0 {
        refuse(
          "\(table): \"\(column.name)\" is personal and part of the key, so that it could never be "
            + "erased: use a key that tells nothing of a person", .column(column.name),
          of: shape.name)
      } else if column.isNotNull {
        refuse(
          "\(table): \"\(column.name)\" is personal and must be able to hold NULL, "
            + "so that it can be erased: remove NOT NULL", .column(column.name), of: shape.name)
      }
      for check in shape.checks where check.columns.contains(column.name) && check.forbidsNull {
        refuse(
          "\(table): \"\(column.name)\" is personal and the CHECK \(check.sql) refuses NULL: "
            + "let it allow NULL, so that the column can be erased", .check(check.sql),
          of: shape.name)
      }
    }
  }
}
