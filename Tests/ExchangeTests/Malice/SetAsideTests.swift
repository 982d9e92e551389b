import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore
import Testing

@Suite("A member with a valid key: only what it spoils is set aside")
struct SetAsideTests {
  private let malicious: MaliciousTown
  private var forger: Forger { malicious.forger }

  init() throws { malicious = try MaliciousTown() }

  private func draft(_ circle: Circle = .everyone) throws -> Forger.Draft {
    var draft = Forger.Draft()
    draft.circle = circle
    draft.context = try malicious.town.laerdal.status().vector.visible(in: circle)
    draft.groups = [group(.insert, "measure", [.text("god")], [("title", text("g"))])]
    draft.groups[0].suggested = ["title"]
    return draft
  }

  private func readers(of set: SignedChangeSet) -> [Replica] {
    let coordinator = malicious.coordinator.identity.member
    return [malicious.coordinator, malicious.vik].filter {
      set.head.dot.stream.circle.isOpen(to: $0.identity.member, coordinator: coordinator)
    }
  }

  @Test(
    "each kind is set aside everywhere for its reason, and the rest goes on",
    arguments: HostileKind.all)
  func each(kind: HostileKind) throws {
    var bad = try draft()
    try kind.spoil(&bad, forger)
    let (hostile, honest) = (try forger.sign(bad), try forger.sign(draft()))
    for replica in readers(of: hostile) {
      let report = try malicious.deliver([hostile, honest], to: replica)
      #expect(report.refused.isEmpty, "\(report.refused)")
      #expect(report.applied == 1 && report.parked == 0)
      #expect(report.setAside.map(\.flaw.kind) == [kind.flaw])
      #expect(report.setAside.map(\.dot) == [hostile.head.dot])
      let status = try replica.status()
      #expect(status.setAside.map(\.flaw) == report.setAside.map(\.flaw))
      #expect(status.vector.number(of: hostile.head.dot.stream) == 0)
      let again = try malicious.deliver([hostile], to: replica)
      #expect(again.alreadyKnown == 1 && again.setAside.isEmpty)
    }
    _ = try malicious.deliver([honest], to: malicious.vik)
    try expectAgreement()
  }

