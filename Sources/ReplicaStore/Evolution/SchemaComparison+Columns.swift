import MergeAlgebra

extension SchemaComparison {
  mutating func compareColumns(_ before: TableShape, _ shape: TableShape) {
    for column in before.columns {
      guard let now = shape.columns.first(where: { $0.name == column.name }) else {
        refuse(
          shape.name, column.name,
          "it is gone, and others still write to it: leave it and stop using it; if it has another "
            + "name now, write \"renamed\": "
            + "{\"\(oldTerms.id(of: column.name, in: shape.name))\": \"…\"} in the rules")
        continue
      }
      compare(column, now, shape)
    }
    for column in shape.columns where !before.columns.contains(where: { $0.name == column.name }) {
      note(.column, .added, shape.name, column.name)
      checkNew(column, shape)
    }
  }

  private mutating func compare(
    _ before: TableShape.Column, _ now: TableShape.Column, _ shape: TableShape
  ) {
    let table = shape.name
    let isAlike =
      before.type.uppercased() == now.type.uppercased()
      || (now.keyPosition == 0 && before.affinity == now.affinity
        && before.hasIntegerAffinity == now.hasIntegerAffinity
        && !new.strictTables.contains(table))
    if !isAlike {
      refuse(
        table, now.name,
        "its type was \(before.type.isEmpty ? "none" : before.type), and the rows that are there "
          + "may not fit another: leave it, and add a new column with the type \(now.type)")
    }
    if before.isGenerated != now.isGenerated {
      refuse(
        table, now.name,
        "a column cannot become a generated one, nor the other way: add a new column beside it")
    }
    compareGeneration(before, now, shape)
    if !before.isNotNull && now.isNotNull {
      refuse(
        table, now.name,
        "NOT NULL cannot be added, for rows may hold NULL: leave it out; or add a new column with "
          + "NOT NULL and a DEFAULT")
    }
    if before.isNotNull && !now.isNotNull { note(.notNull, .removed, table, now.name) }
    compareDefault(before, now, table)
    let collations = (
      old.definition(of: table)?.column(now.name)?.collation,
      new.definition(of: table)?.column(now.name)?.collation
    )
    if let first = collations.0, let second = collations.1, first != second {
      refuse(
        table, now.name,
        "its collation was \(first), and keys that compare otherwise may collide: leave it, and "
          + "write COLLATE \(second) in your queries or in an index")
    }
  }

  /// What a generated column is computed from decides the CHECKs and keys that name it.
  private mutating func compareGeneration(
    _ before: TableShape.Column, _ now: TableShape.Column, _ shape: TableShape
  ) {
    let forms = [before, now].map { $0.generation.map { SQLTokens($0.sql).form } }
    guard now.isGenerated, forms[0] != forms[1] else { return }
    let name = now.name
    let isUsed =
      shape.checks.contains { $0.columns.contains(name) }
      || shape.uniqueIndexes.contains { $0.terms.contains { $0.column == name || $0.names(name) } }
      || shape.foreignKeys.contains { $0.columns.contains(name) }
      || shape.columns.contains { $0.generation?.columns.contains(name) == true }
    guard isUsed else { return }
    refuse(
      shape.name, name,
      "a CHECK, a key or another column depends on it, and the rows that are there may not fit "
        + "another expression: leave it, and add a new generated column")
  }

  private mutating func compareDefault(
    _ before: TableShape.Column, _ now: TableShape.Column, _ table: String
  ) {
    guard !now.isGenerated,
      before.defaultSQL.map({ SQLTokens($0).form }) != now.defaultSQL.map({ SQLTokens($0).form })
    else { return }
    note(.defaultValue, .changed, table, now.name, before.defaultSQL, now.defaultSQL)
    checkDefault(now, table)
  }

  /// A row whose author did not know the column shows the default, on every replica the same one.
  private mutating func checkDefault(_ column: TableShape.Column, _ table: String) {
    guard let sql = column.defaultSQL, !DefaultLiteral.isConstant(sql) else { return }
    refuse(
      table, column.name,
      "the default \(sql) is not the same on every replica: write a number, a text in single "
        + "quotes, or NULL")
  }

  private mutating func checkNew(_ column: TableShape.Column, _ shape: TableShape) {
    let table = shape.name
    if column.isGenerated || column.keyPosition > 0 { return }
    checkDefault(column, table)
    let value = column.defaultValue
    if column.isNotNull && value.isNull {
      refuse(
        table, column.name,
        "it is NOT NULL, and the rows that are there have nothing for it: give it a DEFAULT, or "
          + "leave NOT NULL out")
    }
    for check in shape.checks where check.columns == [column.name] {
      // Absent when SQLite cannot tell without the table; then the rows are copied to find out.
      if let isKept = try? SchemaScratch.holds(check.sql, column: column.name, value), !isKept {
        refuse(
          table, column.name,
          "the rows that are there would get \(column.defaultSQL ?? "NULL"), which the CHECK "
            + "\(check.sql) refuses: give it a DEFAULT that is allowed")
      }
    }
  }

  // MARK: Conditions

  mutating func compareChecks(_ before: TableShape, _ shape: TableShape) {
    var rest = before.checks
    let known = Set(before.columns.map(\.name))
    // The same ones first, so that none of them is taken for a relaxed form of another.
    let others = shape.checks.filter { check in
      guard
        let same = rest.firstIndex(where: { CheckRelaxation(from: $0.sql, to: check.sql).isSame })
      else { return true }
      rest.remove(at: same)
      return false
    }
    for check in others {
      let relaxed = rest.firstIndex { old in
        Set(old.columns) == Set(check.columns)
          && CheckRelaxation(from: old.sql, to: check.sql).allowsAsMuch
      }
      if let relaxed {
        rest.remove(at: relaxed)
        note(.check, .relaxed, shape.name, check.columns.joined(separator: ", "), nil, check.sql)
        continue
      }
      let columns = check.columns + shape.bases(of: check).filter { !check.columns.contains($0) }
      let existing = columns.filter(known.contains)
      if existing.isEmpty { continue }
      let isNew = existing.count < columns.count
      refuse(
        shape.name, existing[0],
        isNew
          ? "the CHECK \(check.sql) would make it merge together with a new column: leave the CHECK "
            + "out, or put it on new columns only"
          : "the CHECK \(check.sql) may refuse rows that are there, here or elsewhere: leave the "
            + "CHECK as it was; a list IN (…) may only get more values")
    }
    for check in rest {
      note(.check, .removed, shape.name, check.columns.joined(separator: ", "), check.sql)
    }
  }
}

extension SchemaScratch {
  /// Whether a condition on one column allows a value.
  static func holds(_ check: String, column: String, _ value: Value) throws -> Bool {
    try inMemory { session in
      try session.first("SELECT \(check) IS NOT 0 FROM (SELECT ?1 AS \(quoted(column)))", [value]) {
        $0.integer(0) == 1
      } ?? true
    }
  }
}
