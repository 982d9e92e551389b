import MergeAlgebra

extension ModelBuilder {
  mutating func checkReferences(
    _ shape: TableShape, _ declaration: TableDeclaration, _ table: String
  ) {
    for key in shape.foreignKeys {
      guard let parent = shapes.first(where: { $0.name == key.parent }) else {
        refuse(
          "\(table) refers to a table \"\(key.parent)\" that the schema does not have: add the "
            + "table, or drop the reference", .foreignKey(key.columns), of: shape.name)
        continue
      }
      let theirs = declarations.tables[parent.name] ?? TableDeclaration()
      if theirs.audience.depth > declaration.audience.depth {
        refuse(
          "\(table) (\(declaration.audience.rawValue)) refers to \"\(parent.name)\" "
            + "(\(theirs.audience.rawValue)): widen the parent's audience or narrow the child's",
          .foreignKey(key.columns), of: shape.name)
      }
      let isNarrow = declaration.audience == .coordinator && theirs.audience == .coordinator
      if isNarrow, let owner = declaration.owner, !key.columns.contains(owner) {
        refuse(
          "\(table) refers to \"\(parent.name)\" without its owner column \"\(owner)\": add it to "
            + "the reference, since members do not see each other's rows",
          .foreignKey(key.columns), of: shape.name)
      }
      checkParentKey(key, parent, theirs, shape, table)
      checkClearing(key, shape, declaration, table)
    }
    checkGeneratedParents(shape, table)
  }

  /// Refuses a reference whose parent cannot be told for certain.
  private mutating func checkParentKey(
    _ key: TableShape.ForeignKey, _ parent: TableShape, _ theirs: TableDeclaration,
    _ shape: TableShape, _ table: String
  ) {
    let names = key.parentColumns.joined(separator: ", ")
    guard key.parentColumns.count == key.columns.count else {
      refuse(
        "\(table) refers to \"\(parent.name)\" by (\(key.columns.joined(separator: ", "))), whose "
          + "primary key is (\(parent.key.joined(separator: ", "))): name as many columns of each",
        .foreignKey(key.columns), of: shape.name)
      return
    }
    if !parent.hasUniqueKey(on: key.parentColumns) {
      refuse(
        "\(table) refers to \"\(parent.name)\" by (\(names)), which is neither its primary key nor "
          + "UNIQUE: refer to (\(parent.key.joined(separator: ", "))), or declare UNIQUE(\(names))",
        .foreignKey(key.columns), of: shape.name)
      return
    }
    if key.columns.count > 1, generatesKey(parent), key.parentColumns.contains(parent.key[0]) {
      let own = zip(key.columns, key.parentColumns).first { $0.1 == parent.key[0] }?.0 ?? ""
      refuse(
        "\(table) refers to \"\(parent.name)\" by (\(names)), of which SQLite numbers "
          + "\"\(parent.key[0])\": refer to the number alone, FOREIGN KEY(\(own)) REFERENCES "
          + "\(parent.name)(\(parent.key[0]))", .foreignKey(key.columns), of: shape.name)
      return
    }
    for name in key.parentColumns
    where !parent.key.contains(name) && theirs.columns[name]?.isFixed != true {
      refuse(
        "\(table) refers to \"\(parent.name)\" by \"\(name)\", which may change: refer to its "
          + "primary key, or declare the column fixed", .foreignKey(key.columns), of: shape.name)
    }
  }

  private mutating func checkClearing(
    _ key: TableShape.ForeignKey, _ shape: TableShape, _ declaration: TableDeclaration,
    _ table: String
  ) {
    guard declaration.foreignKeys[key.columns] == .clear else { return }
    let names = key.columns.joined(separator: ", ")
    if shape.isBound(key) {
      refuse(
        "\(table): the reference (\(names)) is NOT NULL or part of the key and "
          + "cannot be cleared: use revive or cascade", .foreignKey(key.columns), of: shape.name)
    }
    if shape.isChecked(key) {
      refuse(
        "\(table): the reference (\(names)) stands in a CHECK with "
          + "other columns and cannot be cleared: use revive or cascade",
        .foreignKey(key.columns), of: shape.name)
    }
  }

