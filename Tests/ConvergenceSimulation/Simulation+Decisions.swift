import Exchange
import MergeAlgebra
import ReplicaStore
import SambandTestKit

extension Simulation {
  /// A party decides one of the conflicts that it is shown.
  func decide(_ party: Party) throws {
    try seal(party)
    let candidates = try party.replica.conflicts().filter { conflict in
      switch conflict.subject {
      case .held, .renumbered: return false
      case .duplicate: return ledger != nil && generator.once(in: 2)
      case .values, .life, .cleared: return conflict.state == .open || generator.once(in: 4)
      }
    }
    guard !candidates.isEmpty else { return }
    let conflict = generator.pick(candidates)
    guard let decision = decision(of: conflict) else { return }
    let resolved: (changeSet: Dot, projection: ProjectionReport)
    do {
      resolved = try party.replica.resolve(conflict.id, decision)
    } catch let error as ExchangeError
      where [.badValue, .undecided, .unsealable].contains(error.code)
    {
      // The value fits the schema no more, for another row has its place; something else has to be
      // decided first; or only the owner of the row may.
      log.note("\(party.name) cannot \(decision.words.plain) in \(conflict.id): \(error)")
      figures.refusedEdits += 1
      return
    }
    log.note("\(party.name) \(decision.words.told) in \(conflict.id) of \(conflict.table)")
    figures.resolutions += 1
    figures.changeSets += 1
    let before = party.view
    let groups = try note(resolved.changeSet, of: party)
    try look(at: party) { party in
      try self.ledger?.note(
        party, deciding: conflict, by: decision, from: before, in: resolved.changeSet, groups,
        self.members)
    }
  }

  private func decision(of conflict: ListedConflict) -> Decision? {
    switch conflict.subject {
    case .values(let siblings, _): .take(1 + generator.number(below: siblings.count))
    case .life(let life): .take(life.isRevived ? 1 : 1 + generator.number(below: 2))
    case .cleared(let written, _):
      .value(Array(written.values.count == 1 ? "null".utf8 : Self.nulls(written).utf8))
    case .duplicate: .keep(generator.pick([.shown, .hidden, .both]), newKey: nil)
    case .held, .renumbered: nil
    }
  }

  private static func nulls(_ written: Sibling) -> String {
    "[\(written.values.map { _ in "null" }.joined(separator: ","))]"
  }

  /// Looks at what a party's file shows and lists, and whether it may.
  ///
  /// `noting` writes into the books what the party has just decided, which shows only now.
  func look(at party: Party, noting: (Party) throws -> Void = { _ in }) throws {
    party.shown = try party.rowsChecked()
    let differing = try party.replica.projectionFindings()
    guard differing.isEmpty else {
      throw Failure("\(party.name): from nothing it would show otherwise: \(differing)")
    }
    guard let ledger else { return }
    party.view = try ledger.view(of: party.shown, try party.replica.conflicts())
    try noting(party)
    try self.ledger?.check(party, history)
  }
}

extension Decision {
  /// The decision as the event log tells it: "take 2", "takes 2".
  fileprivate var words: (plain: String, told: String) {
    switch self {
    case .take(let number): ("take \(number)", "takes \(number)")
    case .value(let bytes):
      ("write \(String(decoding: bytes, as: UTF8.self))", "writes another value")
    case .keep(let row, _): ("keep \(row.rawValue)", "keeps \(row.rawValue)")
    }
  }
}
