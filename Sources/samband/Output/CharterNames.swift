import BundleFormat
import MergeAlgebra

/// The names that people know members and replicas by, as the charter in force has them.
struct CharterNames {
  private let charter: Charter

  /// The names of a charter.
  init(_ charter: Charter) { self.charter = charter }

  /// The member who coordinates.
  var coordinator: MemberID { charter.coordinator }

  /// A member's name; its identifier when it has none here.
  func name(of member: MemberID) -> String { charter.member(member)?.name ?? member.name }

  /// The member whose replica it is; `nil` when the charter does not know it.
  func member(of replica: ReplicaID) -> MemberID? { charter.replica(replica)?.member }

  /// The member's name, with the replica's where the member has several, or it has ended.
  func label(of replica: ReplicaID) -> String {
    let name = name(of: replica)
    let count = charter.activeReplicas.count { $0.member == member(of: replica) }
    let hasEnded = charter.replica(replica)?.end != nil
    return count > 1 || hasEnded ? "\(name) (\(replica))" : name
  }

  /// The name of the member whose replica it is.
  func name(of replica: ReplicaID) -> String {
    member(of: replica).map { name(of: $0) } ?? replica.name
  }
}
