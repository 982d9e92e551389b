import MergeAlgebra

/// A table of the schema as SQLite understands it.
struct TableShape: Equatable, Sendable {
  struct Column: Equatable, Sendable {
    let name: String
    /// The declared type as written.
    let type: String
    /// What SQLite does to values that are stored here.
    let affinity: Affinity
    let isNotNull: Bool
    /// The default's SQL, when there is one.
    let defaultSQL: String?
    /// The default as the column stores it; NULL when there is none or it is no constant.
    let defaultValue: Value
    /// Whether the value is computed, or the column is this file's own: it does not replicate.
    var isGenerated: Bool
    /// How a generated column is computed.
    let generation: Generation?
    /// 1-based position in the primary key; 0 when not part of it.
    let keyPosition: Int

    /// Whether a value keeps its storage class whatever it is (BLOB affinity).
    var hasNoAffinity: Bool { affinity == .none }

    /// Whether SQLite stores integers here for the rule `sum` (INTEGER affinity).
    var hasIntegerAffinity: Bool { type.uppercased().contains("INT") }
  }

  /// The expression of a generated column.
  struct Generation: Equatable, Sendable {
    let sql: String
    /// The columns that it names.
    let columns: [String]
  }

  struct ForeignKey: Equatable, Sendable {
    let columns: [String]
    let parent: String
    /// The parent's columns; its primary key when the schema names none.
    let parentColumns: [String]
    /// How SQLite compares each of them.
    let collations: [String]
    /// What the schema says becomes of the row when its parent is deleted.
    let onDelete: DeleteAction
  }

  /// The action of an `ON DELETE` clause, by SQLite's name for it.
  enum DeleteAction: String, Equatable, Sendable {
    case noAction = "NO ACTION"
    case restrict = "RESTRICT"
    case setNull = "SET NULL"
    case setDefault = "SET DEFAULT"
    case cascade = "CASCADE"
  }

  /// What one term of a unique index compares.
  struct IndexTerm: Equatable, Sendable {
    /// A column's quoted name or an expression in parentheses, over the table's columns.
    let sql: String
    /// The column, when the term is one.
    let column: String?
    let collation: String
  }

  struct UniqueIndex: Equatable, Sendable {
    let name: String
    let terms: [IndexTerm]
    /// The condition of a partial index.
    let condition: String?
  }

  struct Check: Equatable, Sendable {
    let sql: String
    let columns: [String]
  }

  let name: String
  var columns: [Column]
  let isWithoutRowID: Bool
  /// Whether its key is the rowid itself: an INTEGER PRIMARY KEY that is not declared DESC.
  let hasRowIDKey: Bool
  let foreignKeys: [ForeignKey]
  /// Every unique key, the primary key included.
  let uniqueIndexes: [UniqueIndex]
  let checks: [Check]
  /// The columns that are this file's own and hold something.
  var ownColumns: [String] = []

  /// The key columns in key order.
  var key: [String] {
    columns.filter { $0.keyPosition > 0 }.sorted { $0.keyPosition < $1.keyPosition }.map(\.name)
  }

  /// The columns that replicate and are not part of the key, in schema order.
  var cells: [Column] { columns.filter { $0.keyPosition == 0 && !$0.isGenerated } }

  /// Whether the rowid is not one of the columns, so that it must be kept apart.
  var hasHiddenRowID: Bool { !isWithoutRowID && !hasRowIDKey }

  /// A name of the rowid that no column hides; `nil` when there is none.
  var rowIDName: String? {
    guard hasHiddenRowID else { return nil }
    let taken = Set(columns.map { $0.name.lowercased() })
    return ["rowid", "_rowid_", "oid"].first { !taken.contains($0) }
  }

  /// The columns that hold what these columns depend on: instead of a generated one those that it is
  /// computed from.
  func bases(of names: [String]) -> [String] {
    var bases: [String] = []
    for name in names {
      let generation = columns.first { $0.name == name }?.generation
      let found = generation.map { self.bases(of: $0.columns) } ?? [name]
      bases += found.filter { !bases.contains($0) }
    }
    return bases
  }

  /// The columns that hold what a CHECK depends on.
  func bases(of check: Check) -> [String] { bases(of: check.columns) }

  /// The columns that hold what a term of a unique index compares.
  func bases(of term: IndexTerm) -> [String] {
    bases(of: term.column.map { [$0] } ?? columns.map(\.name).filter(term.names))
  }

  /// The columns whose change can make the row collide with another.
  var uniqueColumns: Set<String> {
    let stored = columns.filter { !$0.isGenerated }.map(\.name)
    let named = uniqueIndexes.flatMap(\.terms).map(\.column)
    let isPlain =
      named.allSatisfy { $0.map(stored.contains) ?? false }
      && uniqueIndexes.allSatisfy { $0.condition == nil }
    // An expression, a generated column or a condition may depend on any column.
    return Set(isPlain ? named.compactMap { $0 } : columns.map(\.name))
  }
}

extension TableShape {
  /// The same table with only these columns, and the key, replicating.
  func replicating(only names: Set<String>) -> TableShape {
    var shape = self
    for index in shape.columns.indices
    where shape.columns[index].keyPosition == 0 && !names.contains(shape.columns[index].name) {
      if !shape.columns[index].isGenerated { shape.ownColumns.append(shape.columns[index].name) }
      shape.columns[index].isGenerated = true
    }
    return shape
  }
}
