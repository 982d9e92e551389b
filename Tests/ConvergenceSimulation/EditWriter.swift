import MergeAlgebra
import SambandTestKit

/// Writes random edits as plain SQL, the way other programs would.
struct EditWriter {
  let tables: [PlayTable]

  /// One statement on a random table; `known` has the keys that each table shows.
  func edit(known: [[RowKey]], using generator: inout SeededGenerator) -> String {
    // The first table alphabetically is not the most interesting one.
    let weights = tables.map { $0.name == "item" ? 6 : $0.name == "part" ? 5 : 2 }
    var place = generator.number(below: weights.reduce(0, +))
    var index = 0
    while place >= weights[index] {
      place -= weights[index]
      index += 1
    }
    let table = tables[index]
    let keys = known[index]
    switch generator.number(below: 24) {
    case 0..<8: return insert(into: table, using: &generator)
    case 8..<16: return update(table, keys, using: &generator)
    case 16: return updateMany(table, using: &generator)
    case 17: return updateUnique(table, keys, using: &generator)
    case 18, 19: return changeKey(table, keys, using: &generator)
    case 20: return deleteMany(table, using: &generator)
    case 21: return shuffleValues(table, using: &generator)
    default: return "DELETE FROM \(table.sql) WHERE \(aKey(table, keys, using: &generator))"
    }
  }

  private func aKey(
    _ table: PlayTable, _ keys: [RowKey], using generator: inout SeededGenerator
  ) -> String {
    var values = table.keys.map { generator.pick($0.literals) }
    if !keys.isEmpty && !generator.once(in: 5) {
      values = generator.pick(keys).values.map { Literals.value($0) }
    }
    return zip(table.keys, values).map { "\($0.sql) IS \($1)" }.joined(separator: " AND ")
  }

  private func insert(
    into table: PlayTable, using generator: inout SeededGenerator
  ) -> String {
    let columns = table.columns.filter { _ in
      !generator.once(in: table.isSparse ? 3 : 12)
    }
    let names = (table.keys + columns).map(\.sql).joined(separator: ", ")
    let rowCount = generator.once(in: 6) ? 3 : 1
    let rows = (0..<rowCount).map { _ in
      "(" + (table.keys + columns).map { generator.pick($0.literals) }.joined(separator: ", ") + ")"
    }
    let values = "\(table.sql)(\(names)) VALUES \(rows.joined(separator: ", "))"
    switch generator.number(below: 8) {
    case 0, 1: return "INSERT OR REPLACE INTO \(values)"
    case 2: return "INSERT OR IGNORE INTO \(values)"
    case 3, 4:
      guard !columns.isEmpty else { return "INSERT INTO \(values)" }
      let keys = table.keys.map(\.sql).joined(separator: ", ")
      let sets = columns.map { "\($0.sql) = excluded.\($0.sql)" }.joined(separator: ", ")
      return "INSERT INTO \(values) ON CONFLICT(\(keys)) DO UPDATE SET \(sets)"
    default: return "INSERT INTO \(values)"
    }
  }

  private func assignments(
    _ table: PlayTable, _ count: Int, using generator: inout SeededGenerator
  ) -> String {
    let columns = table.columns.shuffled(using: &generator).prefix(count)
    return columns.map { column in
      let isSum = column.name == "points" || column.name == "hours"
      let literal = generator.pick(column.literals)
      let value = isSum && generator.once(in: 2) ? "\(column.sql) + (\(literal) % 100)" : literal
      return "\(column.sql) = \(value)"
    }.joined(separator: ", ")
  }

  private func update(
    _ table: PlayTable, _ keys: [RowKey], using generator: inout SeededGenerator
  ) -> String {
    let sets = assignments(table, 1 + generator.number(below: 3), using: &generator)
    return "UPDATE \(table.sql) SET \(sets) WHERE \(aKey(table, keys, using: &generator))"
  }

  private func updateMany(
    _ table: PlayTable, using generator: inout SeededGenerator
  ) -> String {
    let key = table.keys[0]
    let sets = assignments(table, 1, using: &generator)
    let verb = generator.once(in: 3) ? "UPDATE OR IGNORE" : "UPDATE"
    return "\(verb) \(table.sql) SET \(sets) WHERE \(key.sql) >= \(generator.pick(key.literals))"
  }

  private func updateUnique(
    _ table: PlayTable, _ keys: [RowKey], using generator: inout SeededGenerator
  ) -> String {
    let columns = table.columns.filter { table.unique.contains($0.name) }
    guard !columns.isEmpty else { return update(table, keys, using: &generator) }
    let sets = columns.map { "\($0.sql) = \(generator.pick($0.literals))" }
    return "UPDATE OR REPLACE \(table.sql) SET \(sets.joined(separator: ", ")) "
      + "WHERE \(aKey(table, keys, using: &generator))"
  }

  private func changeKey(
    _ table: PlayTable, _ keys: [RowKey], using generator: inout SeededGenerator
  ) -> String {
    let column = generator.pick(table.keys)
    let verb = generator.once(in: 3) ? "UPDATE OR REPLACE" : "UPDATE"
    return "\(verb) \(table.sql) SET \(column.sql) = \(generator.pick(column.literals)) "
      + "WHERE \(aKey(table, keys, using: &generator))"
  }

  private func deleteMany(
    _ table: PlayTable, using generator: inout SeededGenerator
  ) -> String {
    let key = table.keys[0]
    return "DELETE FROM \(table.sql) WHERE \(key.sql) > \(generator.pick(key.literals))"
  }

  /// Exchanges the values of a column between rows, or writes a value that is already there.
  private func shuffleValues(
    _ table: PlayTable, using generator: inout SeededGenerator
  ) -> String {
    let column = generator.pick(table.columns)
    let aggregate = generator.pick(["min", "max"])
    return "UPDATE \(table.sql) SET \(column.sql) = "
      + "(SELECT \(aggregate)(o.\(column.sql)) FROM \(table.sql) AS o)"
  }
}
