/// Something that was written and is not shown, or that two people did at once.
public struct Conflict: Equatable, Sendable {
  /// What the conflict is about.
  public enum Subject: Equatable, Sendable {
    /// A merge unit with siblings of different values, lowest rank first.
    case unit(Int, siblings: [Sibling], shown: Int)
    /// A row that was deleted by someone and edited by someone who had not seen that.
    case life(isLiving: Bool, deletes: [Stamp], writes: [Dot])
  }

  /// What the conflict is about.
  public let subject: Subject
  /// Whether a person has to decide.
  public let state: ConflictState
}

extension TableModel {
  /// The conflicts of a row: of its units while it lives, and of its life.
  public func conflicts(of row: RowState) -> [Conflict] {
    var conflicts: [Conflict] = []
    let living = isLiving(row)
    // Who edits a row that someone deleted has answered the delete; but where deletes win, only an
    // insert can.
    let deletes = row.deletes.filter { !living || !$0.isAnswered }.map(\.stamp)
    if !deletes.isEmpty && !row.writes.isEmpty {
      let subject = Conflict.Subject.life(isLiving: living, deletes: deletes, writes: row.writes)
      conflicts.append(Conflict(subject: subject, state: .settled))
    }
    guard living else { return conflicts }
    for (index, state) in row.units.enumerated() {
      guard case .register(let register) = state else { continue }
      let resolution = register.resolved(by: units[index].rule)
      guard let shown = resolution.shown, let state = resolution.conflict else { continue }
      let subject = Conflict.Subject.unit(index, siblings: register.siblings, shown: shown)
      conflicts.append(Conflict(subject: subject, state: state))
    }
    return conflicts
  }
}
