import Exchange
import Foundation
import Testing

@Suite("A bundle that is too large for mail goes in parts")
struct PartTests {
  @Test(
    "parts keep to the size, and every order of them brings the same",
    arguments: [
      BundleForm.encrypted, .plain, .compressed,
    ])
  func parts(form: BundleForm) throws {
    let town = try TestCollaboration()
    for number in 1...30 {
      let text = (1...8).map { _ in UUID().uuidString }.joined()
      try edit(
        town.laerdal, "INSERT INTO measure(code, title) VALUES ('T\(number)', '\(text)')")
    }
    let size = form == .plain ? 9_000 : 6_000
    let sent = try town.laerdal.export(into: town.path("ut"), form: form, maximumSize: size)
    #expect(sent.files.count > 2)
    #expect(sent.files.allSatisfy { $0.bytes <= size }, "\(sent.files.map(\.bytes))")
    #expect(sent.files.reduce(0) { $0 + $1.changeSets } == 30)
    let last = try #require(sent.files.last)
    #expect(last.path.contains("-\(sent.files.count)of\(sent.files.count).samband.json"))
    let first = try town.coordinator.importBundles([last.path])
    #expect(first.refused.isEmpty && first.applied == 0 && first.parked == last.changeSets)
    let rest = try town.coordinator.importBundles(sent.files.reversed().map(\.path))
    #expect(rest.refused.isEmpty && rest.applied == 30 && rest.parked == 0)
    #expect(rest.differing.isEmpty)
  }

  @Test("a change set that is larger than asked for goes by itself")
  func largeChangeSet() throws {
    let town = try TestCollaboration()
    let text = (1...400).map { _ in UUID().uuidString }.joined()
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    try edit(town.laerdal, "INSERT INTO measure(code, title) VALUES ('T2', '\(text)')")
    let sent = try town.laerdal.export(into: town.path("ut"), maximumSize: 4_000)
    #expect(sent.files.map(\.changeSets) == [1, 1])
    #expect(sent.files[1].bytes > 4_000)
  }

  @Test("without change sets there is one bundle all the same")
  func empty() throws {
    let town = try TestCollaboration()
    let sent = try town.laerdal.export(into: town.path("ut"), maximumSize: 10)
    #expect(sent.files.map(\.changeSets) == [0])
  }
}