  /// Refuses one column that holds the number of a row in either of two tables: when one of the
  /// rows is renumbered, the column would have to hold two numbers.
  private mutating func checkGeneratedParents(_ shape: TableShape, _ table: String) {
    for column in shape.columns.map(\.name) {
      let parents = shape.foreignKeys.filter { key in
        guard let place = key.columns.firstIndex(of: column),
          let parent = shapes.first(where: { $0.name == key.parent }), generatesKey(parent),
          key.parentColumns.indices.contains(place)
        else { return false }
        return key.parentColumns[place] == parent.key[0]
      }.map(\.parent)
      let names = Set(parents).sorted().map { "\"\($0)\"" }
      guard names.count > 1 else { continue }
      refuse(
        "\(table): \"\(column)\" refers to \(names.joined(separator: " and ")), which each number "
          + "their rows: use one column for each", .column(column), of: shape.name)
    }
  }

  /// Refuses a column for the numbers of rows that would keep them as something else than numbers:
  /// when a row is renumbered, such a reference could not follow it.
  mutating func checkNumberColumns(_ tracked: [TableShape]) {
    var holders = Dictionary(
      uniqueKeysWithValues: tracked.filter(generatesKey).map { ([$0.name, $0.key[0]], $0.name) })
    var isSpreading = true
    while isSpreading {
      isSpreading = false
      for shape in tracked {
        for key in shape.foreignKeys {
          // A number together with other columns has been refused already.
          let parent = tracked.first { $0.name == key.parent }
          if key.columns.count > 1, parent.map(generatesKey) ?? true { continue }
          for (name, theirs) in zip(key.columns, key.parentColumns) {
            guard let owner = holders[[key.parent, theirs]], holders[[shape.name, name]] == nil
            else { continue }
            holders[[shape.name, name]] = owner
            isSpreading = true
            checkNumberColumn(name, of: shape, holding: owner)
          }
        }
      }
    }
  }

  private mutating func checkNumberColumn(
    _ name: String, of shape: TableShape, holding owner: String
  ) {
    guard let column = shape.columns.first(where: { $0.name == name }),
      column.affinity != .numeric
    else { return }
    let type = column.type.isEmpty ? "without a type" : column.type
    refuse(
      "table \"\(shape.name)\": \"\(name)\" holds the numbers that SQLite gives the rows of "
        + "\"\(owner)\", and is \(type), so that it could not follow when a row gets another: "
        + "declare it INTEGER, or give \"\(owner)\" the rule \"key\": \"natural\"",
      .column(name), of: shape.name)
  }

  /// Refuses references from a table of this file only to rows that come and go by merging.
  mutating func checkLocal(_ shape: TableShape) {
    for key in shape.foreignKeys {
      let theirs = declarations.tables[key.parent] ?? TableDeclaration()
      let isShared = shapes.contains { $0.name == key.parent } && theirs.audience != .local
      guard isShared else { continue }
      refuse(
        "table \"\(shape.name)\" is local and refers to \"\(key.parent)\", whose rows the others may "
          + "take away: drop the reference, or give the table another audience",
        .foreignKey(key.columns), of: shape.name)
    }
  }

  private func generatesKey(_ shape: TableShape) -> Bool {
    shape.keyOrigin(declarations.tables[shape.name] ?? TableDeclaration()) == .generated
  }
}

extension TableShape {
  /// Where its keys come from, by the rules or else by the schema.
  func keyOrigin(_ declaration: TableDeclaration) -> KeyOrigin {
    if let declared = declaration.keyOrigin { return declared }
    return hasRowIDKey && !refersByKey ? .generated : .natural
  }

  /// Whether a column of its key refers to another row.
  var refersByKey: Bool {
    foreignKeys.contains { $0.columns.contains(where: key.contains) }
  }

  /// Whether no two rows can be equal in exactly these columns.
  func hasUniqueKey(on columns: [String]) -> Bool {
    let wanted = Set(columns)
    return !wanted.isEmpty
      && uniqueIndexes.contains { index in
        index.condition == nil && index.terms.count == columns.count
          && Set(index.terms.compactMap(\.column)) == wanted
      }
  }

  /// Whether a reference cannot be NULL.
  func isBound(_ reference: ForeignKey) -> Bool {
    columns.contains { reference.columns.contains($0.name) && ($0.isNotNull || $0.keyPosition > 0) }
  }

  /// Whether a CHECK looks at a reference together with other columns.
  func isChecked(_ reference: ForeignKey) -> Bool {
    checks.contains { check in
      let columns = bases(of: check)
      return columns.count > 1 && columns.contains(where: reference.columns.contains)
    }
  }
}
