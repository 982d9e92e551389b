/// A member of a collaboration as the charter in force names it.
public struct Member: Equatable, Sendable {
  /// The identifier: `laerdal`.
  public let id: MemberID
  /// The name that people read: `Lærdal`.
  public let name: String
  /// What owner columns hold for this member: `4642`; the identifier unless told.
  public let ownerKey: String
  /// When it left, in milliseconds since 1970-01-01T00:00Z; `nil` while it takes part.
  ///
  /// Its rows stay, so it still is a member that owner columns may name.
  public let left: Int64?

  /// Names a member.
  public init(id: MemberID, name: String, ownerKey: String, left: Int64? = nil) {
    self.id = id
    self.name = name
    self.ownerKey = ownerKey
    self.left = left
  }
}

/// What merging needs to know of the charter in force.
public struct Collaboration: Equatable, Sendable {
  /// The charter's version.
  public let charterVersion: Int64
  /// The member that coordinates.
  public let coordinator: MemberID
  /// All members, the coordinator among them, in charter order.
  public let members: [Member]
  /// What the rules document says of the tables.
  public let declarations: Declarations

  /// Describes a collaboration.
  public init(
    charterVersion: Int64, coordinator: MemberID, members: [Member], declarations: Declarations
  ) {
    self.charterVersion = charterVersion
    self.coordinator = coordinator
    self.members = members
    self.declarations = declarations
  }

  /// The member that an owner column names; the coordinator when the column is NULL.
  ///
  /// `nil` when the column holds something that names no member.
  public func owner(named value: Value) -> MemberID? {
    if value.isNull { return coordinator }
    return members.first { member in
      if case .integer(let number) = value { return String(number) == member.ownerKey }
      return value == .text(member.ownerKey)
    }?.id
  }
}
