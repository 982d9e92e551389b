/// The SQL that gives a table without a primary key one, in a new table of the same name.
struct MissingKey {
  let shape: TableShape
  /// Its CREATE TABLE statement.
  let sql: String
  /// What makes its indexes and triggers, which go with the old table.
  let dependents: [String]
  let takenNames: Set<String>

  /// Both ways, as scripts to run as they are; says so when one of them is not possible.
  func advice(_ session: SQLSession) throws -> String {
    var lines = ["add one, in one of these two ways, each to be run as it is:"]
    lines += ["-- 1. number its rows"] + numbering
    if let obstacle = try obstacleToValues(session) {
      lines.append("-- 2. all its columns together cannot be the key: \(obstacle)")
    } else {
      lines += ["-- 2. or make all its columns together the key"] + values
    }
    return lines.joined(separator: "\n")
  }

  private var columns: [String] { shape.columns.filter { !$0.isGenerated }.map(\.name) }

  /// A column for the rowid.
  private var numbering: [String] {
    let taken = Set(shape.columns.map { $0.name.lowercased() })
    let names = ["id", "\(shape.name)_id"] + (1...taken.count + 1).map { "id\($0)" }
    let name = names.first { !taken.contains($0.lowercased()) } ?? "id"
    return rebuilt(
      before: "\(quoted(name)) INTEGER PRIMARY KEY, ", after: "",
      copied: ([name] + columns).map(quoted),
      from: [shape.rowIDName ?? "NULL"] + columns.map(quoted))
  }

  private var values: [String] {
    let key = columns.map(quoted).joined(separator: ", ")
    return rebuilt(
      before: "", after: ", PRIMARY KEY(\(key))", copied: columns.map(quoted),
      from: columns.map(quoted))
  }

  private func rebuilt(
    before: String, after: String, copied: [String], from: [String]
  ) -> [String] {
    let scanned = SQLTokens(sql)
    let open = scanned.tokens.firstIndex { $0.isSymbol("(") } ?? 0
    let close = scanned.closing(open)
    let body = scanned.text(of: open + 1..<close)
    let options =
      close + 1 < scanned.tokens.count
      ? " " + scanned.text(of: close + 1..<scanned.tokens.count) : ""
    let temporary = temporaryName
    return [
      // Otherwise SQLite would follow the names into views, triggers and references.
      "PRAGMA foreign_keys = OFF;", "PRAGMA legacy_alter_table = ON;", "BEGIN;",
      "CREATE TABLE \(quoted(temporary))(\(before)\(body)\(after))\(options);",
      "INSERT INTO \(quoted(temporary))(\(copied.joined(separator: ", ")))",
      "  SELECT \(from.joined(separator: ", ")) FROM \(quoted(shape.name));",
      "DROP TABLE \(quoted(shape.name));",
      "ALTER TABLE \(quoted(temporary)) RENAME TO \(quoted(shape.name));",
    ] + dependents + ["COMMIT;"]
  }

  private var temporaryName: String {
    var name = "\(shape.name)_new"
    while takenNames.contains(name.lowercased()) { name += "_new" }
    return name
  }

  /// Why the values cannot be the key; `nil` when they can.
  private func obstacleToValues(_ session: SQLSession) throws -> String? {
    for name in columns {
      let isThere = try session.first(
        "SELECT 1 FROM \(quoted(shape.name)) WHERE \(quoted(name)) IS NULL LIMIT 1"
      ) { _ in true }
      if isThere != nil { return "\(name) is NULL in some rows" }
    }
    let names = columns.map(quoted).joined(separator: ", ")
    let twins = try session.first(
      "SELECT 1 FROM \(quoted(shape.name)) GROUP BY \(names) HAVING count(*) > 1 LIMIT 1"
    ) { _ in true }
    return twins == nil ? nil : "some rows are equal in all of them"
  }
}
