import MergeAlgebra

/// A table as people fill it in: its columns, and what each of them may hold.
public struct RecordTable: Sendable {
  /// The table's name in the schema.
  public let name: String
  /// The key columns, in the order of the key.
  public let key: [String]
  /// The columns under sync: those of the key first, then the others in schema order.
  public let columns: [RecordColumn]
  /// The other unique keys that are made of plain columns and hold for every row.
  public let unique: [[String]]
  /// To what rows of other tables the rows refer.
  public let references: [RecordReference]
  /// What the rules say of the table.
  public let declaration: TableDeclaration
  /// Whether SQLite numbers the rows.
  public let isNumbered: Bool

  /// The key column for which a value can be made that nobody else takes; `nil` when the key means
  /// something, or SQLite numbers the rows.
  public var madeKey: RecordColumn? {
    guard key.count == 1, let column = column(key[0]), reference(column.name) == nil,
      column.kind == .text || column.kind == .any, declaration.owner != column.name
    else { return nil }
    let limits = column.restriction
    return limits.choices.isEmpty && limits.length == nil && limits.form == nil ? column : nil
  }

  /// The column with this name.
  public func column(_ name: String) -> RecordColumn? { columns.first { $0.name == name } }

  /// The place of a column.
  public func place(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The reference that is this one column, if there is one.
  public func reference(_ column: String) -> RecordReference? {
    references.first { $0.columns == [column] }
  }
}

/// A column as people fill it in.
public struct RecordColumn: Sendable {
  /// What SQLite makes of what is stored.
  public enum Kind: Sendable {
    /// Texts.
    case text
    /// Whole numbers.
    case integer
    /// Numbers with a fraction.
    case real
    /// Numbers, with or without a fraction.
    case numeric
    /// Anything, as it is.
    case any
  }

  /// The name in the schema.
  public let name: String
  /// What SQLite makes of what is stored.
  public let kind: Kind
  /// Whether it is part of the key.
  public let isKey: Bool
  /// Whether it may be NULL.
  public let isNullable: Bool
  /// Whether SQLite knows what to store when nothing is given.
  public let hasDefault: Bool
  /// The default, when it is a constant; else NULL.
  public let defaultValue: Value
  /// Whether it is set once.
  public let isFixed: Bool
  /// How what is shown is chosen; `nil` for a part of the key.
  public let rule: Rule?
  /// What the schema's CHECKs say of it.
  public let restriction: ColumnRestriction

  /// Whether a new row must say something here.
  public var isRequired: Bool { !isNullable && !hasDefault }
  /// Whether it holds a set, as a JSON array.
  public var isSet: Bool { rule == .union }
}

/// Columns whose values are those of a row in another table.
public struct RecordReference: Sendable {
  /// The columns that refer.
  public let columns: [String]
  /// The table that they refer to.
  public let parent: String
  /// The columns there.
  public let parentColumns: [String]
  /// Whether the row goes when the other one is deleted.
  public let cascades: Bool
}

extension RecordTable {
  init(_ table: TrackedTable) {
    let shape = table.shape
    let model = table.model
    name = model.name
    key = model.key
    declaration = model.declaration
    isNumbered = table.isNumbered
    let cells = shape.columns.filter { !$0.isGenerated }
    let names = model.key + model.columns.map(\.name)
    columns = names.compactMap { name in
      cells.first { $0.name == name }.map { RecordColumn($0, table) }
    }
    unique = shape.uniqueIndexes.compactMap { index in
      let columns = index.terms.compactMap(\.column)
      let isPlain = index.condition == nil && columns.count == index.terms.count
      return isPlain && Set(columns) != Set(model.key) ? columns : nil
    }
    references = shape.foreignKeys.map { key in
      RecordReference(
        columns: key.columns, parent: key.parent, parentColumns: key.parentColumns,
        cascades: key.onDelete == .cascade)
    }
  }
}

extension RecordColumn {
  fileprivate init(_ column: TableShape.Column, _ table: TrackedTable) {
    name = column.name
    kind =
      switch column.affinity {
      case .text: .text
      case .real: .real
      case .numeric: column.hasIntegerAffinity ? .integer : .numeric
      case .none: .any
      }
    isKey = column.keyPosition > 0
    isNullable = !column.isNotNull && !isKey
    hasDefault = column.defaultSQL != nil || (isKey && table.shape.hasRowIDKey)
    defaultValue = column.defaultValue
    let cell = table.model.columns.firstIndex { $0.name == column.name }
    isFixed = cell.map { table.model.columns[$0].isFixed } ?? false
    rule = cell.map { table.model.units[table.model.unit(holding: $0)].rule }
    restriction = table.shape.checks.filter { $0.columns == [column.name] }
      .reduce(into: ColumnRestriction()) { $0.read($1.sql, of: column.name) }
  }
}
