import SambandTestKit

/// Draws a schema and its rules: two to eight tables with whatever SQLite and the rules can say.
///
/// It draws only what the store says that it keeps; a schema that is refused is a failure.
struct SchemaGenerator {
  var generator: SeededGenerator
  /// What the schema may have.
  let features: Set<Feature>
  /// The keys by which rows name their owner, as SQL.
  let owners: [String]
  var tables: [DrawnTable] = []
  /// The features that the schema has got.
  var used: Set<Feature> = []
  /// Statements after all tables, and the rules for triggers.
  var views: [String] = []
  var triggerRules: [String] = []
  private var taken: Set<String> = ["diary", "log"]
  private var number = 0

  init(seed: UInt64, features: Set<Feature>, owners: [String]) {
    generator = SeededGenerator(seed: seed)
    self.features = features
    self.owners = owners
  }

  /// Draws everything; tables in name order.
  mutating func draw() {
    let count = 2 + generator.number(below: 7)
    for _ in 0..<count { tables.append(drawTable()) }
    for index in tables.indices {
      addReferences(index)
      addUnique(index)
      addChecks(index)
      addComputed(index)
      addFollowers(index)
    }
    tables.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Whether a feature is drawn, once in so many times; what `--without` names never is, and yet
  /// the other draws stay as they are.
  mutating func has(_ feature: Feature, in odds: Int) -> Bool {
    let isDrawn = generator.once(in: odds)
    guard isDrawn && features.contains(feature) else { return false }
    used.insert(feature)
    return true
  }

  private static let oddNames = [
    "lause \"trådar\"", "order", "Grunn skule", "ærfugl", "select", "x'y", "tabell-3", "ÅR",
    "群", "check", "kva som helst", "index", "a\"b", "group", "rowid", "trigger",
  ]

  /// A name that nothing in the schema has yet.
  mutating func name(_ plain: String) -> String {
    let odd = generator.pick(Self.oddNames)
    if has(.oddNames, in: 6), taken.insert(odd.lowercased()).inserted { return odd }
    number += 1
    return "\(plain)\(number)"
  }

  // MARK: Tables and their keys

  private mutating func drawTable() -> DrawnTable {
    var table = DrawnTable(name: name("tabell"), kind: drawKind())
    table.isStrict = has(.strictTables, in: 5)
    addKeys(to: &table)
    let mayLackRowID = ![.generated, .natural].contains(table.kind)
    if mayLackRowID && has(.withoutRowID, in: 4) { table.isWithoutRowID = true }
    table.hasRowUnit = has(.rowUnits, in: 10)
    table.deleteWins = has(.deleteWins, in: 4)
    addTag(to: &table)
    for _ in 0..<1 + generator.number(below: 4) { addColumn(to: &table) }
    return table
  }

  private mutating func drawKind() -> DrawnTable.KeyKind {
    let single = tables.filter { $0.keys.count == 1 }
    switch generator.number(below: 12) {
    case 0...3 where has(.generatedKeys, in: 1): return .generated
    case 4 where has(.naturalNumbers, in: 1): return .natural
    case 5,
      6 where has(.compositeKeys, in: 1):
      return .composite
    case 7 where has(.bareKeys, in: 1): return .bare
    case 8 where has(.blobKeys, in: 1): return .blob
    case 9 where !single.isEmpty && has(.extensionTables, in: 1): return .extending
    case 10 where !single.isEmpty && has(.joinTables, in: 1): return .joining
    default: return .text
    }
  }

  private mutating func addKeys(to table: inout DrawnTable) {
    switch table.kind {
    case .text:
      var key = key("TEXT", ["'K1'", "'K2'", "'K3'", "'K4'", "'K5'"])
      if has(.nocaseKeys, in: 4) {
        key.constraints = "COLLATE NOCASE"
        key.source = .pool(["'K1'", "'k1'", "'K2'", "'k2'", "'K3'"])
      }
      table.columns = [key]
    case .generated:
      table.columns = [key("INTEGER", ["1", "2", "3", "4", "7"])]
      table.columns[0].isNotNull = false
      table.counts = has(.autoincrement, in: 3)
    case .natural:
      table.columns = [key("INTEGER", ["1", "2", "3", "4", "5"])]
    case .composite:
      table.columns = [
        key("INTEGER", ["2025", "2026"]), key("TEXT", ["'a'", "'b'", "'æ'"]),
      ]
    case .bare:
      table.columns = [
        key(table.isStrict ? "ANY" : "", ["1", "'1'", "1.0", "x'01'", "'a'", "2.5"])
      ]
    case .blob:
      table.columns = [key("BLOB", ["x'01'", "x'02'", "x'0a00'", "x''"])]
    case .extending: addReferringKeys(1, to: &table)
    case .joining: addReferringKeys(2, to: &table)
    }
  }

  private mutating func key(_ type: String, _ pool: [String]) -> DrawnTable.Column {
    DrawnTable.Column(
      name: name("id"), type: type, source: .pool(pool), isNotNull: true, isKey: true)
  }

  /// Key columns that are references: a table that extends another one, or joins two.
  private mutating func addReferringKeys(_ count: Int, to table: inout DrawnTable) {
    let single = tables.filter { $0.keys.count == 1 }
    for _ in 0..<count {
      let parent = generator.pick(single)
      let target = parent.keys[0]
      var column = key(type(of: target, in: parent, for: table), [])
      column.source = source(referringTo: target, of: parent)
      table.columns.append(column)
      table.references.append(
        DrawnTable.Reference(
          columns: [column.name], parent: parent.name, parentColumns: [target.name],
          actions: actions(isNullable: false), rule: rule(isClearable: false)))
    }
  }

  /// The type with which a column refers to another one.
  func type(
    of target: DrawnTable.Column, in parent: DrawnTable, for table: DrawnTable
  ) -> String {
    if target.type.isEmpty && table.isStrict { return "ANY" }
    return target.type == "ANY" && !table.isStrict ? "" : target.type
  }

  /// What is written to a column that refers to another one.
  func source(referringTo target: DrawnTable.Column, of parent: DrawnTable) -> Source {
    let pool: [String]
    switch target.source {
    case .pool(let literals), .reference(_, _, let literals): pool = literals
    default: pool = []
    }
    return .reference(table: parent.name, column: target.name, pool: pool)
  }
}
