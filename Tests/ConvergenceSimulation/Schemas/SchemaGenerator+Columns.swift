import SambandTestKit

extension SchemaGenerator {
  private typealias Column = DrawnTable.Column

  /// The column that tells one INSERT from every other one.
  mutating func addTag(to table: inout DrawnTable) {
    var tag = DrawnTable.Column(name: name("merke"), type: "TEXT", source: .text)
    tag.isNotNull = generator.once(in: 2) || table.isGenerated
    // Elsewhere a REPLACE of a row would be refused every time.
    if table.isGenerated && !table.hasRowUnit {
      tag.isFixed = true
      tag.rule = "\"fixed\": true"
    }
    table.columns.append(tag)
  }

  /// Adds a column of some kind, or two that belong together.
  mutating func addColumn(to table: inout DrawnTable) {
    if table.hasRowUnit {
      table.columns.append(plainColumn(in: table))
      return
    }
    switch generator.number(below: 13) {
    case 0 where has(.columnRules, in: 1): addRuled("TEXT", .text, "\"rule\": \"ask\"", &table)
    case 1 where has(.columnRules, in: 1):
      let rule = generator.pick(["highest", "lowest"])
      let isReal = generator.once(in: 2)
      addRuled(
        isReal ? "REAL" : "INTEGER", isReal ? .real : .integer, "\"rule\": \"\(rule)\"", &table)
    case 2 where has(.columnRules, in: 1): addStage(to: &table)
    case 3 where has(.columnRules, in: 1):
      let rule = generator.pick(["\"rule\": \"first\"", "\"fixed\": true"])
      addRuled("TEXT", .text, rule, &table)
      if rule.contains("fixed") { table.columns[table.columns.count - 1].isFixed = true }
    case 4 where has(.columnRules, in: 1):
      addRuled("TEXT", .text, "\"rule\": \"coordinator\"", &table)
    case 5 where has(.owners, in: 1): addOwned(to: &table)
    case 6,
      7 where has(.unions, in: 1):
      addSet(to: &table)
    case 8 where has(.sums, in: 1):
      addRuled("INTEGER", .sum, "\"rule\": \"sum\"", &table)
      table.columns[table.columns.count - 1].isNotNull = true
      table.columns[table.columns.count - 1].constraints = "DEFAULT 0"
    case 9 where has(.groups, in: 1):
      let pair = [plainColumn(in: table), plainColumn(in: table)]
      table.columns += pair
      table.groups.append(pair.map(\.name))
    case 10 where has(.personalColumns, in: 1):
      addRuled("TEXT", .text, "\"personal\": true", &table)
    default: table.columns.append(plainColumn(in: table))
    }
  }

  private mutating func addRuled(
    _ type: String, _ source: Source, _ rule: String, _ table: inout DrawnTable
  ) {
    table.columns.append(
      DrawnTable.Column(name: name("felt"), type: type, source: source, rule: rule))
  }

  /// A column whose last writer is right.
  private mutating func plainColumn(in table: DrawnTable) -> DrawnTable.Column {
    let anyType = table.isStrict ? "ANY" : ""
    let choices: [(String, Source)] = [
      ("TEXT", .text), ("TEXT", .text), (anyType, .integer), ("BLOB", .blob), ("REAL", .real),
      ("INTEGER", .integer), (anyType, .text),
    ]
    let (type, source) = generator.pick(choices)
    var column = DrawnTable.Column(name: name("felt"), type: type, source: source)
    if type == "TEXT" {
      column.isNotNull = generator.once(in: 3)
      if column.isNotNull && has(.defaults, in: 2) { column.constraints = "DEFAULT 'utan'" }
    }
    return column
  }

  private mutating func addStage(to table: inout DrawnTable) {
    let order = "\"order\": [[\"IDE\"], [\"PLAN\"], [\"FERD\", \"STOGG\"]]"
    let stages = ["'IDE'", "'PLAN'", "'FERD'", "'STOGG'"]
    addRuled("TEXT", .pool(stages), "\"rule\": \"furthest\", \(order)", &table)
    let last = table.columns.count - 1
    let name = table.columns[last].sql
    table.columns[last].isNotNull = true
    table.columns[last].constraints =
      "DEFAULT 'IDE'"
      + (has(.checks, in: 2) ? " CHECK (\(name) IN (\(stages.joined(separator: ", "))))" : "")
  }

  private mutating func addSet(to table: inout DrawnTable) {
    addRuled("TEXT", .set, "\"rule\": \"union\"", &table)
    let last = table.columns.count - 1
    let name = table.columns[last].sql
    if generator.once(in: 2) {
      table.columns[last].isNotNull = true
      table.columns[last].constraints = "DEFAULT '[]'"
    }
    if has(.checks, in: 2) {
      table.columns[last].constraints += " CHECK (\(name) IS NULL OR json_valid(\(name)))"
    }
  }

  /// A column that the row's owner decides, and the column that names the owner.
  private mutating func addOwned(to table: inout DrawnTable) {
    if table.owner == nil {
      let owner = DrawnTable.Column(
        name: name("eigar"), type: "TEXT", source: .pool(owners), rule: "\"fixed\": true",
        isFixed: true)
      table.columns.append(owner)
      table.owner = owner.name
      if has(.guardedTables, in: 4) { table.write = "owner" }
    }
    addRuled("TEXT", .text, "\"rule\": \"owner\"", &table)
  }
}
