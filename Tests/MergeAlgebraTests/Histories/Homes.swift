import MergeAlgebra

/// Where the replicas of a random world stand: whose they are and what they may hold.
struct Home {
  let member: MemberID
  let replica: ReplicaID
  let incarnation: String

  /// Whether rows of the circle may come here.
  func holds(_ circle: Circle) -> Bool {
    circle.isOpen(to: member, coordinator: Self.coordinator)
  }

  /// The stream that this replica writes in a circle.
  func stream(_ circle: Circle) -> StreamID {
    guard let stream = streams[circle] else { preconditionFailure("no \(circle) at \(replica)") }
    return stream
  }

  private let streams: [Circle: StreamID]

  private init?(_ member: String, _ token: String, _ incarnation: String) {
    guard let member = MemberID(member), let replica = ReplicaID(member: member, token: token)
    else { return nil }
    self.member = member
    self.replica = replica
    self.incarnation = incarnation
    streams = Dictionary(
      uniqueKeysWithValues: Self.circles.compactMap { circle in
        StreamID(replica: replica, incarnation: incarnation, circle: circle).map { (circle, $0) }
      })
  }

  static let coordinator: MemberID = {
    guard let member = MemberID("region") else { preconditionFailure("not a member: region") }
    return member
  }()

  /// Widest first.
  static let circles = [
    "everyone", "between-laerdal", "between-vik", "within-laerdal", "within-region",
  ].compactMap { Circle($0) }

  /// Two replicas of one member, the coordinator's two and two more; one is a second incarnation.
  static let all = [
    Home("laerdal", "7q2k", "4f1c"), Home("region", "zzzz", "abcd"), Home("laerdal", "7q2", "4f1c"),
    Home("region", "zzzz", "0000"), Home("vik", "aaaa", "0001"), Home("aurland", "9c4d", "0001"),
  ].compactMap { $0 }
}
