import MergeAlgebra

/// The journal table and the triggers of one tracked table (protocol §2).
///
/// A journal row: `op` (1 insert, 2 update, 3 delete, 4 about to collide), `time` in milliseconds,
/// the key columns `k0…`, 62 changed-column bits per `m0…`, and old values `o0…` (all of them for 3
/// and 4; for 2 only those that sealing cannot find elsewhere). A row that leaves its key for another
/// has ``movedMark`` in `m0`. No constraints: under an outer
/// INSERT OR IGNORE a constraint here would silently lose the capture.
struct CaptureTriggers {
  let number: Int64
  let shape: TableShape
  let model: TableModel
  let me: MemberID
  let collaboration: Collaboration

  static let bitsPerMask = 62

  /// What stands among the bits of a delete that is a change of the key.
  static let movedMark = 1

  var journal: String { "samband_journal_\(number)" }
  var maskCount: Int {
    max(1, (model.columns.count + Self.bitsPerMask - 1) / Self.bitsPerMask)
  }

  var createJournal: String {
    let columns =
      ["seq INTEGER PRIMARY KEY", "op", "time"] + model.key.indices.map { "k\($0)" }
      + (0..<maskCount).map { "m\($0)" } + model.columns.indices.map { "o\($0)" }
    return "CREATE TABLE \(journal)(\(columns.joined(separator: ", ")))"
  }

  /// The triggers by name, in the order in which they are made.
  var triggers: [(name: String, sql: String)] {
    let on = "ON \(quoted(shape.name)) FOR EACH ROW"
    let guards = WriteGuards(
      shape: shape, model: model, me: me, collaboration: collaboration)
    var result = [
      make("insert", "AFTER INSERT \(on)", [entry(1, "NEW")]),
      make("update", "AFTER UPDATE \(on) WHEN NOT (\(keyChanged))", [updateEntry]),
      make(
        "rekey", "AFTER UPDATE \(on) WHEN \(keyChanged)",
        [oldEntry(3, isMoved: true), entry(1, "NEW")]),
      make("delete", "AFTER DELETE \(on)", [oldEntry(3)]),
    ]
    if !shape.uniqueIndexes.isEmpty {
      let unique = shape.columns.map(\.name).filter(shape.uniqueColumns.contains)
      let rowID = shape.rowIDName.map { ["OLD.\($0) IS NOT NEW.\($0)"] } ?? []
      let moves = (unique.map(changed) + rowID).joined(separator: " OR ")
      let others = model.key.map { differs(quoted($0), "OLD.\(quoted($0))") }
      result.append(make("probe_insert", "BEFORE INSERT \(on)", probes(among: nil)))
      result.append(
        make(
          "probe_update", "BEFORE UPDATE \(on) WHEN \(moves)",
          probes(among: others.joined(separator: " OR "))))
    }
    for (name, event, statements) in guards.triggers {
      result.append(make(name, "\(event) \(on)", statements))
    }
    return result
  }

  private func make(_ name: String, _ head: String, _ statements: [String]) -> (String, String) {
    let name = "samband_\(number)_\(name)"
    let body = statements.map { $0 + ";" }.joined(separator: "\n  ")
    return (name, "CREATE TRIGGER \(name) \(head)\nBEGIN\n  \(body)\nEND")
  }

  private static let now = "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"

  private var keyNames: String { model.key.indices.map { "k\($0)" }.joined(separator: ", ") }
  private var maskNames: String { (0..<maskCount).map { "m\($0)" }.joined(separator: ", ") }
  private var oldNames: String {
    model.columns.indices.map { "o\($0)" }.joined(separator: ", ")
  }

  private func keys(_ row: String) -> String {
    model.key.map { "\(row).\(quoted($0))" }.joined(separator: ", ")
  }

  private func entry(_ operation: Int, _ row: String) -> String {
    "INSERT INTO \(journal)(op, time, \(keyNames)) VALUES (\(operation), \(Self.now), \(keys(row)))"
  }

  /// A journal row with every old value.
  private func oldEntry(_ operation: Int, isMoved: Bool = false) -> String {
    let names = (isMoved ? ", m0" : "") + (model.columns.isEmpty ? "" : ", \(oldNames)")
    let values =
      (isMoved ? ", \(Self.movedMark)" : "")
      + model.columns.map { ", OLD.\(quoted($0.name))" }.joined()
    return "INSERT INTO \(journal)(op, time, \(keyNames)\(names)) "
      + "VALUES (\(operation), \(Self.now), \(keys("OLD"))\(values))"
  }

