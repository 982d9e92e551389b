import MergeAlgebra

extension SchemaComparison {
  // MARK: References

  mutating func compareReferences(_ before: TableShape, _ shape: TableShape) {
    for key in before.foreignKeys where !shape.foreignKeys.contains(where: { $0.means(key) }) {
      refuse(
        shape.name, key.columns[0],
        "its reference to \"\(key.parent)\" is gone or another: leave it as it was; to refer to "
          + "something else, add a new column")
    }
    for key in shape.foreignKeys where !before.foreignKeys.contains(where: { $0.means(key) }) {
      let isFree = key.columns.contains { isNewAndEmpty($0, before, shape) }
      if isFree { continue }
      let isOld = key.columns.contains { name in before.columns.contains { $0.name == name } }
      refuse(
        shape.name, key.columns[0],
        isOld
          ? "the new reference to \"\(key.parent)\" may not hold for rows that are there: add a new "
            + "column that refers to it"
          : "the rows that are there would all refer to one row of \"\(key.parent)\": let a column "
            + "of the reference be NULL and without DEFAULT")
    }
  }

  /// Whether a column is new and holds NULL in every row that is there.
  private func isNewAndEmpty(
    _ name: String, _ before: TableShape, _ shape: TableShape
  ) -> Bool {
    guard let column = shape.columns.first(where: { $0.name == name }) else { return false }
    return !before.columns.contains { $0.name == name } && !column.isGenerated
      && (column.defaultSQL.map { DefaultLiteral.isConstant($0) } ?? true)
      && column.defaultValue.isNull
  }

  // MARK: Unique keys

  mutating func compareUniqueKeys(_ before: TableShape, _ shape: TableShape) {
    for index in shape.uniqueIndexes
    where !before.uniqueIndexes.contains(where: { $0.means(index) }) {
      let isFree = index.terms.contains { term in
        term.column.map { isNewAndEmpty($0, before, shape) } ?? false
      }
      let terms = index.terms.map(\.sql).joined(separator: ", ")
      if isFree {
        note(.uniqueKey, .added, shape.name, terms)
        continue
      }
      refuse(
        shape.name, index.terms.compactMap(\.column).first,
        "the unique key (\(terms)) may not hold for rows that are there, here or elsewhere: use an "
          + "index that is not unique, or a new column that is NULL in them")
    }
    for index in before.uniqueIndexes
    where !shape.uniqueIndexes.contains(where: { $0.means(index) }) {
      let terms = index.terms.map(\.sql).joined(separator: ", ")
      note(.uniqueKey, .removed, shape.name, terms)
    }
  }

  // MARK: Rules

  /// The units of existing columns stay, and so does what their state looks like; which of the
  /// siblings is shown may change.
  mutating func compareRules(_ table: String) {
    compareTableRules(table)
    guard let before = oldModels[table], let now = newModels[table] else { return }
    let unitsNow = now.units.map { unit in (ids: now.ids(of: unit), unit: unit) }
    for unit in before.units {
      let ids = before.ids(of: unit)
      let names = before.names(of: unit).joined(separator: ", ")
      // A column that is gone has been refused already.
      guard ids.isSubset(of: now.columns.map(\.id)) else { continue }
      guard let match = unitsNow.first(where: { $0.ids == ids })?.unit else {
        refuse(
          table, before.columns[unit.columns[0]].name,
          "the columns \(names) would not merge as they did: "
            + (before.declaration.mergesWholeRow
              ? "with \"unit\": \"row\" a table gets no new columns; add a table that refers to it"
              : "leave their CHECKs and groups as they were, or name the columns in \"groups\""))
        continue
      }
      let isFixed = unit.columns.map { before.columns[$0].isFixed }
      let isFixedNow = match.columns.map { now.columns[$0].isFixed }
      if unit.rule == match.rule && isFixed == isFixedNow { continue }
      let shape = (unit.rule.initialState, match.rule.initialState)
      if shape.0 != shape.1 {
        refuse(
          table, now.columns[match.columns[0]].name,
          "its rule was \(unit.rule.name) and cannot become \(match.rule.name): only rules that "
            + "choose among values can take each other's place; add a new column with the rule "
            + "\(match.rule.name)")
        continue
      }
      if zip(isFixed, isFixedNow).contains(where: { !$0 && $1 }) {
        refuse(
          table, now.columns[match.columns[0]].name,
          "it cannot be set once from now on, for what it was before is not kept of every row: add a "
            + "new column with \"fixed\"")
        continue
      }
      note(
        .rule, .changed, table, now.names(of: match).joined(separator: ", "),
        isFixed.contains(true) ? "fixed" : unit.rule.name,
        isFixedNow.contains(true) ? "fixed" : match.rule.name)
    }
  }

  /// Rules of the table that change what is shown or who may write, but no state.
  private mutating func compareTableRules(_ table: String) {
    let (before, now) = (oldTerms.table(table), newTerms.table(table))
    if before.write != now.write {
      note(.rule, .changed, table, "write", before.write.rawValue, now.write.rawValue)
    }
    if before.deletion != now.deletion {
      note(.rule, .changed, table, "deletion", before.deletion.rawValue, now.deletion.rawValue)
    }
    let personal = [before, now].map { terms in
      Set(terms.columns.filter(\.value.isPersonal).map(\.key))
    }
    if personal[0] != personal[1] { note(.rule, .changed, table, "personal") }
    if before.foreignKeys != now.foreignKeys { note(.rule, .changed, table, "foreignKeys") }
    if before.unique != now.unique { note(.rule, .changed, table, "unique") }
    let owner = before.owner.map { column in
      renames.first { $0.table == table && $0.from == column }?.to ?? column
    }
    guard owner != now.owner else { return }
    if let column = now.owner {
      refuse(
        table, column,
        "it cannot say from now on whose a row is, for what it was before is not kept of every row: "
          + "add a new table with that owner")
    } else {
      note(.rule, .changed, table, "owner", before.owner, now.owner)
    }
  }
}

extension SchemaComparison {
  /// Which of the user's triggers run for merged rows.
  mutating func compareTriggerRules() {
    let names = Set(oldTerms.triggers.keys).union(newTerms.triggers.keys)
    for name in names.sorted() where oldTerms.triggers[name] != newTerms.triggers[name] {
      note(
        .rule, .changed, name, "triggers", oldTerms.triggers[name]?.rawValue,
        newTerms.triggers[name]?.rawValue)
    }
  }
}

extension TableShape.ForeignKey {
  /// Whether both ask for the same; what happens to a child in the user's own program may differ.
  func means(_ other: Self) -> Bool {
    columns == other.columns && parent == other.parent && parentColumns == other.parentColumns
  }
}

extension TableShape.UniqueIndex {
  /// Whether both refuse the same rows, whatever they are called.
  func means(_ other: Self) -> Bool {
    let forms = [terms, other.terms].map { terms in
      terms.map { [$0.column ?? SQLTokens($0.sql).form, $0.collation] }
    }
    return forms[0] == forms[1]
      && condition.map { SQLTokens($0).form } == other.condition.map { SQLTokens($0).form }
  }
}

extension TableModel {
  /// The first names of a unit's columns.
  func ids(of unit: Unit) -> Set<String> { Set(unit.columns.map { columns[$0].id }) }

  /// The names of a unit's columns.
  func names(of unit: Unit) -> [String] { unit.columns.map { columns[$0].name } }
}
