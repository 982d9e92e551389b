import Exchange
import MergeAlgebra
import SambandTestKit
import Testing

@Suite("What an undo must hold to, whatever was written")
struct UndoLaws {
  /// A few edits that a person might make; what the schema refuses is left undone.
  private func edit(_ replica: Replica, _ generator: inout SeededGenerator) throws {
    for _ in 0...generator.number(below: 4) {
      let code = "T\(generator.number(below: 4))"
      let word = "w\(generator.number(below: 50))"
      let sql = generator.pick([
        "INSERT OR IGNORE INTO measure(code, title, note) VALUES ('\(code)', '\(word)', '\(word)')",
        "UPDATE measure SET note = '\(word)' WHERE code = '\(code)'",
        "UPDATE measure SET title = '\(word)' WHERE code = '\(code)'",
        "UPDATE measure SET status = 'FERD' WHERE code = '\(code)'",
        "UPDATE measure SET status = 'PAG', seats = seats + 3 WHERE code = '\(code)'",
        "UPDATE measure SET tags = '[\"\(word)\",\"x\"]' WHERE code = '\(code)'",
        "UPDATE measure SET tags = '[]' WHERE code = '\(code)'",
        "DELETE FROM measure WHERE code = '\(code)'",
        "INSERT OR IGNORE INTO part SELECT '\(word)', '\(code)', 'n' FROM measure "
          + "WHERE code = '\(code)'",
        "DELETE FROM part WHERE measure = '\(code)'",
      ])
      try replica.file.runAsUser(sql)
    }
  }

  @Test("To undo what was sealed last shows what was shown before")
  func inverse() throws {
    var undone = 0
    try SeededRuns(12, filter: "UndoLaws").run { generator in
      let town = try TestCollaboration()
      for _ in 0..<16 {
        let before = try town.laerdal.shown()
        try edit(town.laerdal, &generator)
        guard let dot = try town.laerdal.seal().changeSets.first?.dot else { continue }
        do {
          _ = try town.laerdal.undo(dot.description, note: "")
          let after = try town.laerdal.shown()
          guard after == before else {
            throw LawViolation("before:\n\(before)\nafter the undo:\n\(after)")
          }
          undone += 1
        } catch let error as ExchangeError where error.code == .undoForbidden {
          continue
        }
        try edit(town.laerdal, &generator)
        try town.laerdal.seal()
      }
    }
    #expect(undone > 20)
  }

  @Test("Whatever is undone wherever, replicas agree, and the log says what the tables show")
  func convergence() throws {
    var undone = 0
    try SeededRuns(6, filter: "UndoLaws").run { generator in
      let town = try TestCollaboration()
      for _ in 0..<12 {
        let replica = generator.pick(town.members + [town.coordinator])
        try edit(replica, &generator)
        try replica.seal()
        if generator.once(in: 3) && replica.identity != town.coordinator.identity {
          try town.send(from: replica, to: town.coordinator)
        }
        if generator.once(in: 4) { try town.send(from: town.coordinator, to: town.vik) }
        guard generator.once(in: 2) else { continue }
        let lines = try replica.log(LogQuery()).filter { !$0.isParked }
        guard !lines.isEmpty else { continue }
        let dot = generator.pick(lines).head.dot
        do {
          undone += try replica.undo(dot.description, note: "").made.isEmpty ? 0 : 1
        } catch let error as ExchangeError where error.code == .undoForbidden {
          continue
        }
      }
      try town.exchangeAll()
      let digest = try town.coordinator.digest()
      for replica in [town.coordinator] + town.members {
        let findings = try replica.verify(scratch: town.folder, isDeep: true).findings
        guard findings.isEmpty, try replica.digest() == digest else {
          throw LawViolation("\(replica.identity.replica): \(findings)")
        }
      }
    }
    #expect(undone > 5)
  }

  @Test("A change set that waits for others is listed and shown, and cannot be undone yet")
  func parked() throws {
    let town = try TestCollaboration()
    try town.laerdal.file.runAsUser("INSERT INTO measure(code, title) VALUES ('T1', 'a')")
    try town.send(from: town.laerdal, to: town.coordinator)
    try town.send(from: town.coordinator, to: town.laerdal)
    try town.laerdal.file.runAsUser("UPDATE measure SET note = 'b'")
    let second = try town.bundle(from: town.laerdal, to: town.coordinator)
    let copy = try TestCollaborationCopy(of: town)
    _ = try copy.coordinator.importBundles([second])
    let line = try #require(try copy.coordinator.log(LogQuery()).first)
    #expect(line.isParked && line.tables.map(\.updated) == [1])
    let report = try copy.coordinator.changeSet(named: line.head.dot.description)
    #expect(report.isParked && report.rows.first?.changes.first?.after == .text("b"))
    #expect(throws: ExchangeError(.unknownChangeSet, line.head.dot.description)) {
      try copy.coordinator.undo(line.head.dot.description, note: "")
    }
  }
}
