/// The state of one merge unit, in the shape that its rule needs.
public enum UnitState: Equatable, Sendable {
  /// Siblings: every rule but `union` and `sum`.
  case register(Register)
  /// The elements of a `union` column.
  case elements(ElementSet)
  /// The amounts of a `sum` column.
  case tally(Tally)
}

/// A delete of a row that no known insert of it has seen.
public struct Deletion: Equatable, Sendable {
  /// Who deleted it and when.
  public let stamp: Stamp
  /// Whether a known later write of the row had seen it: then nobody needs to be told.
  public var isAnswered: Bool

  /// Describes a delete.
  public init(_ stamp: Stamp, isAnswered: Bool = false) {
    self.stamp = stamp
    self.isAnswered = isAnswered
  }
}

/// The replicated state of one row: a function of the set of writes applied to it, in whatever
/// causal order they came.
public struct RowState: Equatable, Sendable {
  /// The inserts that no known insert of the row saw, lowest rank first.
  public private(set) var births: [Stamp]
  /// The writes that no other known write and no known delete of the row saw, in dot order.
  ///
  /// Under `keep-edited` the row lives while there is one. It is enough to keep the newest: who saw
  /// a write saw all that its author had seen.
  public private(set) var writes: [Dot]
  /// The deletes that no known insert of the row and no later delete saw, lowest rank first.
  public private(set) var deletes: [Deletion]
  /// The units, in the table model's order.
  public private(set) var units: [UnitState]

  /// A row that nobody has written, with units in the shape that `rules` need.
  public init(rules: [Rule]) {
    births = []
    writes = []
    deletes = []
    units = rules.map(\.initialState)
  }

  /// A row as it was stored.
  public init(births: [Stamp], writes: [Dot], deletes: [Deletion], units: [UnitState]) {
    self.births = births.sorted()
    self.writes = writes.sorted()
    self.deletes = deletes.sorted { $0.stamp < $1.stamp }
    self.units = units
    assertInvariants()
  }

  /// Whether any write of the row is known.
  public var isKnown: Bool { !births.isEmpty || !deletes.isEmpty || !writes.isEmpty }

  /// The lowest rank among the births: orders rows that want the same place.
  public var birth: Stamp? { births.first }

  /// Whether the row lives.
  public func isLiving(under rule: DeletionRule) -> Bool {
    switch rule {
    case .keepEdited: !writes.isEmpty
    case .deleteWins: !births.isEmpty && deletes.isEmpty
    }
  }

  /// Whether a change set has changed the row already; none may twice.
  public func isChanged(by dot: Dot) -> Bool {
    writes.contains(dot) || deletes.contains { $0.stamp.dot == dot }
  }

  /// Applies one change whose author had seen `context`.
  ///
  /// The caller applies every change of a row once, and only after all changes that its author had
  /// seen (``VersionVector`` says so). Then the result does not depend on the order.
  public mutating func apply(_ change: RowChange, seeing context: VersionVector) {
    let dot = change.stamp.dot
    if change.kind == .insert {
      for unit in units.indices { units[unit].forget(seenBy: context) }
    }
    for edit in change.edits {
      precondition(units.indices.contains(edit.unit), "no unit \(edit.unit) in \(units.count)")
      units[edit.unit].apply(edit.content, of: change, seeing: context)
    }
    if change.kind == .insert {
      births.removeAll { context.covers($0.dot) }
      births = (births + [change.stamp]).sorted()
      deletes.removeAll { context.covers($0.stamp.dot) }
    }
    writes.removeAll { context.covers($0) }
    if change.kind == .delete {
      deletes.removeAll { context.covers($0.stamp.dot) }
      deletes = (deletes + [Deletion(change.stamp)]).sorted { $0.stamp < $1.stamp }
    } else {
      writes = (writes + [dot]).sorted()
      for index in deletes.indices where context.covers(deletes[index].stamp.dot) {
        deletes[index].isAnswered = true
      }
    }
    assertInvariants()
  }

  /// Applies to some units what a change did to them, where the change itself was applied before
  /// those units were known.
  ///
  /// All changes that wrote these units, and all inserts of the row, must be applied so in the order
  /// in which they were applied first. Then the row is as if the units had always been known.
  public mutating func applyLate(
    _ change: RowChange, to late: Set<Int>, seeing context: VersionVector
  ) {
    if change.kind == .insert {
      for unit in late { units[unit].forget(seenBy: context) }
    }
    for edit in change.edits where late.contains(edit.unit) {
      units[edit.unit].apply(edit.content, of: change, seeing: context)
    }
    assertInvariants()
  }

  /// The same row with its units in another order, or with more of them.
  public func regrouped(into units: [UnitState]) -> RowState {
    var row = self
    row.units = units
    return row
  }

  /// Joins two states of the same row whose holders have applied `mine` and `theirs`.
  public func joined(
    with other: RowState, having mine: VersionVector, _ theirs: VersionVector
  ) -> RowState {
    let kept = joinByCausality(
      deletes.map(\.stamp), other.deletes.map(\.stamp), mine, theirs
    ) { $0.dot }
    let answered = (deletes + other.deletes).filter(\.isAnswered).map(\.stamp)
    return RowState(
      births: joinByCausality(births, other.births, mine, theirs) { $0.dot },
      writes: joinByCausality(writes, other.writes, mine, theirs) { $0 },
      deletes: kept.map { Deletion($0, isAnswered: answered.contains($0)) },
      units: zip(units, other.units).map { $0.joined(with: $1, having: mine, theirs) })
  }
}

extension UnitState {
  /// Starts the unit anew for someone who inserts the row: what the author had seen is over, also
  /// what another had decided.
  mutating func forget(seenBy context: VersionVector) {
    switch self {
    case .register(var register):
      register.forget(seenBy: context)
      self = .register(register)
    case .elements(var set):
      set.forget(seenBy: context)
      self = .elements(set)
    case .tally(var tally):
      tally.forget(seenBy: context)
      self = .tally(tally)
    }
  }

  mutating func apply(
    _ content: UnitEdit.Content, of change: RowChange, seeing context: VersionVector
  ) {
    let dot = change.stamp.dot
    switch (self, content) {
    case (.register(var register), .write(let values, let standing)):
      self = .register(Register())
      register.write(
        Sibling(stamp: change.stamp, standing: standing, values: values), seeing: context)
      self = .register(register)
    case (.elements(var set), .elements(let adding, let removing)):
      set.edit(adding: adding, removing: removing, by: dot, seeing: context)
      self = .elements(set)
    case (.tally(var tally), .difference(let difference)):
      tally.add(difference, by: dot)
      self = .tally(tally)
    default:
      preconditionFailure("a unit in the state \(self) cannot take \(content)")
    }
  }

  func joined(
    with other: UnitState, having mine: VersionVector, _ theirs: VersionVector
  ) -> UnitState {
    switch (self, other) {
    case (.register(let a), .register(let b)): .register(a.joined(with: b, having: mine, theirs))
    case (.elements(let a), .elements(let b)): .elements(a.joined(with: b, having: mine, theirs))
    case (.tally(let a), .tally(let b)): .tally(a.joined(with: b, having: mine, theirs))
    default: preconditionFailure("two states of one unit have shapes \(self) and \(other)")
    }
  }
}
