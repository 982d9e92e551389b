import MergeAlgebra

/// Asks SQLite what it would make of a row, without touching the live tables.
///
/// An attached database in memory has a copy of each table's definition; the row goes in alone, is
/// looked at and goes out again. So affinity, generated columns, CHECKs and index expressions are
/// SQLite's own and not an imitation of them.
struct Shadow {
  let session: SQLSession

  /// The name of the attached database.
  static let database = "samband_shadow"

  /// What SQLite makes of a row.
  struct Reading {
    /// The row as the columns store it.
    let stored: RowContent
    /// For each unique index the values of its terms; `nil` when the row is not in the index.
    let terms: [[Value]?]
  }

  /// Reads a row as it would be stored.
  ///
  /// Throws `constraint` when the table does not take it.
  func read(_ row: RowContent, in table: TrackedTable) throws -> Reading {
    let name = try shadow(of: table)
    let columns = (table.model.key + table.model.columns.map(\.name)).map(quoted)
    let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try session.run(
      "INSERT OR ABORT INTO \(name)(\(columns.joined(separator: ", "))) VALUES (\(places))",
      row.key + row.cells)
    defer {
      // A statement without conditions on a table of ours cannot fail but for want of memory.
      do { try session.run("DELETE FROM \(name)") } catch { preconditionFailure("\(error)") }
    }
    let indexes = table.shape.uniqueIndexes
    let terms = indexes.flatMap { index in
      ["(\(index.condition ?? "1"))"] + index.terms.map(\.sql)
    }
    let sql = "SELECT \((columns + terms).joined(separator: ", ")) FROM \(name)"
    let reading = try session.first(sql) { result in
      var next = columns.count
      let values = indexes.map { index -> [Value]? in
        defer { next += 1 + index.terms.count }
        let isInIndex = result.integer(next) != 0
        return isInIndex ? result.values(from: next + 1, count: index.terms.count) : nil
      }
      return Reading(
        stored: RowContent(
          key: result.values(from: 0, count: table.model.key.count),
          cells: result.values(from: table.model.key.count, count: table.model.columns.count)),
        terms: values)
    }
    guard let reading else { throw StoreError(.constraint, "\(table.name) does not keep the row") }
    return reading
  }

  /// The copy's name, made when it is first asked for, and again when the table has changed.
  private func shadow(of table: TrackedTable) throws -> String {
    let name = "\(Self.database).\(quoted(table.name))"
    let definitions = "\(Self.database).samband_definition"
    try session.run("CREATE TABLE IF NOT EXISTS \(definitions)(name TEXT PRIMARY KEY, sql TEXT)")
    let isCurrent = try session.hasRow(
      """
      SELECT 1 FROM \(definitions) AS d JOIN main.sqlite_schema AS s
      ON s.type = 'table' AND s.name = d.name AND s.sql = d.sql WHERE d.name = ?1
      """, [.text(table.name)])
    if !isCurrent {
      let sql = try session.first(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1",
        [.text(table.name)]
      ) { $0.string(0) }
      try session.run("DROP TABLE IF EXISTS \(name)")
      try session.run(try Self.renamed(sql ?? "", to: name))
      try session.run(
        "INSERT OR REPLACE INTO \(definitions)(name, sql) VALUES (?1, ?2)",
        [.text(table.name), .text(sql ?? "")])
    }
    return name
  }

  /// The same CREATE TABLE for another name.
  static func renamed(_ sql: String, to name: String) throws -> String {
    let scanned = SQLTokens(sql)
    guard let open = scanned.tokens.firstIndex(where: { $0.isSymbol("(") }) else {
      throw StoreError(.storage, "the definition of a table does not read: \(sql.prefix(80))")
    }
    let body = scanned.text(of: open..<scanned.tokens.count)
    return "CREATE TABLE \(name)\(body)"
  }
}
