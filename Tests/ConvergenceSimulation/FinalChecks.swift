import Exchange
import MergeAlgebra
import ReplicaStore

/// What must hold once everybody knows everything.
struct FinalChecks {
  let simulation: Simulation

  func run() throws {
    let parties = simulation.parties
    let first = parties[0]
    let digest = try first.replica.digest()
    let conflicts = try first.replica.conflicts()
    let rows = try first.rowsChecked()
    let vector = try first.replica.status().vector
    for party in parties {
      let status = try party.replica.status()
      try check(status, party, parties.count)
      guard status.vector == vector else { throw Failure("\(party.name): another vector") }
      try compare(try party.rowsChecked(), rows, party)
      try compare(try party.replica.conflicts(), conflicts, party)
      guard try party.replica.digest() == digest else {
        throw Failure("\(party.name): the digest is another, though tables and conflicts are equal")
      }
    }
    simulation.log.note("digest \(digest), \(conflicts.count) conflicts and held rows")
    for (table, cells) in zip(simulation.history.models, rows) {
      for key in cells.keys.sorted() {
        let values = (cells[key] ?? []).map(\.shown).joined(separator: " | ")
        simulation.log.note("\(table.name) \(key.readable): \(values)")
      }
    }
    for conflict in conflicts { simulation.log.note("\(conflict)") }
    if let ledger = simulation.ledger {
      simulation.figures.values = ledger.standingCount
      try SchemaChecks(simulation: simulation, rows: rows, conflicts: conflicts).run()
    } else {
      let loss = LossCheck(history: simulation.history, rows: rows, conflicts: conflicts)
      simulation.figures.values = try loss.run()
    }
    count(conflicts)
    try verifySome()
  }

  private func check(_ status: StatusReport, _ party: Party, _ count: Int) throws {
    guard party.sight.agrees(with: status.vector) else {
      throw Failure("\(party.name): the version vector is not what was applied")
    }
    guard status.parked == 0, status.missing.isEmpty, status.unsealed == 0 else {
      throw Failure("\(party.name): \(status.parked) parked, \(status.unsealed) unsealed")
    }
    guard status.isAdmitted, status.peers.count == count - 1 else {
      throw Failure("\(party.name): the charter does not name everybody")
    }
    for peer in status.peers where peer.differs {
      throw Failure("\(party.name): believes that \(peer.replica) differs")
    }
  }

  private func compare(_ mine: [Party.Rows], _ wanted: [Party.Rows], _ party: Party) throws {
    for (index, model) in simulation.history.models.enumerated() {
      for key in Set(mine[index].keys).union(wanted[index].keys).sorted()
      where mine[index][key] != wanted[index][key] {
        throw Failure(
          "\(party.name): \(model.name) \(key.readable) shows \(text(mine[index][key])), "
            + "and at the coordinator's \(text(wanted[index][key]))")
      }
    }
  }

  private func text(_ cells: [Value]?) -> String {
    cells?.map(\.shown).joined(separator: " | ") ?? "nothing"
  }

  private func compare(
    _ mine: [ListedConflict], _ wanted: [ListedConflict], _ party: Party
  ) throws {
    for (left, right) in zip(mine, wanted) where left != right {
      throw Failure("\(party.name): lists\n  \(left)\nand the coordinator's\n  \(right)")
    }
    guard mine.count == wanted.count else {
      throw Failure("\(party.name): lists \(mine.count) conflicts, not \(wanted.count)")
    }
  }

  private func count(_ conflicts: [ListedConflict]) {
    for conflict in conflicts {
      switch (conflict.subject, conflict.state) {
      case (.held, _): simulation.figures.heldRows += 1
      case (_, .open): simulation.figures.openConflicts += 1
      case (_, .settled): simulation.figures.settledConflicts += 1
      }
    }
  }

  private func verifySome() throws {
    guard simulation.seed % 10 == 1 || simulation.log.isVerbose else { return }
    let party = simulation.generator.pick(simulation.parties)
    let report = try party.replica.verify(scratch: simulation.folder)
    guard report.findings.isEmpty else {
      throw Failure("\(party.name): verify finds \(report.findings)")
    }
    simulation.figures.verifications += 1
  }
}
