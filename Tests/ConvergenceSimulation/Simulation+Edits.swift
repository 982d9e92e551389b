import Exchange
import MergeAlgebra
import ReplicaStore
import SambandTestKit

extension Simulation {
  /// A party's other programs edit its file.
  func edit(_ party: Party) throws {
    let count = world.diligence * generator.number(below: generator.once(in: 3) ? 9 : 4)
    guard count > 0 else { return }
    let edits = world.edits(count, shown: party.shown, using: &generator)
    let settings = world.settings(using: &generator)
    log.note("\(party.name) \(settings)")
    figures.edits += count
    party.hasEdits = true
    var rest = edits[...]
    while !rest.isEmpty {
      let (done, refusal) = try run(Array(rest), settings, party)
      for edit in rest.prefix(done) { log.note("  \(edit)") }
      if ledger != nil { party.edits += rest.prefix(done) }
      rest = rest.dropFirst(done)
      guard let refusal, let refused = rest.popFirst() else { continue }
      log.note("  \(refused) → \(refusal)")
      figures.refusedEdits += 1
    }
  }

  /// Runs edits until one is refused; how many were not, and what the schema or a guard said.
  private func run(
    _ edits: [String], _ settings: String, _ party: Party
  ) throws -> (done: Int, refusal: String?) {
    let before = try party.diaryLength()
    let script = edits.map { "\($0); INSERT INTO diary DEFAULT VALUES;" }
    do {
      try party.replica.file.runAsUser("\(settings)\n\(script.joined(separator: "\n"))")
      return (edits.count, nil)
    } catch let error as StoreError where [.constraint, .collision].contains(error.code) {
      return (try party.diaryLength() - before, error.message)
    }
  }

  /// Seals what waits; an edit that cannot be sealed is undone, as its author is told to do.
  func seal(_ party: Party) throws {
    guard party.hasEdits else { return }
    try retime(party)
    var report: SealReport?
    var attempts = 0
    while report == nil {
      do {
        report = try party.replica.seal(note: "runde \(round)")
      } catch let error as ExchangeError where error.code == .unsealable {
        attempts += 1
        try undo(party, because: error.cause ?? "", isThorough: attempts > 12)
      }
    }
    guard let report else { return }
    try note(report, of: party)
  }

  private func note(_ report: SealReport, of party: Party) throws {
    let before = party.shown
    let written = party.unsealed
    var groups: [OperationGroup] = []
    for (dot, _) in report.changeSets { groups += try note(dot, of: party) }
    figures.changeSets += report.changeSets.count
    figures.corrections += report.projection.corrections.count
    for correction in report.projection.corrections {
      let column = correction.column ?? "row"
      log.note("  corrected \(correction.table) \(correction.key.readable): \(column)")
    }
    for change in report.projection.rekeyed {
      log.note("  \(change.table) \(change.from.readable) is \(change.to.readable) now")
    }
    if ledger == nil && !report.projection.rekeyed.isEmpty {
      // A row that was given another key takes the references to it along: not told by key.
    } else if ledger == nil {
      try CaptureCheck(
        models: history.models, before: before, written: written, groups: groups,
        party: party.name
      ).run()
    } else {
      try ledger?.note(
        party, from: before, to: written, in: report.changeSets.first?.dot, groups,
        rekeyed: report.projection.rekeyed, members)
      for change in report.projection.rekeyed {
        ledger?.rename(change, of: written, in: report.changeSets.map(\.dot))
        ledger?.numbers.note(change, of: written)
      }
      party.edits = []
    }
    try look(at: party) { self.ledger?.numbers.learn($0.view) }
    party.hasEdits = false
  }

  /// Gives the journal's entries times of the party's own clock: SQLite's is the computer's.
  private func retime(_ party: Party) throws {
    let hour: Int64 = 3_600_000
    // Whole hours, so that times of different replicas are often equal.
    try party.replica.setJournalTime(party.clock.now / hour * hour)
    party.unsealed = try party.rows()
  }

  /// Puts back the row that the message names, or all rows.
  private func undo(_ party: Party, because message: String, isThorough: Bool) throws {
    log.note("\(party.name) cannot seal \(message)")
    figures.undoneEdits += 1
    let live = try party.rows()
    var statements: [String] = []
    var isFound = false
    for (index, table) in history.models.enumerated() {
      let keys = Set(live[index].keys).union(party.shown[index].keys).sorted()
      for key in keys where live[index][key] != party.shown[index][key] {
        let isNamed = message.hasPrefix("\(table.name) \(key.readable): ")
        guard isNamed || isThorough else { continue }
        isFound = true
        statements += restore(index, key, to: party.shown[index][key])
      }
    }
    guard isFound else { throw Failure("\(party.name): nothing to undo for: \(message)") }
    // Deletes first, so that unique keys are free again.
    statements.sort { $0.hasPrefix("DELETE") && !$1.hasPrefix("DELETE") }
    let settings = "PRAGMA foreign_keys = OFF;"
    if let refusal = try run(statements, settings, party).refusal {
      guard !isThorough else { throw Failure("\(party.name): cannot undo: \(refusal)") }
      try undo(party, because: message, isThorough: true)
      return
    }
    try retime(party)
  }

  private func restore(_ table: Int, _ key: RowKey, to cells: [Value]?) -> [String] {
    let model = history.models[table]
    let name = Literals.name(model.name)
    let match = zip(model.key, key.values).map { "\(Literals.name($0)) IS \(Literals.value($1))" }
    let delete = "DELETE FROM \(name) WHERE \(match.joined(separator: " AND "))"
    guard let cells else { return [delete] }
    let names = (model.key + model.columns.map(\.name)).map(Literals.name)
    let values = (key.values + cells).map { Literals.value($0) }
    return [
      delete,
      "INSERT INTO \(name)(\(names.joined(separator: ", "))) "
        + "VALUES (\(values.joined(separator: ", ")))",
    ]
  }
}
