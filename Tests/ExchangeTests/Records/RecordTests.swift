import Foundation
import MergeAlgebra
import ReplicaStore
import Testing

@testable import Exchange

@Suite("Records of any schema")
struct RecordTests {
  private let vocabulary = Vocabulary()

  private func add(
    _ replica: Replica, _ table: String, _ cells: String..., isTrial: Bool = false
  ) throws -> RecordReport {
    try replica.addRecord(
      to: table, cells.compactMap { RecordAssignment($0) }, vocabulary, .stored, isTrial: isTrial)
  }

  private func edit(_ replica: Replica, _ key: String, _ cells: String...) throws -> RecordReport {
    try replica.editRecord(
      in: "measure", key, values: nil, cells.compactMap { RecordAssignment($0) }, vocabulary,
      .stored)
  }

  /// What is refused.
  private func kinds(_ body: () throws -> Void) -> [RecordFinding.Kind] {
    do {
      try body()
      return []
    } catch let refusal as RecordRefusal {
      return refusal.findings.map(\.kind)
    } catch {
      Issue.record(error)
      return []
    }
  }

  @Test("A row that one adds is shown at the other, and an edit of it comes back")
  func travels() throws {
    let town = try TestCollaboration()
    let key = try add(town.laerdal, "measure", "title=Kurs", "tags=b|a").key
    #expect(key.readable.hasPrefix("laerdal-"))
    try town.exchangeAll()
    let details = try town.vik.record("measure", key.readable, values: nil, vocabulary, .stored)
    let cells = Dictionary(uniqueKeysWithValues: details.cells.map { ($0.column, $0.value) })
    #expect(cells["title"] == .text("Kurs") && cells["tags"] == .text(#"["a","b"]"#))
    #expect(cells["owner_kommune"] == .text("laerdal"), "whose it is, is who added it")
    #expect(details.history.history?.entries.count == 1)
    _ = try edit(town.vik, key.readable, "tags+=c", "tags-=x", "note=frå Vik", "seats+=2")
      .changes
    try town.exchangeAll()
    let back = try town.laerdal.record("measure", key.readable, values: nil, vocabulary, .stored)
    #expect(
      back.cells.filter { ["tags", "note", "seats"].contains($0.column) }.map(\.value)
        == [.text("frå Vik"), .text(#"["a","b","c"]"#), .integer(2)])
  }

  @Test("Two who add to one list at once are both heard")
  func lists() throws {
    let town = try TestCollaboration()
    _ = try add(town.laerdal, "measure", "code=T1", "title=Kurs", "tags=a|b")
    try town.exchangeAll()
    _ = try edit(town.laerdal, "T1", "tags+=l")
    #expect(kinds { _ = try edit(town.vik, "T1", "tags=v", "tags+=w") } == [.columnTwice])
    _ = try edit(town.vik, "T1", "tags-=b")
    try town.exchangeAll()
    for replica in [town.laerdal, town.vik, town.coordinator] {
      let details = try replica.record("measure", "T1", values: nil, vocabulary, .stored)
      #expect(details.cells.first { $0.column == "tags" }?.value == .text(#"["a","l"]"#))
    }
  }

  @Test("Everything that is wrong is told at once, and nothing is written")
  func refusals() throws {
    let town = try TestCollaboration()
    #expect(kinds { _ = try add(town.laerdal, "measure") } == [.required])
    let wrong = kinds {
      _ = try add(
        town.laerdal, "part", "measure=T9", "weight=2", "name=x", "name=y")
    }
    #expect(
      wrong == [.noSuchRow("measure"), .unknownColumn(["id", "measure", "name"]), .columnTwice])
    _ = try add(town.laerdal, "measure", "code=T1", "title=Kurs")
    #expect(
      kinds { _ = try add(town.laerdal, "measure", "code=T1", "title=Igjen") }
        == [.taken(["code"], key: RowKey([.text("T1")]))])
    #expect(kinds { _ = try edit(town.laerdal, "T1", "code=T2") } == [.partOfKey])
    #expect(
      kinds { _ = try edit(town.laerdal, "T1", "owner_kommune=Vik") }
        == [.setOnce(.text("laerdal"), name: nil)])
    #expect(
      kinds { _ = try edit(town.laerdal, "T1", "owner_kommune=Bergen") }
        == [.notAMember(["Region", "Laerdal", "Vik"])])
    #expect(kinds { _ = try edit(town.laerdal, "T1", "seats=mange") } == [.notWhole])
    #expect(kinds { _ = try edit(town.laerdal, "T1", "title+=x") } == [.notAnAmount])
    #expect(kinds { _ = try edit(town.laerdal, "T9", "title=x") } == [.noSuchRow("measure")])
    #expect(try town.laerdal.tables(named: "measure", vocabulary).map(\.rows) == [1])
  }

  @Test("A step back along an order is written and told")
  func backwards() throws {
    let town = try TestCollaboration()
    _ = try add(town.laerdal, "measure", "code=T1", "title=Kurs", "status=FERD")
    let report = try edit(town.laerdal, "T1", "status=PAG")
    #expect(report.notes == [.backwards(column: "status", from: "FERD", to: "PAG")])
    #expect(try edit(town.laerdal, "T1", "status=PAG").changes.isEmpty)
  }

  @Test("Who does not decide what is shown hears that it is a suggestion")
  func suggestions() throws {
    let town = try TestCollaboration()
    _ = try add(town.laerdal, "measure", "code=T1", "title=Kurs")
    try town.exchangeAll()
    let report = try edit(town.vik, "T1", "title=Anna", "note=n")
    #expect(report.notes == [.suggestion(column: "title", decider: "Laerdal")])
    #expect(try edit(town.laerdal, "T1", "title=Betre").notes.isEmpty)
  }

  @Test("A guard's refusal is a refusal of the record, and another's table stays as it was")
  func guards() throws {
    let town = try TestCollaboration()
    let refused = kinds { _ = try add(town.laerdal, "figure", "kommune=Vik", "week=2026-W38") }
    #expect(refused == [.refused("this row of figure belongs to Vik")])
    let mine = try add(town.laerdal, "figure", "week=2026-W38", "n=3")
    #expect(mine.key.readable == "laerdal, 2026-W38")
  }

  @Test("What refers to a row keeps it, or goes with it when that is said")
  func deletion() throws {
    let town = try TestCollaboration()
    _ = try add(town.laerdal, "measure", "code=T1", "title=Kurs")
    _ = try add(town.laerdal, "part", "measure=Kurs", "name=del")
    func delete(withRows: Bool, isTrial: Bool = false) throws -> DeletionReport {
      try town.laerdal.deleteRecord(
        in: "measure", "T1", values: nil, withRows: withRows, vocabulary, isTrial: isTrial)
    }
    #expect(kinds { _ = try delete(withRows: false) } == [.cascades("part", 1)])
    #expect(try delete(withRows: true, isTrial: true).taken.map(\.rows) == [1])
    #expect(try town.laerdal.tables(named: "part", vocabulary)[0].rows == 1)
    _ = try delete(withRows: true)
    #expect(try town.laerdal.tables(named: nil, vocabulary).map(\.rows) == [0, 0, 0])
  }

  @Test("On trial nothing is kept")
  func trial() throws {
    let town = try TestCollaboration()
    _ = try add(town.laerdal, "measure", "code=T1", "title=Kurs", isTrial: true)
    #expect(try town.laerdal.tables(named: "measure", vocabulary)[0].rows == 0)
    #expect(try town.laerdal.status().unsealed == 0)
  }

  @Test("Conditions, order and limit choose rows")
  func queries() throws {
    let town = try TestCollaboration()
    for (code, status, seats) in [("T10", "PAG", 3), ("T9", "IDE", 12), ("T2", "FERD", 3)] {
      _ = try add(
        town.laerdal, "measure", "code=\(code)", "title=Kurs \(code)", "status=\(status)",
        "seats=\(seats)", "tags=\(code)|alle")
    }
    func keys(_ conditions: [String], _ sorting: [String] = []) throws -> [String] {
      var query = RecordQuery(table: "measure")
      query.filters = conditions.compactMap { RecordFilter($0) }
      query.sorting = sorting
      return try town.laerdal.records(
        query, limit: nil, vocabulary, .stored, order: { $0 }
      ).listing.rows.map { $0[0].readable }
    }
    #expect(try keys([]) == ["T10", "T2", "T9"])
    #expect(try keys(["seats>3"]) == ["T9"])
    #expect(try keys(["seats<=3", "status!=FERD"]) == ["T10"])
    #expect(try keys(["tags=T2"]) == ["T2"])
    #expect(try keys(["tags!=T2"]) == ["T10", "T9"])
    #expect(try keys(["title~t1"]) == ["T10"])
    #expect(try keys(["note="]).count == 3)
    #expect(try keys([], ["-seats", "-code"]) == ["T9", "T2", "T10"])
    #expect(kinds { _ = try keys(["seats>mange"]) } == [.notWhole])
  }
}
