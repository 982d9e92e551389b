import MergeAlgebra
import SambandTestKit

extension SchemaEditor {
  /// A condition that names one row, mostly one that is there.
  mutating func aKey(_ index: Int) -> String {
    let table = tables[index]
    let known = shown[index].keys.sorted()
    if let key = known.randomElement(using: &generator), !generator.once(in: 10) {
      return match(key, table)
    }
    return table.keys.map { "\($0.sql) IS \(literal(for: $0, now: nil))" }
      .joined(separator: " AND ")
  }

  private func match(_ key: RowKey, _ table: DrawnTable) -> String {
    zip(table.keys, key.values).map { "\($0.sql) IS \(Literals.value($1))" }
      .joined(separator: " AND ")
  }

  /// What is written to a column; `now` is its name where the new value may build on the old one.
  mutating func literal(for column: DrawnTable.Column, now: String?) -> String {
    if !column.isNotNull && !column.isKey && column.source.hasTokens && generator.once(in: 9) {
      return "NULL"
    }
    switch column.source {
    case .text: return "'ord t\(nextToken()).'"
    case .integer: return String(Token.first + nextToken())
    case .real: return "\(Token.first + nextToken()).5"
    case .blob: return "CAST('t\(nextToken()).' AS BLOB)"
    case .set:
      if let now, !generator.once(in: 4) {
        return "json_insert(coalesce(\(now), '[]'), '$[#]', 't\(nextToken()).')"
      }
      return "'[\"t\(nextToken()).\"]'"
    case .sum:
      let amount = generator.number(below: 9) - 3
      return now.map { "\($0) + \(amount)" } ?? String(amount)
    case .pool(let literals): return generator.pick(literals)
    case .reference(_, _, let pool): return pool.isEmpty ? "1" : generator.pick(pool)
    case .computed: return "NULL"
    }
  }

  private mutating func nextToken() -> Int {
    token += 1
    return token
  }

  private mutating func assignments(_ columns: [DrawnTable.Column]) -> String {
    columns.map { "\($0.sql) = \(literal(for: $0, now: $0.sql))" }.joined(separator: ", ")
  }

  /// One to three columns of one row.
  mutating func update(_ index: Int) -> String {
    let table = tables[index]
    let free = table.cells.filter { !$0.isFixed || generator.once(in: 8) }
    let columns = Array(free.shuffled(using: &generator).prefix(1 + generator.number(below: 3)))
    guard !columns.isEmpty else { return "DELETE FROM \(table.sql) WHERE \(aKey(index))" }
    let verb = generator.pick(["UPDATE", "UPDATE", "UPDATE", "UPDATE OR IGNORE"])
    return "\(verb) \(table.sql) SET \(assignments(columns)) WHERE \(aKey(index))"
  }

  /// The columns of unique keys, taking the place of other rows now and then.
  mutating func updateUnique(_ index: Int) -> String {
    let columns = tables[index].uniqueCells.filter { !$0.isFixed }
    guard !columns.isEmpty else { return update(index) }
    let verb = generator.pick(["UPDATE", "UPDATE OR REPLACE"])
    return "\(verb) \(tables[index].sql) SET \(assignments(columns)) WHERE \(aKey(index))"
  }

  /// One reference of one row, to another parent.
  mutating func updateReference(_ index: Int) -> String {
    let table = tables[index]
    let free = table.references.filter { reference in
      reference.columns.allSatisfy { table.column($0)?.isKey == false }
    }
    guard let reference = free.randomElement(using: &generator) else { return update(index) }
    let literals = self.literals(for: reference, of: table)
    let sets = zip(reference.columns, literals).map { "\(Literals.name($0)) = \($1)" }
    return "UPDATE \(table.sql) SET \(sets.joined(separator: ", ")) WHERE \(aKey(index))"
  }

  /// Another key for one row.
  mutating func changeKey(_ index: Int) -> String {
    let table = tables[index]
    let column = generator.pick(table.keys)
    let verb = generator.once(in: 4) ? "UPDATE OR REPLACE" : "UPDATE"
    return "\(verb) \(table.sql) SET \(column.sql) = \(literal(for: column, now: nil)) "
      + "WHERE \(aKey(index))"
  }

  /// One value for many rows; no token, for each of those is written once.
  mutating func updateMany(_ index: Int) -> String {
    let table = tables[index]
    let free = table.cells.filter { !$0.source.hasTokens && !$0.isFixed }
    guard let column = free.randomElement(using: &generator) else { return update(index) }
    let verb = generator.pick(["UPDATE", "UPDATE OR IGNORE"])
    return "\(verb) \(table.sql) SET \(assignments([column])) WHERE \(someRows(index))"
  }

  /// Some rows at once, and what their references say of that.
  mutating func deleteMany(_ index: Int) -> String {
    "DELETE FROM \(tables[index].sql) WHERE \(someRows(index))"
  }

  private mutating func someRows(_ index: Int) -> String {
    let key = tables[index].keys[0]
    return "\(key.sql) > \(literal(for: key, now: nil))"
  }

  /// Two rows exchange the values of a unique key.
  mutating func swap() -> String {
    let index = generator.number(below: tables.count)
    let table = tables[index]
    let known = shown[index].keys.sorted().shuffled(using: &generator).prefix(2)
    guard let column = table.uniqueCells.last(where: { !$0.isFixed }), known.count == 2,
      let place = table.cells.firstIndex(where: { $0.name == column.name })
    else { return update(index) }
    let values = known.map { Literals.value(shown[index][$0]?[place] ?? .null) }
    let set = "UPDATE \(table.sql) SET \(column.sql) ="
    return [
      "BEGIN", "\(set) 'u9' WHERE \(match(known[0], table))",
      "\(set) \(values[0]) WHERE \(match(known[1], table))",
      "\(set) \(values[1]) WHERE \(match(known[0], table))", "COMMIT",
    ].joined(separator: "; ")
  }
}
