import BundleFormat
import MergeAlgebra

/// A member as a revision names it.
public struct MemberRevision: Equatable, Sendable {
  /// The member.
  public let id: MemberID
  /// What people are to call it.
  public let name: String
  /// What owner columns hold for it; `nil` leaves it as it is, or takes the identifier.
  public let ownerKey: String?

  /// Names a member who joins, returns or gets another name.
  public init(id: MemberID, name: String, ownerKey: String? = nil) {
    self.id = id
    self.name = name
    self.ownerKey = ownerKey
  }
}

/// What a revision changes of who takes part.
public enum MemberChange: Equatable, Sendable {
  /// A member is new.
  case joined(Member)
  /// A member that had left is back.
  case returned(Member)
  /// A member has another name than this.
  case renamed(Member, from: String)
  /// Another member coordinates.
  case coordinates(Member)
  /// Another recovery key counts.
  case recoveryKey
}

extension Charter {
  /// Takes the changes of members, coordinator and recovery key in; returns those that change anything.
  mutating func apply(_ revision: Revision) throws -> [MemberChange] {
    var changes: [MemberChange] = []
    for member in revision.members { changes += try apply(member) }
    if let id = revision.coordinator, id != coordinator {
      changes.append(.coordinates(try handOver(to: id)))
    }
    if let key = revision.recoveryKey, key != recoveryKey {
      recoveryKey = key
      changes.append(.recoveryKey)
    }
    return changes
  }

  private mutating func apply(_ revised: MemberRevision) throws -> [MemberChange] {
    guard let place = members.firstIndex(where: { $0.id == revised.id }) else {
      let new = Member(
        id: revised.id, name: revised.name, ownerKey: revised.ownerKey ?? revised.id.name)
      members.append(new)
      return [.joined(new)]
    }
    let known = members[place]
    // Rows name their owner by it.
    if let key = revised.ownerKey, key != known.ownerKey {
      throw ExchangeError(.ownerKeyFixed, known.name, known.ownerKey)
    }
    let now = Member(id: known.id, name: revised.name, ownerKey: known.ownerKey)
    members[place] = now
    return (known.left == nil ? [] : [.returned(now)])
      + (known.name == now.name ? [] : [.renamed(now, from: known.name)])
  }

  /// Makes another member the coordinator.
  ///
  /// Rows without an owner, and what `coordinator` rules decide, are the new one's from this version
  /// on; what was decided before stays. Tables of audience `coordinator` forbid it: the new one would
  /// come to hold what the members have given the old one alone, and the old one would go on holding
  /// it. Then the member stays, and other people get a replica of it.
  private mutating func handOver(to id: MemberID) throws -> Member {
    guard let member = member(id) else { throw ExchangeError(.unknownMember, id.name) }
    if member.left != nil { throw ExchangeError(.memberLeft, member.name) }
    guard activeReplicas.contains(where: { $0.member == id }) else {
      throw ExchangeError(.successorWithoutReplica, member.name)
    }
    let narrow = try forMerging().declarations.tables.filter { $0.value.audience == .coordinator }
    if let table = narrow.keys.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      throw ExchangeError(.cannotHandOver, member.name, table)
    }
    coordinator = id
    return member
  }
}
