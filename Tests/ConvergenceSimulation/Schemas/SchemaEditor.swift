import MergeAlgebra
import SambandTestKit

/// Draws edits of a random schema as the SQL of some other program.
struct SchemaEditor {
  let tables: [DrawnTable]
  /// What each table shows, in the order of the tables.
  let shown: [Party.Rows]
  var generator: SeededGenerator
  /// The last token that was used.
  var token: Int

  /// A statement, or a whole transaction.
  mutating func edit() -> String {
    switch generator.number(below: 16) {
    case 0, 1: family()
    case 2: swap()
    case 3:
      transaction((0..<2 + generator.number(below: 3)).map { _ in statement() })
    default: statement()
    }
  }

  private func transaction(_ statements: [String]) -> String {
    (["BEGIN"] + statements + ["COMMIT"]).joined(separator: "; ")
  }

  private mutating func statement() -> String {
    let index = generator.number(below: tables.count)
    switch generator.number(below: 20) {
    case 0..<8: return insert(into: index)
    case 8..<13: return update(index)
    case 13: return updateUnique(index)
    case 14: return updateReference(index)
    case 15: return changeKey(index)
    case 16: return updateMany(index)
    case 17: return generator.once(in: 3) ? deleteMany(index) : insert(into: index)
    default: return "DELETE FROM \(tables[index].sql) WHERE \(aKey(index))"
    }
  }

  // MARK: Inserting

  private mutating func insert(into index: Int) -> String {
    let table = tables[index]
    let leavesKeyOut = table.isGenerated && !generator.once(in: 3)
    let values = row(of: index, leavesKeyOut: leavesKeyOut, references: [:])
    let names = values.map(\.column.sql).joined(separator: ", ")
    let literals = values.map(\.literal).joined(separator: ", ")
    let tail = "INTO \(table.sql)(\(names)) VALUES (\(literals))"
    let verbs = ["", "", "", "", " OR REPLACE", " OR REPLACE", " OR IGNORE"]
    if !leavesKeyOut && generator.once(in: 6) {
      let sets = values.map(\.column).filter { !$0.isKey && !$0.isFixed }
        .map { "\($0.sql) = excluded.\($0.sql)" }
      let keys = table.keys.map(\.sql).joined(separator: ", ")
      let action = sets.isEmpty ? "NOTHING" : "UPDATE SET \(sets.joined(separator: ", "))"
      return "INSERT \(tail) ON CONFLICT(\(keys)) DO \(action)"
    }
    return "INSERT\(generator.pick(verbs)) \(tail)"
  }

  /// The columns of a new row with what is written to each; `references` go before what is drawn.
  private mutating func row(
    of index: Int, leavesKeyOut: Bool, references given: [String: String]
  ) -> [(column: DrawnTable.Column, literal: String)] {
    let table = tables[index]
    let drawn = references(of: index).merging(given) { $1 }
    var values: [(column: DrawnTable.Column, literal: String)] = []
    for column in table.columns {
      if case .computed = column.source { continue }
      if column.isKey && leavesKeyOut { continue }
      let mayMiss = !column.isKey && column.name != table.columns[table.keys.count].name
      if mayMiss && given[column.name] == nil && !column.isNotNull && generator.once(in: 6) {
        continue
      }
      values.append((column, drawn[column.name] ?? literal(for: column, now: nil)))
    }
    return values
  }

  /// What the references of a new row say, by column: mostly rows that are there.
  private mutating func references(of index: Int) -> [String: String] {
    var result: [String: String] = [:]
    for reference in tables[index].references {
      let literals = literals(for: reference, of: tables[index])
      for (column, literal) in zip(reference.columns, literals) { result[column] = literal }
    }
    return result
  }

  mutating func literals(
    for reference: DrawnTable.Reference, of table: DrawnTable
  ) -> [String] {
    let mayBeNull = reference.columns.allSatisfy { table.column($0)?.isNotNull == false }
    if mayBeNull && generator.once(in: 5) { return reference.columns.map { _ in "NULL" } }
    if let parent = tables.firstIndex(where: { $0.name == reference.parent }),
      let key = shown[parent].keys.sorted().randomElement(using: &generator),
      !generator.once(in: 8)
    {
      return reference.parentColumns.map { name in
        Literals.value(value(of: name, key, parent) ?? .null)
      }
    }
    return reference.columns.map { name in
      guard case .reference(_, _, let pool)? = table.column(name)?.source, !pool.isEmpty else {
        return "1"
      }
      return generator.pick(pool)
    }
  }

  /// The value of a column in a row that is shown.
  private func value(of name: String, _ key: RowKey, _ index: Int) -> Value? {
    let table = tables[index]
    if let place = table.keys.firstIndex(where: { $0.name == name }) { return key.values[place] }
    guard let place = table.cells.firstIndex(where: { $0.name == name }) else { return nil }
    return shown[index][key]?[place]
  }

  /// A parent and its child in one transaction.
  private mutating func family() -> String {
    let child = generator.number(below: tables.count)
    guard let reference = tables[child].references.randomElement(using: &generator),
      let parent = tables.firstIndex(where: { $0.name == reference.parent })
    else { return insert(into: child) }
    let values = row(of: parent, leavesKeyOut: tables[parent].isGenerated, references: [:])
    var given: [String: String] = [:]
    for (column, theirs) in zip(reference.columns, reference.parentColumns) {
      given[column] =
        values.first { $0.column.name == theirs }?.literal ?? "last_insert_rowid()"
    }
    let own = row(
      of: child, leavesKeyOut: tables[child].isGenerated, references: given)
    return transaction([insertion(values, tables[parent]), insertion(own, tables[child])])
  }

  private func insertion(
    _ values: [(column: DrawnTable.Column, literal: String)], _ table: DrawnTable
  ) -> String {
    let names = values.map(\.column.sql).joined(separator: ", ")
    let literals = values.map(\.literal).joined(separator: ", ")
    return "INSERT INTO \(table.sql)(\(names)) VALUES (\(literals))"
  }
}
