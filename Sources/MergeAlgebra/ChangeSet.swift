/// What the author of a change set signs, apart from the rows themselves.
public struct ChangeSetHead: Equatable, Sendable {
  /// The change set's name.
  public var dot: Dot
  /// The hash of the change set before it in its stream; `nil` for the first.
  public var previous: ContentHash?
  /// What its author had seen that the author of the previous one in the stream had not.
  public var contextDifference: VersionVector
  /// The charter that its author knew.
  public var charterVersion: Int64
  /// When it was sealed: milliseconds since 1970-01-01T00:00Z by the author's clock.
  public var time: Int64
  /// What the author says of it.
  public var note: String

  /// Describes a change set.
  public init(
    dot: Dot, previous: ContentHash?, contextDifference: VersionVector, charterVersion: Int64,
    time: Int64, note: String
  ) {
    self.dot = dot
    self.previous = previous
    self.contextDifference = contextDifference
    self.charterVersion = charterVersion
    self.time = time
    self.note = note
  }
}

/// Rows of one table to which one operation writes the same columns.
public struct OperationGroup: Equatable, Sendable {
  /// The table's name.
  public var table: String
  /// Insert, update or delete.
  public var kind: RowChange.Kind
  /// The columns that are written, key columns not among them, in schema order.
  public var columns: [String]
  /// Those of the columns whose writes are suggestions.
  public var suggested: [String]
  /// In key order.
  public var rows: [Row]

  /// One row of a group.
  public struct Row: Equatable, Sendable {
    /// The key.
    public var key: RowKey
    /// When the row was last edited: milliseconds since 1970-01-01T00:00Z.
    public var time: Int64
    /// One per column of the group.
    public var cells: [Cell]

    /// Describes a row.
    public init(key: RowKey, time: Int64, cells: [Cell]) {
      self.key = key
      self.time = time
      self.cells = cells
    }
  }

  /// What is written to one column of one row.
  public enum Cell: Equatable, Sendable {
    /// The value itself.
    case value(Value)
    /// Elements of a `union` column.
    case elements(adding: [Element], removing: [Element])
    /// A difference of a `sum` column.
    case difference(Int64)
  }

  /// Describes a group of rows.
  public init(
    table: String, kind: RowChange.Kind, columns: [String], suggested: [String] = [], rows: [Row]
  ) {
    self.table = table
    self.kind = kind
    self.columns = columns
    self.suggested = suggested
    self.rows = rows
  }
}
