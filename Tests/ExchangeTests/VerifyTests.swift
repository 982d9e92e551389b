import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import Testing

@Suite("Verify")
struct VerifyTests {
  private func filled() throws -> TestCollaboration {
    let town = try TestCollaboration()
    try town.laerdal.file.runAsUser(
      """
      INSERT INTO measure(code, title, note) VALUES ('T1', 'a', 'b'), ('T2', 'c', 'd');
      INSERT INTO part(id, measure, name) VALUES ('p', 'T1', 'x');
      """)
    try town.exchangeAll()
    try town.vik.file.runAsUser("UPDATE measure SET note = 'V' WHERE code = 'T1'")
    try town.laerdal.file.runAsUser("UPDATE measure SET note = 'L' WHERE code = 'T1'")
    try town.exchangeAll()
    return town
  }

  private func damage(_ replica: Replica, _ sql: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-bail", replica.file.path, ".dbconfig enable_trigger off", sql]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("finds nothing in sound replicas")
  func sound() throws {
    let town = try filled()
    for replica in [town.coordinator, town.laerdal, town.vik] {
      let report = try replica.verify(scratch: town.folder)
      #expect(report.findings.isEmpty, "\(report.findings)")
      #expect(report.changeSets == 3)
    }
  }

  @Test(
    "finds what was changed behind its back",
    arguments: [
      "UPDATE measure SET title = 'x' WHERE code = 'T2'",
      "DELETE FROM part",
      "UPDATE samband_digest SET digest = zeroblob(16)",
      "UPDATE samband_log SET hash = zeroblob(32) WHERE id = 1",
    ])
  func tampered(_ sql: String) throws {
    let town = try filled()
    try damage(town.laerdal, sql)
    #expect(try !town.laerdal.verify(scratch: town.folder).findings.isEmpty)
  }
}
