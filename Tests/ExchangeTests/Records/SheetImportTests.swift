import Foundation
import MergeAlgebra
import ReplicaStore
import Testing

@testable import Exchange

@Suite("A sheet into a table")
struct SheetImportTests {
  private let vocabulary = Vocabulary()

  @discardableResult
  private func take(
    _ sheet: String, into table: String, _ replica: Replica, mapping: [String: String] = [:],
    isTrial: Bool = false
  ) throws -> SheetReport {
    var options = SheetOptions()
    options.mapping = mapping
    options.isTrial = isTrial
    return try replica.importSheet(
      Array(sheet.utf8), into: table, options, vocabulary, .stored)
  }

  private func refusal(_ body: () throws -> Void) -> [RecordFinding] {
    do {
      try body()
      return []
    } catch let refusal as RecordRefusal {
      return refusal.findings
    } catch {
      Issue.record(error)
      return []
    }
  }

  private static let sheet = """
    code;title;status;seats;tags\r
    T1;Kurs;PAG;1 200;b | a\r
    T2;"Møte; ""stort""\r
    i Vik";IDE;;\r
    """

  @Test("The same sheet twice changes nothing, and a changed cell changes that cell")
  func twice() throws {
    let town = try TestCollaboration()
    let first = try take(Self.sheet, into: "measure", town.laerdal)
    #expect(first.rows.map(\.isNew) == [true, true] && first.matchedBy == ["code"])
    let again = try take(Self.sheet, into: "measure", town.laerdal)
    #expect(again.rows.isEmpty && again.unchanged == 2)
    let other = Self.sheet.replacing("1 200", with: "7")
    let changed = try take(other, into: "measure", town.laerdal)
    #expect(changed.rows.map(\.line) == [2])
    #expect(changed.rows[0].changes.map(\.column) == ["seats"])
    try town.exchangeAll()
    #expect(try take(other, into: "measure", town.vik).unchanged == 2)
    let title = try town.vik.record("measure", "T2", values: nil, vocabulary, .stored)
      .cells.first { $0.column == "title" }?.value
    #expect(title == .text("Møte; \"stort\"\r\ni Vik"))
  }

  @Test("Lines are found again by a unique key where the sheet has no key")
  func uniqueKeys() throws {
    let town = try TestCollaboration()
    try take(Self.sheet, into: "measure", town.laerdal)
    let sheet = "measure,name\nT1,a\nT1,b\nT2,a\n"
    #expect(try take(sheet, into: "part", town.laerdal).matchedBy == ["measure", "name"])
    #expect(try take(sheet, into: "part", town.laerdal).unchanged == 3)
  }

  @Test("Lines are found again by all that they say where nothing else tells rows apart")
  func likeRows() throws {
    let town = try TestCollaboration()
    let sheet = "title,status,seats\nKurs,,\nKurs,,\nMøte,PAG,2\n"
    let first = try take(sheet, into: "measure", town.laerdal)
    #expect(first.rows.count == 3 && first.matchedBy.isEmpty)
    #expect(try take(sheet, into: "measure", town.laerdal).unchanged == 3)
    #expect(try take(sheet + "Kurs,,\n", into: "measure", town.laerdal).rows.count == 1)
  }

  @Test("Every cell that is wrong is told with line and column, and nothing is written")
  func refusals() throws {
    let town = try TestCollaboration()
    let findings = refusal {
      try take(
        "code,title,seats\nT1,Kurs,mange\nT2,,3\nT3,Kurs,1,x\nT4,Kurs,\n", into: "measure",
        town.laerdal)
    }
    #expect(findings.map(\.line) == [2, 4])
    #expect(findings.map(\.column) == ["seats", nil])
    #expect(findings.map(\.kind) == [.notWhole, .tooManyCells])
    #expect(try town.laerdal.tables(named: "measure", vocabulary)[0].rows == 0)
  }

