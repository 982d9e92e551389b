import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import SognForAlle
import Testing

@Suite("A table goes out as a sheet and comes back")
struct SheetRoundTripTests {
  @Test("Every table of the demonstration, plain and for Excel, changes nothing where it came from")
  func demonstration() throws {
    let folder = FileSystem.path(NSTemporaryDirectory(), "samband-sheets-\(UUID().uuidString)")
    // Absent is as good as removed.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var demo = try Demo(folder: folder) { _ in }
    _ = try demo.run()
    let workplace = Workplace(keys: KeyFolder(path: FileSystem.path(folder, "keys")))
    let vocabulary = SognTemplate.vocabulary
    var rows = 0
    for name in ["region", "laerdal"] {
      let replica = try Replica(
        opening: FileSystem.path(folder, "\(name).sqlite"), workplace: workplace)
      for table in try replica.tables(named: nil, vocabulary) {
        for forExcel in [false, true] {
          let words = forExcel ? RecordWords(hasDecimalComma: true) { $0.nn } : .stored
          let sheet = try replica.sheet(
            of: RecordQuery(table: table.table.name), forExcel: forExcel, vocabulary, words,
            order: { $0 })
          let report = try replica.importSheet(
            Array(sheet.text.utf8), into: table.table.name, SheetOptions(), vocabulary, words)
          #expect(report.rows.isEmpty, "\(name) \(table.table.name) \(forExcel): \(report.rows)")
          #expect(report.unchanged == sheet.rows && sheet.rows == table.rows)
          rows += sheet.rows
        }
      }
      #expect(try replica.status().unsealed == 0)
    }
    #expect(rows > 200, "the demonstration has too little to tell: \(rows)")
  }
}
