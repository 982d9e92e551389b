import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import Testing

@Suite("A member with a valid key and a false history")
struct FalseHistoryTests {
  private let town: TestCollaboration
  private let keys: ReplicaKeys

  init() throws {
    town = try TestCollaboration()
    keys = try town.laerdal.workplace.keys.keys(of: town.laerdal.identity.replica)
  }

  private func stream(_ circle: Circle = .everyone) throws -> StreamID {
    let me = town.laerdal.identity
    return try #require(
      StreamID(replica: me.replica, incarnation: town.laerdal.status().incarnation, circle: circle))
  }

  private func changeSet(
    _ number: Int64, previous: ContentHash? = nil, circle: Circle = .everyone,
    table: String = "measure", kind: RowChange.Kind = .insert, key: [Value] = [.text("T1")],
    context: VersionVector = VersionVector(), title: String = "a"
  ) throws -> SignedChangeSet {
    let head = ChangeSetHead(
      dot: Dot(try stream(circle), number), previous: previous, contextDifference: context,
      charterVersion: 2, time: 1_789_000_000_000, note: "")
    let row = OperationGroup.Row(
      key: RowKey(key), time: 1_789_000_000_000, cells: [.value(.text(title))])
    return try SignedChangeSet(
      sealing: head,
      groups: [
        OperationGroup(
          table: table, kind: kind, columns: ["title"], suggested: ["title"], rows: [row])
      ],
      collaboration: town.laerdal.identity.collaboration,
      secret: [UInt8](repeating: 7, count: 32), key: keys.signing)
  }

  private func deliver(_ sets: [SignedChangeSet]) throws -> ImportReport {
    var bundle = try HandMadeBundle(from: town.laerdal)
    for set in sets { bundle.add(set) }
    return try town.coordinator.importBundles([bundle.write(for: town.coordinator, in: town)])
  }

  private func refusal(_ sets: SignedChangeSet...) throws -> ExchangeError.Code? {
    let before = try town.coordinator.shown()
    let error = try deliver(sets).refused.first?.error
    #expect(try town.coordinator.shown() == before)
    return error?.code
  }

  private var anyHash: ContentHash { get throws { try #require(ContentHash(1...32)) } }

  @Test("a change set whose author claims a past that nobody has waits for it")
  func unknownPast() throws {
    let first = try changeSet(1)
    #expect(try deliver([first]).applied == 1)
    try town.send(from: town.coordinator, to: town.vik)
    var context = VersionVector()
    let other = try #require(
      StreamID(
        replica: town.laerdal.identity.replica, incarnation: "zzzz", circle: .everyone))
    context[other] = .init(number: 1, head: try anyHash)
    let report = try deliver([
      changeSet(2, previous: first.hash, kind: .update, context: context, title: "b")
    ])
    // Nobody has that past: the set waits for it, and shows nothing.
    #expect(report.applied == 0 && report.parked == 1 && report.missing.count == 1)
  }

  @Test("a change set of a circle that is not open to the reader keeps its bundle out")
  func foreignCircle() throws {
    let vik = try #require(MemberID("vik"))
    #expect(try refusal(changeSet(1, circle: .within(vik))) == .notHisToWrite)
    #expect(try town.coordinator.status().parked == 0)
  }

  @Test("a number far ahead waits, is told of as one range, and keeps nobody else out")
  func farAhead() throws {
    let far = try changeSet((1 << 53) - 1, previous: anyHash, kind: .update)
    let report = try deliver([far])
    #expect(report.parked == 1)
    let last: Int64 = 9_007_199_254_740_990
    #expect(report.missing.first?.numbers == 1...last)
    try town.vik.file.runAsUser("INSERT INTO measure(code, title) VALUES ('V', 'vik')")
    #expect(try town.send(from: town.vik, to: town.coordinator).applied == 1)
    #expect(try town.coordinator.status().parked == 1)
  }
}