  /// What the honest ones send each other is taken, shown alike and sound.
  private func expectAgreement() throws {
    let (coordinator, vik, town) = (malicious.coordinator, malicious.vik, malicious.town)
    try edit(vik, "INSERT INTO measure(code, title) VALUES (hex(randomblob(8)), 'v')")
    for (sender, receiver) in [(vik, coordinator), (coordinator, vik)] {
      let report = try town.send(from: sender, to: receiver)
      #expect(report.refused.isEmpty && report.differing.isEmpty && report.setAside.isEmpty)
    }
    #expect(try coordinator.digest() == vik.digest())
    for replica in [coordinator, vik] {
      let findings = try replica.verify(scratch: town.folder, isDeep: true).findings
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  @Test("what follows in the stream, or saw it, stays with it, and is told as such")
  func dependents() throws {
    var bad = try draft()
    bad.life = forger.newLife()
    bad.groups = [group(.delete, "offer", [.text("vik")])]
    let first = try forger.sign(bad)
    var next = try draft()
    next.life = bad.life
    next.number = 2
    next.previous = first.hash
    let second = try forger.sign(next)
    var other = try draft()
    other.context[first.head.dot.stream] = .init(number: 1, head: first.hash)
    let saw = try forger.sign(other)
    // In whatever order they come.
    let report = try malicious.deliver([saw, second], to: malicious.coordinator)
    #expect(report.setAside.isEmpty && report.parked == 2 && report.missing.count == 1)
    let rest = try malicious.deliver([first], to: malicious.coordinator)
    #expect(rest.parked == 0 && rest.missing.isEmpty && rest.applied == 0)
    let status = try malicious.coordinator.status()
    let kinds = Dictionary(uniqueKeysWithValues: status.setAside.map { ($0.dot, $0.flaw.kind) })
    #expect(kinds == [first.head.dot: .notItsRow, saw.head.dot: .follows])
    #expect(status.setAside.first { $0.dot == first.head.dot }?.following == 1)
    #expect(status.parked == 0)
    try expectAgreement()
  }

  @Test(
    "two change sets with one name: the first stays, the other is kept apart, no bundle is refused")
  func fork() throws {
    var one = try draft()
    one.life = forger.newLife()
    var two = one
    two.groups = [
      group(.insert, "measure", [.text("to")], [("title", text("g"))], suggested: ["title"])
    ]
    let (first, second) = (try forger.sign(one), try forger.sign(two))
    #expect(try malicious.deliver([first], to: malicious.coordinator).applied == 1)
    let report = try malicious.deliver([second], to: malicious.coordinator)
    #expect(report.refused.isEmpty && report.setAside.map(\.flaw.kind) == [.fork])
    #expect(try malicious.deliver([second], to: malicious.coordinator).setAside.isEmpty)
    #expect(try malicious.coordinator.status().setAside.map(\.flaw.kind) == [.fork])
    #expect(try malicious.coordinator.status().parked == 0)
  }

  @Test("another predecessor, and an older charter than before, set aside what names them")
  func chains() throws {
    var one = try draft()
    one.life = forger.newLife()
    let first = try forger.sign(one)
    var two = try draft()
    (two.life, two.number, two.previous) = (one.life, 2, HostileKind.noHash)
    var old = two
    (old.previous, old.charter) = (first.hash, 1)
    let report = try malicious.deliver([first, forger.sign(two)], to: malicious.coordinator)
    #expect(report.setAside.map(\.flaw.kind) == [.otherPast] && report.applied == 1)
    let vik = try malicious.deliver([first, forger.sign(old)], to: malicious.vik)
    #expect(vik.setAside.map(\.flaw.kind) == [.olderCharter] && vik.applied == 1)
  }

  @Test("a charter that nobody has yet, or a gap in the numbers, makes a set wait and nothing else")
  func waiting() throws {
    var future = try draft()
    future.charter = 99
    var far = try draft()
    (far.number, far.previous) = ((1 << 53) - 1, HostileKind.noHash)
    let sets = [try forger.sign(future), try forger.sign(far), try forger.sign(draft())]
    let report = try malicious.deliver(sets, to: malicious.coordinator)
    #expect(report.applied == 1 && report.parked == 2 && report.setAside.isEmpty)
    try expectAgreement()
  }

  @Test("whether a set is set aside does not depend on what else has come")
  func purity() throws {
    // Vik makes a row that the thief says it has not seen; the coordinator has it, the others do not.
    let before = try malicious.town.laerdal.status().vector.visible(in: .everyone)
    try edit(malicious.vik, "INSERT INTO measure(code, title) VALUES ('ny', 'v')")
    try malicious.town.send(from: malicious.vik, to: malicious.coordinator)
    var bad = try draft()
    bad.context = before
    bad.groups = [group(.update, "measure", [.text("ny")], [("size", .value(.integer(1)))])]
    let set = try forger.sign(bad)
    for replica in [malicious.coordinator, malicious.vik] {
      let report = try malicious.deliver([set], to: replica)
      #expect(report.setAside.map(\.flaw.kind) == [.neverInserted])
    }
    try expectAgreement()
  }

  @Test("sums beyond 64 bits are kept and agree")
  func overflow() throws {
    let sets = try (0..<3).map { _ in
      var draft = try draft()
      draft.groups = [
        group(.update, "measure", [.text("vik")], [("seats", .difference(.max))])
      ]
      return try forger.sign(draft)
    }
    for replica in [malicious.coordinator, malicious.vik] {
      #expect(try malicious.deliver(sets, to: replica).applied == 3)
    }
    try expectAgreement()
  }

  @Test("thousands of tiny change sets in the wrong order are applied in one go")
  func tiny() throws {
    let life = forger.newLife()
    var sets: [SignedChangeSet] = []
    for number in 1...2_000 as ClosedRange<Int64> {
      var draft = Forger.Draft()
      (draft.life, draft.number, draft.previous) = (life, number, sets.last?.hash)
      draft.groups = [group(.insert, "note", [.integer(number)], [("body", text("x"))])]
      sets.append(try forger.sign(draft))
    }
    let report = try malicious.deliver(sets.reversed(), to: malicious.coordinator)
    #expect(report.applied == 2_000 && report.parked == 0)
  }
}
