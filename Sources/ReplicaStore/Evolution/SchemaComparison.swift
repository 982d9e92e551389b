import MergeAlgebra

/// What changes between the terms of two charters, and what of it cannot be.
///
/// Accepted is what every replica can do by itself, whatever rows it has, and what leaves the merge
/// units of existing columns as they are; then replicas on both versions can go on exchanging.
package struct SchemaComparison: Sendable {
  /// What changes, by table.
  public internal(set) var changes: [SchemaChange] = []
  /// What cannot be, each with its place and the way round.
  public internal(set) var refusals: [String] = []

  /// The columns that get other names.
  private(set) var renames: [ColumnRename] = []
  /// The schema before, with the names of now.
  let old: SchemaScratch
  let new: SchemaScratch
  /// The tables under sync, as they merge.
  private(set) var oldModels: [String: TableModel] = [:]
  private(set) var newModels: [String: TableModel] = [:]
  let oldTerms: Declarations
  let newTerms: Declarations
  private let lines: SchemaLines

  /// Compares two charters' terms.
  ///
  /// Errors: `schema` when the new schema does not run at all.
  public init(from old: CharterTerms, to new: CharterTerms) throws {
    let before = try SchemaScratch(old.schema)
    let now = try SchemaScratch(new.schema)
    let terms = (old: old.collaboration.declarations, new: new.collaboration.declarations)
    let renames = before.shapes.flatMap { Self.renames(of: $0, to: now, terms.old, terms.new) }
    self.new = now
    self.old = renames.isEmpty ? before : try SchemaScratch(old.schema, renaming: renames)
    self.renames = renames
    (oldTerms, newTerms) = terms
    lines = SchemaLines(new.schema)
    oldModels = try Self.models(before.shapes, terms.old)
    do {
      let triggers = Dictionary(
        uniqueKeysWithValues: now.objects.filter { $0.type == "trigger" }.map {
          ($0.name, $0.sql)
        })
      newModels = try Self.models(now.shapes, terms.new, lines, triggers: triggers)
    } catch let error as StoreError where error.code == .schema {
      refusals += error.message.split(separator: "\n").map(String.init)
    }
    compareTables()
    compareObjects()
    compareTriggerRules()
  }

  /// The columns of a table that have other names now, told by their first names.
  private static func renames(
    of old: TableShape, to schema: SchemaScratch, _ oldTerms: Declarations,
    _ newTerms: Declarations
  ) -> [ColumnRename] {
    guard let new = schema.shape(old.name) else { return [] }
    let now = Dictionary(
      new.columns.map { (newTerms.id(of: $0.name, in: new.name), $0.name) },
      uniquingKeysWith: { first, _ in first })
    return old.columns.compactMap { column in
      guard let name = now[oldTerms.id(of: column.name, in: old.name)], name != column.name else {
        return nil
      }
      return ColumnRename(table: old.name, from: column.name, to: name)
    }
  }

  private static func models(
    _ shapes: [TableShape], _ declarations: Declarations, _ lines: SchemaLines? = nil,
    triggers: [String: String]? = nil
  ) throws -> [String: TableModel] {
    var builder = ModelBuilder(
      shapes: shapes, declarations: declarations, lines: lines, triggers: triggers)
    return Dictionary(uniqueKeysWithValues: try builder.build().map { ($0.shape.name, $0.model) })
  }

  mutating func note(
    _ subject: SchemaChange.Subject, _ action: SchemaChange.Action, _ table: String,
    _ name: String = "", _ before: String? = nil, _ after: String? = nil
  ) {
    changes.append(
      SchemaChange(subject, action, table: table, name: name, before: before, after: after))
  }

  /// Refuses something about a table or a column; says in which line of the new schema it stands.
  mutating func refuse(_ table: String, _ column: String? = nil, _ reason: String) {
    let part = column.map { SchemaLines.Part.column($0) } ?? .table
    let line = lines.line(of: part, in: table).map { "line \($0): " } ?? ""
    let place = column.map { "table \"\(table)\", column \"\($0)\"" } ?? "table \"\(table)\""
    let text = "\(line)\(place): \(reason)"
    if !refusals.contains(text) { refusals.append(text) }
  }

  // MARK: Tables

  private mutating func compareTables() {
    for shape in old.shapes where new.shape(shape.name) == nil {
      refuse(
        shape.name, nil,
        "it is gone, and others still write to it: leave it in the schema and stop using it")
    }
    for shape in new.shapes {
      guard let before = old.shape(shape.name) else {
        note(.table, .added, shape.name)
        if newTerms.tables[shape.name]?.renamed.isEmpty == false {
          refuse(shape.name, nil, "it is new, so nothing in it was renamed: remove \"renamed\"")
        }
        continue
      }
      compareRenamed(shape)
      guard hasSameKey(before, shape) else { continue }
      compareForm(before, shape)
      compareColumns(before, shape)
      compareChecks(before, shape)
      compareReferences(before, shape)
      compareUniqueKeys(before, shape)
      compareRules(shape.name)
      noteOtherWording(shape.name)
    }
  }

  /// Every name that a column had first stays its name in change sets for good.
  private mutating func compareRenamed(_ shape: TableShape) {
    let before = oldTerms.tables[shape.name]?.renamed ?? [:]
    let now = newTerms.tables[shape.name]?.renamed ?? [:]
    for (first, name) in before.sorted(by: { $0.key < $1.key }) where now[first] == nil {
      refuse(
        shape.name, name,
        "it was called \"\(first)\" first, and change sets call it so: keep "
          + "\"renamed\": {\"\(first)\": \"\(name)\"} in the rules")
    }
    let firstNames = Set(
      (old.shape(shape.name)?.columns ?? []).map { column in
        let former = renames.first { $0.table == shape.name && $0.to == column.name }?.from
        return oldTerms.id(of: former ?? column.name, in: shape.name)
      })
    for (first, name) in now.sorted(by: { $0.key < $1.key }) where !firstNames.contains(first) {
      refuse(
        shape.name, name,
        "\"renamed\" must give the name that the column had first; \"\(first)\" is no such name")
    }
    for rename in renames where rename.table == shape.name {
      note(.column, .renamed, shape.name, rename.to, rename.from, rename.to)
    }
  }

  /// Whether rows are told apart as before; without that nothing else can be compared.
  private mutating func hasSameKey(_ before: TableShape, _ shape: TableShape) -> Bool {
    if before.key != shape.key {
      refuse(
        shape.name, nil,
        "its primary key was (\(before.key.joined(separator: ", "))) and tells rows apart: leave it, "
          + "and make a new table for rows with another key")
      return false
    }
    if before.isWithoutRowID != shape.isWithoutRowID {
      refuse(shape.name, nil, "WITHOUT ROWID cannot come or go: leave it as it was")
      return false
    }
    return true
  }

  /// What no replica can change while others still write by the old one.
  private mutating func compareForm(_ before: TableShape, _ shape: TableShape) {
    let name = shape.name
    if old.strictTables.contains(name) != new.strictTables.contains(name) {
      refuse(name, nil, "STRICT cannot come or go, for rows may not fit: leave it as it was")
    }
    let (oldRules, newRules) = (oldTerms.table(name), newTerms.table(name))
    if before.numbersRows(oldRules) != shape.numbersRows(newRules) {
      refuse(
        name, nil,
        "the rule \"key\" says which rows are the same and cannot change: leave it as it was")
    }
    if oldRules.audience != newRules.audience {
      refuse(
        name, nil,
        "its audience was \(oldRules.audience.rawValue), and who holds the rows already cannot be "
          + "changed: leave it, and make a new table with another audience")
    }
    let isNarrow = newRules.audience == .coordinator || newRules.audience == .member
    let owner = oldRules.owner.map { column in
      renames.first { $0.table == name && $0.from == column }?.to ?? column
    }
    if isNarrow && owner != newRules.owner {
      refuse(
        name, nil,
        "its owner column says who may hold a row and cannot be another: leave it as it was")
    }
  }

  /// What is written differently and changes nothing that was looked at.
  private mutating func noteOtherWording(_ table: String) {
    guard old.definition(of: table)?.form != new.definition(of: table)?.form,
      !changes.contains(where: {
        $0.table == table && ![.index, .view, .trigger, .rule].contains($0.subject)
      })
    else { return }
    note(.definition, .changed, table)
  }

  // MARK: Indexes, views, triggers

  private mutating func compareObjects() {
    for object in old.objects where object.type != "table" {
      guard let subject = SchemaChange.Subject(rawValue: object.type) else { continue }
      guard let now = new.object(object.type, object.name) else {
        note(subject, .removed, object.table, object.name)
        continue
      }
      if now.form != object.form { note(subject, .changed, object.table, object.name) }
    }
    for object in new.objects
    where object.type != "table" && old.object(object.type, object.name) == nil {
      guard let subject = SchemaChange.Subject(rawValue: object.type) else { continue }
      note(subject, .added, object.table, object.name)
    }
  }
}

extension Declarations {
  /// What is said of a table; every default when nothing is.
  func table(_ name: String) -> TableDeclaration { tables[name] ?? TableDeclaration() }

  /// The name that a column of a table had first.
  func id(of column: String, in table: String) -> String {
    tables[table]?.renamed.first { $0.value == column }?.key ?? column
  }
}

extension TableShape {
  /// Whether two rows made at once with one key are two rows.
  func numbersRows(_ declaration: TableDeclaration) -> Bool {
    hasRowIDKey && declaration.keyOrigin != .natural && !refersByKey
  }
}
