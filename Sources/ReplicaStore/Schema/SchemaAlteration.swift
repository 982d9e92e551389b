/// Something that another program has done to a table under sync, so that it is no longer the
/// charter's.
///
/// Nothing is sealed, imported or written while it is there.
public struct SchemaAlteration: Equatable, Sendable, CustomStringConvertible {
  /// What was done.
  public enum Kind: String, Sendable, CaseIterable {
    /// The table has a unique key that the charter does not know.
    case ownUniqueKey
    /// A unique key of the charter is gone.
    case missingUniqueKey
    /// The table is gone.
    case missingTable
    /// A column is gone.
    case missingColumn
    /// A column is declared in another way.
    case changedColumn
    /// The table is declared in another way.
    case changedTable
  }

  /// What was done.
  public let kind: Kind
  /// To which table.
  public let table: String
  /// The column or index; empty when the whole table is meant.
  public let name: String
  /// The statement that puts it right, or that makes the table as it should be; `nil` when rows are
  /// lost that SQL cannot bring back.
  public let remedy: String?

  init(_ kind: Kind, of table: String, _ name: String = "", remedy: String? = nil) {
    self.kind = kind
    self.table = table
    self.name = name
    self.remedy = remedy
  }

  /// What was done, in English.
  public var description: String {
    let text =
      switch kind {
      case .ownUniqueKey: "table \"\(table)\" has a unique key \"\(name)\" of its own"
      case .missingUniqueKey: "table \"\(table)\" has lost its unique key \"\(name)\""
      case .missingTable: "table \"\(table)\" is gone"
      case .missingColumn: "table \"\(table)\" has lost its column \"\(name)\""
      case .changedColumn:
        "table \"\(table)\": column \"\(name)\" is not declared as in the charter"
      case .changedTable: "table \"\(table)\" is not declared as in the charter"
      }
    return remedy.map { "\(text): \($0)" } ?? text
  }
}
