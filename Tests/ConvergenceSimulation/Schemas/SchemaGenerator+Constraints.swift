import SambandTestKit

extension SchemaGenerator {
  /// A column whose values come from a pool, so that replicas choose the same ones.
  private mutating func addPooled(to index: Int, _ pool: [String]) -> DrawnTable.Column {
    let column = DrawnTable.Column(name: name("namn"), type: "TEXT", source: .pool(pool))
    tables[index].columns.append(column)
    return column
  }

  private static let labels = ["'u1'", "'U1'", "'u2'", "'u3'", "'å'", "NULL"]

  /// At most one unique key of each kind.
  mutating func addUnique(_ index: Int) {
    if has(.uniqueColumns, in: 4) {
      let column = addPooled(to: index, Self.labels)
      let replaces = has(.replacingConstraints, in: 8) ? " ON CONFLICT REPLACE" : ""
      addUnique(index, [column], "UNIQUE (\(column.sql))\(replaces)")
    }
    if has(.uniquePairs, in: 5) {
      let first = addPooled(to: index, Self.labels)
      let second = addPooled(to: index, ["'v1'", "'v2'", "NULL"])
      addUnique(index, [first, second], "UNIQUE (\(first.sql), \(second.sql))")
    }
    let referring = tables[index].references.flatMap(\.columns)
      .compactMap { tables[index].column($0) }.filter { !$0.isKey }
    if let reference = referring.first, has(.uniqueReferences, in: 3) {
      let column = addPooled(to: index, Self.labels)
      addUnique(index, [reference, column], "UNIQUE (\(reference.sql), \(column.sql))")
    }
    if has(.collatedIndexes, in: 7) {
      let column = addPooled(to: index, Self.labels)
      addIndex(index, [column], "\(column.sql) COLLATE NOCASE", merges: has(.mergeRule, in: 3))
    }
    if has(.partialIndexes, in: 6) {
      let column = addPooled(to: index, Self.labels)
      let other = addPooled(to: index, ["'aktiv'", "'av'", "NULL"])
      let merges = has(.mergeRule, in: 3)
      addIndex(index, [column], column.sql, where: "\(other.sql) = 'aktiv'", merges: merges)
    }
    if has(.expressionIndexes, in: 6) {
      let column = addPooled(to: index, Self.labels)
      addIndex(index, [], "lower(\(column.sql))", merges: false)
    }
  }

  private mutating func addUnique(
    _ index: Int, _ columns: [DrawnTable.Column], _ constraint: String
  ) {
    tables[index].constraints.append(constraint)
    tables[index].uniques.append(
      DrawnTable.Unique(columns: columns.map(\.name), merges: has(.mergeRule, in: 3)))
  }

  private mutating func addIndex(
    _ index: Int, _ columns: [DrawnTable.Column], _ terms: String, where condition: String = "",
    merges: Bool
  ) {
    let tail = condition.isEmpty ? "" : " WHERE \(condition)"
    let name = Literals.name(name("unik"))
    tables[index].followers.append(
      "CREATE UNIQUE INDEX \(name) ON \(tables[index].sql)(\(terms))\(tail)")
    guard !columns.isEmpty else { return }
    tables[index].uniques.append(
      DrawnTable.Unique(columns: columns.map(\.name), merges: merges))
  }

  /// Conditions over one column and over several.
  mutating func addChecks(_ index: Int) {
    if has(.checks, in: 4) {
      let column = addPooled(to: index, ["0", "1", "2.5", "-1", "NULL"])
      let last = tables[index].columns.count - 1
      tables[index].columns[last].type = "REAL"
      tables[index].columns[last].constraints =
        "CHECK (\(column.sql) IS NULL OR \(column.sql) >= 0)"
    }
    guard !tables[index].hasRowUnit, has(.rowChecks, in: 4) else { return }
    let names = [name("frå"), name("til"), name("tekst")]
    for (place, name) in names.enumerated() {
      tables[index].columns.append(
        DrawnTable.Column(
          name: name, type: place < 2 ? "INTEGER" : "TEXT",
          source: place < 2 ? .pool(["1", "2", "3", "NULL"]) : .text))
    }
    let sql = names.map(Literals.name)
    tables[index].constraints.append(
      "CHECK (\(sql[0]) IS NULL OR \(sql[1]) IS NULL OR \(sql[0]) <= \(sql[1]))")
    tables[index].constraints.append(
      "CHECK (\(sql[2]) IS NULL OR \(sql[0]) IS NULL OR length(\(sql[2])) > \(sql[0]))")
  }

  /// Columns that SQLite computes, some of them unique.
  mutating func addComputed(_ index: Int) {
    let isVirtual = has(.virtualColumns, in: 8)
    guard isVirtual || has(.storedColumns, in: 8) else { return }
    let column = addPooled(to: index, Self.labels)
    var computed = DrawnTable.Column(name: name("utrekna"), type: "TEXT", source: .computed)
    computed.constraints =
      "GENERATED ALWAYS AS (lower(\(column.sql))) \(isVirtual ? "VIRTUAL" : "STORED")"
    tables[index].columns.append(computed)
    if has(.uniqueGenerated, in: 2) {
      addIndex(index, [computed], computed.sql, merges: has(.mergeRule, in: 4))
    }
  }

  /// A view, and a trigger that counts edits in this file's own table.
  mutating func addFollowers(_ index: Int) {
    let table = tables[index]
    if has(.views, in: 6) {
      let column = generator.pick(table.columns).sql
      views.append(
        "CREATE VIEW \(Literals.name(name("utsyn"))) AS SELECT \(column), count(*) AS \"n\" "
          + "FROM \(table.sql) GROUP BY \(column)")
    }
    if has(.triggers, in: 6) {
      let event = generator.pick(["INSERT", "UPDATE", "DELETE"])
      let name = name("utløysar")
      let when = generator.pick(["AFTER", "BEFORE"])
      views.append(
        "CREATE TRIGGER \(Literals.name(name)) \(when) \(event) ON \(table.sql) "
          + "BEGIN INSERT INTO log(what) VALUES ('\(event)'); END")
      if has(.mergedTriggers, in: 3) {
        triggerRules.append("\(JSONText.string(name)): \"merged\"")
      }
    }
    if has(.guardedTables, in: 12), table.write.isEmpty { tables[index].write = "coordinator" }
  }
}
