import MergeAlgebra

/// Reads the user's tables from the database.
struct SchemaReader {
  let session: SQLSession

  /// The user's ordinary tables in name order; ours, SQLite's and virtual tables left out.
  func tables() throws -> [TableShape] {
    let names = try session.rows(
      """
      SELECT name, wr FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT LIKE 'samband\\_%' ESCAPE '\\' ORDER BY name
      """
    ) { (name: $0.string(0), isWithoutRowID: $0.integer(1) == 1) }
    return try names.map { try table($0.name, isWithoutRowID: $0.isWithoutRowID) }
  }

  /// The SQL of the user's triggers by name.
  func triggers() throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try session.rows(
        """
        SELECT name, sql FROM sqlite_schema
        WHERE type = 'trigger' AND name NOT LIKE 'samband\\_%' ESCAPE '\\'
        """
      ) { ($0.string(0), $0.string(1)) })
  }

  private func table(_ name: String, isWithoutRowID: Bool) throws -> TableShape {
    let sql = try session.first(
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", [.text(name)]
    ) { $0.string(0) }
    let names = try session.rows("SELECT name FROM pragma_table_xinfo(?1)", [.text(name)]) {
      $0.string(0)
    }
    let generations = Self.generations(in: sql ?? "", names)
    let columns = try session.rows(
      "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1)",
      [.text(name)]
    ) { row in
      let defaultSQL = row.isNull(3) ? nil : row.string(3)
      return TableShape.Column(
        name: row.string(0), type: row.string(1), affinity: Affinity(row.string(1)),
        isNotNull: row.integer(2) == 1,
        defaultSQL: defaultSQL,
        defaultValue: try DefaultLiteral.value(of: defaultSQL, type: row.string(1), session),
        isGenerated: row.integer(5) >= 2,
        generation: row.integer(5) >= 2 ? generations[row.string(0).lowercased()] : nil,
        keyPosition: Int(row.integer(4)))
    }
    let keys = columns.filter { $0.keyPosition > 0 }
    // A key that is declared DESC has an index of its own and is not the rowid.
    let keyIndex = try session.first(
      "SELECT 1 FROM pragma_index_list(?1) WHERE origin = 'pk'", [.text(name)]
    ) { _ in true }
    let hasRowIDKey =
      !isWithoutRowID && keys.count == 1 && keys[0].type.uppercased() == "INTEGER"
      && keyIndex == nil
    return TableShape(
      name: name, columns: columns, isWithoutRowID: isWithoutRowID, hasRowIDKey: hasRowIDKey,
      foreignKeys: try foreignKeys(of: name),
      uniqueIndexes: try uniqueIndexes(of: name, rowIDKey: hasRowIDKey ? keys[0].name : nil),
      checks: Self.checks(in: sql ?? "", names))
  }

  private func foreignKeys(of table: String) throws -> [TableShape.ForeignKey] {
    struct Part {
      let id: Int64
      let parent: String
      let column: String
      let parentColumn: String?
      let onDelete: String
    }
    let parts = try session.rows(
      """
      SELECT id, "table", "from", "to", on_delete FROM pragma_foreign_key_list(?1)
      ORDER BY id, seq
      """, [.text(table)]
    ) { row in
      Part(
        id: row.integer(0), parent: row.string(1), column: row.string(2),
        parentColumn: row.isNull(3) ? nil : row.string(3), onDelete: row.string(4))
    }
    return try Dictionary(grouping: parts, by: \.id).sorted { $0.key < $1.key }.map { _, parts in
      let named = parts.compactMap(\.parentColumn)
      let parent = try session.first(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name = ?1 COLLATE NOCASE",
        [.text(parts[0].parent)]
      ) { $0.string(0) }
      let theirs = try session.rows(
        "SELECT name, pk FROM pragma_table_xinfo(?1) ORDER BY pk", [.text(parts[0].parent)]
      ) { (name: $0.string(0), position: $0.integer(1)) }
      let columns =
        named.count == parts.count
        ? named.map { name in
          theirs.first { $0.name.lowercased() == name.lowercased() }?.name ?? name
        } : theirs.filter { $0.position > 0 }.map(\.name)
      return TableShape.ForeignKey(
        columns: parts.map(\.column), parent: parent ?? parts[0].parent, parentColumns: columns,
        collations: try collations(of: columns, in: parts[0].parent),
        onDelete: TableShape.DeleteAction(rawValue: parts[0].onDelete) ?? .noAction)
    }
  }

  /// How the unique key on these columns compares them; BINARY when the rowid is the key.
  private func collations(of columns: [String], in table: String) throws -> [String] {
    let terms = try session.rows(
      """
      SELECT l.name, x.name, x.coll FROM pragma_index_list(?1) AS l, pragma_index_xinfo(l.name) AS x
      WHERE l."unique" = 1 AND l.partial = 0 AND x.key = 1
      """, [.text(table)]
    ) { (index: $0.string(0), column: $0.string(1), collation: $0.string(2)) }
    let index = Dictionary(grouping: terms, by: \.index).sorted { $0.key < $1.key }
      .first { Set($0.value.map(\.column)) == Set(columns) }
    return columns.map { name in
      index?.value.first { $0.column == name }?.collation ?? "BINARY"
    }
  }

  private func uniqueIndexes(
    of table: String, rowIDKey: String?
  ) throws -> [TableShape.UniqueIndex] {
    let indexes = try session.rows(
      """
      SELECT l.name, s.sql FROM pragma_index_list(?1) AS l
      LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = l.name
      WHERE l."unique" = 1 ORDER BY l.name
      """, [.text(table)]
    ) { (name: $0.string(0), sql: $0.isNull(1) ? nil : $0.string(1)) }
    var result = try indexes.map { try uniqueIndex($0.name, sql: $0.sql) }
    if let rowIDKey {
      // The rowid itself is the key and has no index of its own.
      let term = TableShape.IndexTerm(
        sql: quoted(rowIDKey), column: rowIDKey, collation: "BINARY")
      result.append(TableShape.UniqueIndex(name: "", terms: [term], condition: nil))
    }
    return result
  }

  private func uniqueIndex(_ name: String, sql: String?) throws -> TableShape.UniqueIndex {
    let columns = try session.rows(
      "SELECT cid, name, coll FROM pragma_index_xinfo(?1) WHERE key = 1 ORDER BY seqno",
      [.text(name)]
    ) { row in
      (column: row.integer(0) >= 0 ? row.string(1) : nil as String?, collation: row.string(2))
    }
    let (expressions, condition) = Self.indexParts(sql ?? "")
    let terms = columns.enumerated().map { position, term in
      let expression = expressions.indices.contains(position) ? expressions[position] : ""
      return TableShape.IndexTerm(
        sql: term.column.map(quoted) ?? "(\(expression))", column: term.column,
        collation: term.collation)
    }
    return TableShape.UniqueIndex(name: name, terms: terms, condition: condition)
  }

  /// The terms and the condition of a CREATE INDEX statement.
  static func indexParts(_ sql: String) -> (terms: [String], condition: String?) {
    let scanned = SQLTokens(sql)
    guard let open = scanned.tokens.firstIndex(where: { $0.isSymbol("(") }) else {
      return ([], nil)
    }
    let close = scanned.closing(open)
    let terms = scanned.parts(of: open + 1..<close).map { part in
      let words = part.filter {
        !scanned.tokens[$0].isWord("ASC") && !scanned.tokens[$0].isWord("DESC")
      }
      guard let first = words.first, let last = words.last else { return "" }
      return scanned.text(of: first..<last + 1)
    }
    guard
      let start = scanned.tokens[close...].firstIndex(where: { $0.isWord("WHERE") })
    else { return (terms, nil) }
    return (terms, scanned.text(of: start + 1..<scanned.tokens.count))
  }
}
