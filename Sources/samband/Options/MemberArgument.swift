import ArgumentParser
import MergeAlgebra

/// A member as `found` takes it: `ID=NAME` or `ID:OWNERKEY=NAME`.
struct MemberArgument: ExpressibleByArgument {
  /// The member.
  let member: Member
  /// What owner columns hold for it, when that was told.
  let ownerKey: String?

  init?(argument: String) {
    let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[1].isEmpty else { return nil }
    let parts = sides[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let id = MemberID(String(parts[0])), parts.last?.isEmpty == false else { return nil }
    ownerKey = parts.count == 2 ? String(parts[1]) : nil
    member = Member(id: id, name: String(sides[1]), ownerKey: ownerKey ?? id.name)
  }
}

extension MemberID: ExpressibleByArgument {
  /// Accepts a well-formed member id.
  public init?(argument: String) { self.init(argument) }
}
