import MergeAlgebra
import SambandTestKit
import Testing

@Suite("Circles")
struct CircleTests {
  static let members = ["aurland", "laerdal", "region"].compactMap { MemberID($0) }
  static let circles: [Circle] =
    [.everyone] + members.map { .between($0) } + members.map { .within($0) }

  @Test("being at least as wide is a partial order")
  func isPartialOrder() throws {
    try requirePartialOrder(Self.circles, "width") { $0.isAtLeastAsWide(as: $1) }
  }

  @Test("who holds a circle holds all that are at least as wide")
  func widthMeansHolders() throws {
    for wide in Self.circles {
      for narrow in Self.circles where wide.isAtLeastAsWide(as: narrow) {
        #expect(wide.depth <= narrow.depth, "\(wide) is sealed before \(narrow)")
        for member in Self.members {
          for coordinator in Self.members {
            let holdsNarrow = narrow.isOpen(to: member, coordinator: coordinator)
            let holdsWide = wide.isOpen(to: member, coordinator: coordinator)
            try require(holdsWide || !holdsNarrow, "\(member) holds \(narrow) but not \(wide)")
          }
        }
      }
    }
  }

  @Test("two members' circles are never wider than each other's")
  func membersAreApart() {
    #expect(!Circle.between(Self.members[0]).isAtLeastAsWide(as: .between(Self.members[1])))
    #expect(!Circle.between(Self.members[0]).isAtLeastAsWide(as: .within(Self.members[1])))
    #expect(!Circle.within(Self.members[0]).isAtLeastAsWide(as: .between(Self.members[0])))
    #expect(!Circle.within(Self.members[0]).isAtLeastAsWide(as: .everyone))
    #expect(Circle.between(Self.members[0]).isAtLeastAsWide(as: .within(Self.members[0])))
  }

  @Test("the coordinator sees between-circles of all, and the inside of its own house only")
  func coordinatorSees() {
    let (member, coordinator) = (Self.members[0], Self.members[2])
    #expect(Circle.between(member).isOpen(to: coordinator, coordinator: coordinator))
    #expect(!Circle.within(member).isOpen(to: coordinator, coordinator: coordinator))
    #expect(!Circle.between(member).isOpen(to: Self.members[1], coordinator: coordinator))
    #expect(Circle.within(coordinator).isOpen(to: coordinator, coordinator: coordinator))
  }

  @Test("names read back; others are refused")
  func names() {
    for circle in Self.circles { #expect(Circle(circle.description) == circle) }
    for name in ["", "Everyone", "everyone-", "between", "between-", "within", "member-vik"] {
      #expect(Circle(name) == nil, "\(name)")
    }
  }
}
