import ArgumentParser
import MergeAlgebra

/// A member as `found` takes it: `ID=NAME` or `ID:OWNERKEY=NAME`.
struct MemberArgument: ExpressibleByArgument {
  /// The member.
  let member: Member

  init?(argument: String) {
    let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[1].isEmpty else { return nil }
    let parts = sides[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let id = MemberID(String(parts[0])), parts.last?.isEmpty == false else { return nil }
    let ownerKey = parts.count == 2 ? String(parts[1]) : id.name
    member = Member(id: id, name: String(sides[1]), ownerKey: ownerKey)
  }
}

extension MemberID: ExpressibleByArgument {
  /// Accepts a well-formed member id.
  public init?(argument: String) { self.init(argument) }
}
