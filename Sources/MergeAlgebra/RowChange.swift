/// What a change set does to one row.
public struct RowChange: Equatable, Sendable {
  /// The three operations.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// The row starts, or starts anew after a delete that its author had seen.
    case insert = 1
    /// Some units of a living row are written.
    case update = 2
    /// The row ends; its edits are what was written since the author's last change set.
    case delete = 3
  }

  /// Insert, update or delete.
  public let kind: Kind
  /// Who and when.
  public let stamp: Stamp
  /// The units that are written; each unit at most once.
  public let edits: [UnitEdit]

  /// Describes a change of a row.
  public init(_ kind: Kind, _ stamp: Stamp, _ edits: [UnitEdit]) {
    self.kind = kind
    self.stamp = stamp
    self.edits = edits
  }
}

/// What a change does to one unit of a row.
public struct UnitEdit: Equatable, Sendable {
  /// The shapes of an edit.
  public enum Content: Equatable, Sendable {
    /// All cells of a unit.
    case write([Value], Standing)
    /// Elements of a `union` column.
    case elements(adding: [Element], removing: [Element])
    /// A difference of a `sum` column.
    case difference(Int64)
  }

  /// The unit's index in the table model.
  public let unit: Int
  /// What is done to it.
  public let content: Content

  /// Describes an edit of the unit with this index.
  public init(unit: Int, _ content: Content) {
    self.unit = unit
    self.content = content
  }
}
