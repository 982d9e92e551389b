/// What the rules document says of a collaboration's tables.
///
/// Everything may be left out.
public struct Declarations: Equatable, Sendable {
  /// By table name.
  public var tables: [String: TableDeclaration]
  /// By the name of one of the user's triggers; those that are not named stay silent for merged
  /// rows.
  public var triggers: [String: TriggerRule]

  /// Declares the tables.
  public init(tables: [String: TableDeclaration] = [:], triggers: [String: TriggerRule] = [:]) {
    self.tables = tables
    self.triggers = triggers
  }
}

/// For which edits one of the user's triggers runs besides the user's own.
public enum TriggerRule: String, Hashable, Sendable {
  /// For rows that a merge has changed, too.
  case merged
}

/// Who may hold a table's rows.
public enum Audience: String, Hashable, Sendable {
  /// All members.
  case everyone
  /// The row's owner and the coordinator.
  case coordinator
  /// The owner's replicas.
  case member
  /// This file only; such a table is not tracked at all.
  case local
}

/// Who may write a table's rows.
public enum WriteRule: String, Hashable, Sendable {
  /// Every member who may hold them.
  case anyone
  /// The member who owns the row.
  case owner
  /// The coordinator.
  case coordinator
}

/// What becomes of a child whose parent is gone.
public enum MissingParentRule: String, Hashable, Sendable {
  /// The parent comes back.
  case revive
  /// The child goes too.
  case cascade
  /// The reference shows NULL.
  case clear
}

/// What becomes of a row that collides with an earlier one in a unique key.
public enum CollisionRule: String, Hashable, Sendable {
  /// It waits, listed, until the place is free.
  case setAside
  /// It becomes part of the earlier one.
  case merge
}

/// Where the values of a table's primary key come from.
public enum KeyOrigin: String, Hashable, Sendable {
  /// From the world: who inserts the same key means the same row.
  case natural
  /// From SQLite, which numbers rows: two rows made at once with one number are two rows.
  case generated
}

/// What the rules document says of one table.
public struct TableDeclaration: Equatable, Sendable {
  /// Who may hold the rows.
  public var audience: Audience = .everyone
  /// The column that names the owning member.
  public var owner: String?
  /// Who may write the rows.
  public var write: WriteRule = .anyone
  /// When a deleted and edited row lives.
  public var deletion: DeletionRule = .keepEdited
  /// Whether all columns merge as one.
  public var mergesWholeRow = false
  /// Columns that merge together.
  public var groups: [[String]] = []
  /// By column name.
  public var columns: [String: ColumnDeclaration] = [:]
  /// Where its keys come from; `nil` leaves it to the schema: an INTEGER PRIMARY KEY is generated
  /// unless it refers to another table.
  public var keyOrigin: KeyOrigin?
  /// Columns that were renamed: the name that a column had first, and the one it has now.
  public var renamed: [String: String] = [:]
  /// By column names.
  public var foreignKeys: [[String]: MissingParentRule] = [:]
  /// By column names.
  public var unique: [[String]: CollisionRule] = [:]

  /// A table with every default.
  public init() {}
}

/// What the rules document says of one column.
public struct ColumnDeclaration: Equatable, Sendable {
  /// How the visible value is chosen; `latest` when left out.
  public var rule: Rule?
  /// Whether it is set once.
  public var isFixed: Bool
  /// Whether it holds personal data.
  public var isPersonal: Bool

  /// Declares a column.
  public init(rule: Rule? = nil, isFixed: Bool = false, isPersonal: Bool = false) {
    self.rule = rule
    self.isFixed = isFixed
    self.isPersonal = isPersonal
  }
}
