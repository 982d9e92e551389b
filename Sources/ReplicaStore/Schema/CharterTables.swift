import MergeAlgebra

/// The tables under sync as the charter declares them, to compare with those of the file.
///
/// A replica may have tables, columns and indexes of its own, but what decides how rows merge must be
/// the same on all of them: columns, keys, references, CHECKs and every unique key.
struct CharterTables {
  private let charter: SchemaScratch
  private let file: (shapes: [TableShape], strict: Set<String>)
  private let tracked: Set<String>

  /// Reads the schema that the file is kept by; `nil` before there is one.
  init?(_ session: SQLSession, shapes: [TableShape]) throws {
    let names = try session.rows("SELECT name FROM samband_table") { $0.string(0) }
    let text = try session.first("SELECT value FROM samband_meta WHERE name = 'schema'") {
      $0.string(0)
    }
    guard let text, !names.isEmpty else { return nil }
    tracked = Set(names)
    charter = try SchemaScratch(text)
    file = (shapes, try SchemaScratch.strictTables(in: session))
  }

  /// What another program has altered, in name order.
  func alterations() -> [SchemaAlteration] {
    charter.shapes.filter { tracked.contains($0.name) }.flatMap { theirs in
      guard let mine = file.shapes.first(where: { $0.name == theirs.name }) else {
        return [missing(theirs)]
      }
      let columns = alteredColumns(theirs, mine)
      if !columns.isEmpty { return columns }
      if !isDeclaredAlike(theirs, mine) {
        return [changed(theirs)]
      }
      return alteredKeys(theirs, mine)
    }
  }

  /// A table that is gone, or has another name.
  private func missing(_ theirs: TableShape) -> SchemaAlteration {
    let twins = file.shapes.filter { shape in
      charter.shape(shape.name) == nil && shape.columns.map(\.name) == theirs.columns.map(\.name)
    }
    let remedy =
      twins.count == 1
      ? "ALTER TABLE \(quoted(twins[0].name)) RENAME TO \(quoted(theirs.name))" : nil
    return SchemaAlteration(.missingTable, of: theirs.name, remedy: remedy)
  }

  /// A table or column that is declared in another way.
  private func changed(_ theirs: TableShape, _ column: String = "") -> SchemaAlteration {
    SchemaAlteration(
      column.isEmpty ? .changedTable : .changedColumn, of: theirs.name, column,
      remedy: charter.object("table", theirs.name)?.sql)
  }

  private func alteredColumns(_ theirs: TableShape, _ mine: TableShape) -> [SchemaAlteration] {
    theirs.columns.enumerated().compactMap { place, column in
      guard let now = mine.columns.first(where: { $0.name == column.name }) else {
        let names = theirs.columns.map(\.name)
        let former = mine.columns.indices.contains(place) ? mine.columns[place].name : nil
        let remedy = former.flatMap { former in
          names.contains(former)
            ? nil
            : "ALTER TABLE \(quoted(theirs.name)) RENAME COLUMN \(quoted(former)) "
              + "TO \(quoted(column.name))"
        }
        return SchemaAlteration(.missingColumn, of: theirs.name, column.name, remedy: remedy)
      }
      return column.isDeclared(as: now)
        ? nil : changed(theirs, column.name)
    }
  }

  private func isDeclaredAlike(_ theirs: TableShape, _ mine: TableShape) -> Bool {
    let known = Set(theirs.columns.map(\.name))
    func isOwn(_ columns: [String]) -> Bool { columns.contains { !known.contains($0) } }
    let references = mine.foreignKeys.filter { !isOwn($0.columns) }
    var checks = mine.checks.filter { check in
      check.columns.isEmpty || mine.bases(of: check).contains(where: known.contains)
    }.map { SQLTokens($0.sql).form }
    for check in theirs.checks {
      guard let same = checks.firstIndex(of: SQLTokens(check.sql).form) else { return false }
      checks.remove(at: same)
    }
    return checks.isEmpty
      && theirs.isWithoutRowID == mine.isWithoutRowID && theirs.hasRowIDKey == mine.hasRowIDKey
      && charter.strictTables.contains(theirs.name) == file.strict.contains(theirs.name)
      && theirs.foreignKeys.allSatisfy { key in references.contains { $0.means(key) } }
      && references.allSatisfy { key in theirs.foreignKeys.contains { $0.means(key) } }
  }

  private func alteredKeys(_ theirs: TableShape, _ mine: TableShape) -> [SchemaAlteration] {
    let lost = theirs.uniqueIndexes.filter { index in
      !mine.uniqueIndexes.contains { $0.means(index) }
    }.map { index in
      guard let statement = charter.object("index", index.name)?.sql else {
        return changed(theirs)
      }
      return SchemaAlteration(.missingUniqueKey, of: theirs.name, index.name, remedy: statement)
    }
    let own = mine.uniqueIndexes.filter { index in
      !theirs.uniqueIndexes.contains { $0.means(index) }
    }.map { index in
      index.name.hasPrefix("sqlite_autoindex_")
        ? changed(theirs)
        : SchemaAlteration(
          .ownUniqueKey, of: theirs.name, index.name, remedy: "DROP INDEX \(quoted(index.name))")
    }
    return lost + own
  }
}

extension TableShape.Column {
  /// Whether both are the same column, however they are written.
  fileprivate func isDeclared(as other: Self) -> Bool {
    type.uppercased() == other.type.uppercased() && isNotNull == other.isNotNull
      && keyPosition == other.keyPosition && isGenerated == other.isGenerated
      && generation.map { SQLTokens($0.sql).form }
        == other.generation.map { SQLTokens($0.sql).form }
      && defaultSQL.map { SQLTokens($0).form } == other.defaultSQL.map { SQLTokens($0).form }
  }
}