  private var updateEntry: String {
    let kept = model.columns.indices.filter(mustKeepOld)
    let names = kept.map { ", o\($0)" }.joined()
    let values = kept.map { index in
      let old = "OLD.\(quoted(model.columns[index].name))"
      if isReference(index) { return ", \(old)" }
      return ", CASE WHEN typeof(\(old)) = 'real' AND \(old) = 0 THEN \(old) END"
    }
    return "INSERT INTO \(journal)(op, time, \(keyNames), \(maskNames)\(names)) "
      + "VALUES (2, \(Self.now), \(keys("NEW")), \(masks.joined(separator: ", "))\(values.joined()))"
  }

  /// Where a zero keeps its sign, which SQL cannot compare, the old zero is kept beside; and what a
  /// row referred to, since the row that nobody refers to any more may have to go.
  func mustKeepOld(_ column: Int) -> Bool {
    shape.cells[column].hasNoAffinity || isReference(column)
  }

  private func isReference(_ column: Int) -> Bool {
    shape.foreignKeys.contains { $0.columns.contains(model.columns[column].name) }
  }

  private var masks: [String] {
    (0..<maskCount).map { mask in
      let first = mask * Self.bitsPerMask
      let last = min(first + Self.bitsPerMask, model.columns.count)
      let bits = (first..<max(first, last)).map { column in
        "((\(changed(model.columns[column].name))) << \(column - first))"
      }
      return bits.isEmpty ? "0" : bits.joined(separator: " | ")
    }
  }

  /// Compares bits as far as SQL can; the column's own collation would hide 'hei' → 'HEI'.
  private func changed(_ column: String) -> String {
    differs("OLD.\(quoted(column))", "NEW.\(quoted(column))")
  }

  private func differs(_ first: String, _ second: String) -> String {
    "\(first) IS NOT \(second) COLLATE BINARY OR typeof(\(first)) <> typeof(\(second))"
  }

  /// A key 0.0 may have become -0.0, which SQL cannot see: then old and new values tell.
  private var keyChanged: String {
    let zeros = shape.columns.filter { $0.keyPosition > 0 && $0.hasNoAffinity }.map {
      "typeof(OLD.\(quoted($0.name))) = 'real' AND OLD.\(quoted($0.name)) = 0"
    }
    return (model.key.map(changed) + zeros).joined(separator: " OR ")
  }

  /// One statement per unique index that journals the rows which a REPLACE is about to delete.
  ///
  /// While `recursive_triggers` is off SQLite deletes them without telling any trigger.
  private func probes(among others: String?) -> [String] {
    // A hidden rowid is a unique key too, for those who name it.
    let rowID = shape.rowIDName.map { ["\($0) = NEW.\($0)"] } ?? []
    return (shape.uniqueIndexes.map(shape.collision) + rowID).map { collision in
      let keys = model.key.map(quoted).joined(separator: ", ")
      let names = model.columns.isEmpty ? "" : ", \(oldNames)"
      let values = model.columns.map { ", \(quoted($0.name))" }.joined()
      return "INSERT INTO \(journal)(op, time, \(keyNames)\(names)) "
        + "SELECT 4, \(Self.now), \(keys)\(values) FROM \(quoted(shape.name)) "
        + "WHERE \(collision)" + (others.map { " AND (\($0))" } ?? "")
    }
  }
}

extension TableShape {
  /// A condition on the table's rows, inside a trigger: collides with NEW in this unique index.
  func collision(in index: UniqueIndex) -> String {
    let matches = index.terms.map { term in
      "\(term.sql) COLLATE \(quoted(term.collation)) = "
        + (term.column.map(newValue) ?? onNewRow(term.sql))
    }
    let conditions = index.condition.map { ["(\($0))", onNewRow("(\($0))")] } ?? []
    return (matches + conditions).joined(separator: " AND ")
  }

  /// An expression over the table's columns, evaluated on the new row.
  private func onNewRow(_ expression: String) -> String {
    let values = columns.map { "\(newValue($0.name)) AS \(quoted($0.name))" }
    return "(SELECT \(expression) FROM (SELECT \(values.joined(separator: ", "))))"
  }

  /// A column of the new row; REPLACE puts the default where NULL may not be.
  private func newValue(_ name: String) -> String {
    let value = "NEW.\(quoted(name))"
    guard let column = columns.first(where: { $0.name == name }), column.isNotNull,
      let value = DefaultLiteral.sql(of: column).map({ "coalesce(\(value), \($0))" })
    else { return value }
    return value
  }
}