  @Test("Two lines about one row are told, and so is a heading that nobody knows")
  func doubles() throws {
    let town = try TestCollaboration()
    let twice = refusal {
      try take("code,title\nT1,a\nT2,b\nT1,c\n", into: "measure", town.laerdal)
    }
    #expect(twice.map(\.kind) == [.sameRow(line: 2)] && twice.map(\.line) == [4])
    let sheet = "code,title,Merknad\nT1,a,x\n"
    let unknown = refusal { try take(sheet, into: "measure", town.laerdal) }
    #expect(unknown.map(\.given) == ["Merknad"])
    try take(sheet, into: "measure", town.laerdal, mapping: ["Merknad": "note"])
    try take(sheet, into: "measure", town.laerdal, mapping: ["Merknad": ""])
    let note = try town.laerdal.record("measure", "T1", values: nil, vocabulary, .stored)
      .cells.first { $0.column == "note" }?.value
    #expect(note == .text("x"))
  }

  @Test("An old sheet does not put an order back")
  func backwards() throws {
    let town = try TestCollaboration()
    try take("code,title,status\nT1,a,FERD\n", into: "measure", town.laerdal)
    let old = refusal { try take("code,title,status\nT1,a,PAG\n", into: "measure", town.laerdal) }
    #expect(old.map(\.kind) == [.backwards(.text("FERD"))])
  }

  @Test("Rows that the sheet does not have stay, and a trial keeps nothing")
  func others() throws {
    let town = try TestCollaboration()
    try take(Self.sheet, into: "measure", town.laerdal, isTrial: true)
    #expect(try town.laerdal.tables(named: "measure", vocabulary)[0].rows == 0)
    try take(Self.sheet, into: "measure", town.laerdal)
    try take("code,title\nT3,c\n", into: "measure", town.laerdal)
    #expect(try town.laerdal.tables(named: "measure", vocabulary)[0].rows == 3)
  }

  @Test("A text that looks like a formula goes out harmless and comes back as it was")
  func formulas() throws {
    let town = try TestCollaboration()
    try take("code,title\nT1,'=1+1\nT2,'+47\n", into: "measure", town.laerdal)
    let sheet = try town.laerdal.sheet(
      of: RecordQuery(table: "measure"), forExcel: true, vocabulary, .stored,
      order: { $0 }
    ).text
    #expect(sheet.contains(";'=1+1;") || sheet.contains("T1;'=1+1"))
    #expect(!sheet.contains(";=") && !sheet.contains(";+"))
    #expect(try take(sheet, into: "measure", town.laerdal).unchanged == 2)
  }

  @Test("Cells of any kind come back as they are, also what nobody could write anew")
  func anyKind() throws {
    let town = try TestCollaboration(
      schema: """
        CREATE TABLE thing(
          id INTEGER PRIMARY KEY, any, data BLOB, share REAL,
          day TEXT CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'));
        """, rules: "{}")
    try town.laerdal.file.runAsUser(
      """
      INSERT INTO thing VALUES (1, '5', x'00ff', 1e300, '2026-02-30'), (2, 5, '007', 0.1, NULL),
        (3, 0.5, '', -0.0, '2026-02-28');
      """)
    for words in [RecordWords.stored, RecordWords(hasDecimalComma: true) { $0.nn }] {
      let sheet = try town.laerdal.sheet(
        of: RecordQuery(table: "thing"), forExcel: words.word != nil, vocabulary, words,
        order: { $0 }
      ).text
      let report = try town.laerdal.importSheet(
        Array(sheet.utf8), into: "thing", SheetOptions(), vocabulary, words)
      #expect(report.rows.isEmpty && report.unchanged == 3, "\(sheet)\n\(report)")
    }
    let wrong = refusal { try take("id,day\n3,2026-02-30\n", into: "thing", town.laerdal) }
    #expect(wrong.map(\.kind) == [.noSuchDay])
  }

  @Test("Rows that SQLite numbers get the next number where the sheet has none")
  func numbered() throws {
    let town = try TestCollaboration(
      schema: "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT NOT NULL);", rules: "{}")
    let report = try take("id,name\n,a\n7,b\n,c\n", into: "thing", town.laerdal)
    #expect(report.rows.map(\.key.readable) == ["1", "7", "8"])
    try town.exchangeAll()
    #expect(try town.vik.tables(named: "thing", vocabulary).map(\.rows) == [3])
  }
}
