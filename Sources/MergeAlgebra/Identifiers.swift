/// A member of a collaboration: a municipality, or the coordinator (`laerdal`, `region`).
///
/// Lower-case ASCII letters, digits and single hyphens, starting with a letter, at most 40 bytes;
/// so it can stand in a stream name and in a file name on any file system.
public struct MemberID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let name: String

  /// Accepts a well-formed member id; `nil` otherwise.
  public init?(_ name: String) {
    guard Self.isWellFormed(name, limit: 40) else { return nil }
    self.name = name
  }

  /// The text as it is written.
  public var description: String { name }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  static func isWellFormed(_ name: some StringProtocol, limit: Int) -> Bool {
    guard let first = name.utf8.first, isLetter(first), name.utf8.count <= limit else {
      return false
    }
    var previous = first
    for byte in name.utf8 {
      let isHyphen = byte == UInt8(ascii: "-")
      guard isLetter(byte) || isDigit(byte) || isHyphen else { return false }
      if isHyphen && previous == byte { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// One SQLite file on one computer, named by its member and its key: `laerdal-7q2k9f3m`.
public struct ReplicaID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let name: String

  /// Accepts `MEMBER-TOKEN`; `nil` otherwise.
  public init?(_ name: String) {
    guard MemberID.isWellFormed(name, limit: 60), let hyphen = name.lastIndex(of: "-"),
      MemberID(String(name[..<hyphen])) != nil
    else { return nil }
    self.name = name
  }

  /// Names a replica of a member by a token made from its key, which has no hyphen.
  public init?(member: MemberID, token: String) {
    if token.utf8.contains(UInt8(ascii: "-")) { return nil }
    self.init("\(member.name)-\(token)")
  }

  /// The text as it is written.
  public var description: String { name }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}

/// A collaboration's identifier: a readable name and a random token.
public struct CollaborationID: Hashable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let name: String

  /// Accepts the same alphabet as a member id, at most 80 bytes; `nil` otherwise.
  public init?(_ name: String) {
    guard MemberID.isWellFormed(name, limit: 80) else { return nil }
    self.name = name
  }

  /// The text as it is written.
  public var description: String { name }
}

/// Who holds a table's rows, as a set of replicas.
///
/// A circle is at least as wide as another when everyone who holds the other's rows holds its own.
public enum Circle: Hashable, Sendable, CustomStringConvertible {
  /// All members.
  case everyone
  /// One member and the coordinator.
  case between(MemberID)
  /// The replicas of one member.
  case within(MemberID)

  /// Reads `everyone`, `between-MEMBER` or `within-MEMBER`; `nil` for anything else.
  public init?(_ name: String) {
    if name == "everyone" {
      self = .everyone
    } else if name.hasPrefix("between-"), let member = MemberID(String(name.dropFirst(8))) {
      self = .between(member)
    } else if name.hasPrefix("within-"), let member = MemberID(String(name.dropFirst(7))) {
      self = .within(member)
    } else {
      return nil
    }
  }

  /// The text as it is written.
  public var description: String {
    switch self {
    case .everyone: "everyone"
    case .between(let member): "between-\(member)"
    case .within(let member): "within-\(member)"
    }
  }

  /// 0 for the widest; a change set is sealed for wider circles first.
  public var depth: Int {
    switch self {
    case .everyone: 0
    case .between: 1
    case .within: 2
    }
  }

  /// Whether this circle's streams may be named to the holders of `other`: all of them hold it.
  ///
  /// A narrower circle never counts, even where its holders happen to be the same.
  public func isAtLeastAsWide(as other: Circle) -> Bool {
    switch (self, other) {
    case (.everyone, _): true
    case (.between(let mine), .between(let theirs)), (.between(let mine), .within(let theirs)),
      (.within(let mine), .within(let theirs)):
      mine == theirs
    default: false
    }
  }

  /// Whether a replica of `member` may hold the rows of this circle.
  public func isOpen(to member: MemberID, coordinator: MemberID) -> Bool {
    switch self {
    case .everyone: true
    case .between(let owner): owner == member || coordinator == member
    case .within(let owner): owner == member
    }
  }
}

/// The change sets of one (replica, incarnation, circle): `laerdal-7q2k9f3m.4f1c.everyone`.
public struct StreamID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The whole name; ASCII.
  public let name: String
  /// Who writes the stream.
  public let replica: ReplicaID
  /// The writer's life: a restored or copied replica starts a new one.
  public let incarnation: String
  /// Who may hold it.
  public let circle: Circle

  /// Names the stream of a replica's life in one circle; `nil` when the incarnation is not 4 to 16
  /// lower-case letters and digits.
  public init?(replica: ReplicaID, incarnation: String, circle: Circle) {
    guard (4...16).contains(incarnation.utf8.count),
      incarnation.utf8.allSatisfy({ MemberID.isLetter($0) || MemberID.isDigit($0) })
    else { return nil }
    self.replica = replica
    self.incarnation = incarnation
    self.circle = circle
    self.name = "\(replica).\(incarnation).\(circle)"
  }

  /// Reads `REPLICA.INCARNATION.CIRCLE`; `nil` for anything else.
  public init?(_ name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let replica = ReplicaID(String(parts[0])),
      let circle = Circle(String(parts[2]))
    else { return nil }
    self.init(replica: replica, incarnation: String(parts[1]), circle: circle)
  }

  /// The text as it is written.
  public var description: String { name }

  /// Whether both are the same.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
