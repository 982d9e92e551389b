import MergeAlgebra

/// Which rows of a circle are there at all, unique keys aside (protocol §7, revival and absence).
///
/// Away only grows and the revived only shrink with it, so the result does not depend on the order. But
/// a dead row that comes back in the place of a living one that is away may be what others had missed:
/// then all begins again, with that living row away from the start. A row that is set aside under another
/// counts as there: it keeps its parents, and what refers to it shows its keeper. So unique keys have no
/// say in this.
struct PresencePass {
  let scope: Scope
  let circle: Circle
  private var away: [RowRef: Irregularity]
  private var revived: Set<RowRef> = []
  /// Living rows that are away and in whose place dead ones have come back.
  private var replaced: [RowRef: Irregularity]

  /// `invalid` are the rows that another constraint refuses.
  init(_ scope: Scope, _ circle: Circle, invalid: [RowRef: Irregularity]) {
    self.scope = scope
    self.circle = circle
    away = invalid
    replaced = invalid
  }

  /// Decides over the living rows of the circle, and over the dead ones that they need.
  mutating func run() throws {
    let living = scope.entries.values.filter { $0.circle == circle && $0.isLiving }
    var isStable = false
    while !isStable {
      let before = replaced.count
      revived = try revival(of: living)
      if replaced.count > before {
        away = replaced
        continue
      }
      let present = living + revived.compactMap { scope.entries[$0] }
      var found: [RowRef: Irregularity] = [:]
      for entry in present where away[entry.ref] == nil {
        found[entry.ref] = try absence(of: entry)
      }
      away.merge(found) { $1 }
      isStable = found.isEmpty
    }
    try settleReasons()
    for entry in living { entry.presence = away[entry.ref].map { .away($0) } ?? .shown }
    for ref in revived where away[ref] == nil { scope.entries[ref]?.presence = .revived }
    try markNeeded(by: living)
  }

  /// Says why each row is away by what is there in the end, so that the order of finding out leaves no
  /// trace in the list.
  private mutating func settleReasons() throws {
    for (ref, reason) in away where reason.kind != .invalid {
      guard let entry = scope.entries[ref] else { continue }
      away[ref] = try absence(of: entry) ?? reason
    }
  }

  /// Marks the dead rows that living ones refer to, shown or not, and that cannot be shown.
  private func markNeeded(by living: [Entry]) throws {
    var queue = living
    while let entry = queue.popLast() {
      for (link, parents) in zip(entry.table.links, entry.parents) where link.rule == .revive {
        guard let parents, try !parents.contains(where: { try isThere($0, revived) }) else {
          continue
        }
        for ref in parents {
          guard let parent = scope.entries[ref], !parent.isLiving, parent.presence == .absent else {
            continue
          }
          parent.presence = .away(Irregularity(.needed))
          queue.append(parent)
        }
      }
    }
  }

  /// The dead rows that these and each other need.
  private mutating func revival(of living: [Entry]) throws -> Set<RowRef> {
    var found: Set<RowRef> = []
    var queue = living.filter { away[$0.ref] == nil }
    while let entry = queue.popLast() {
      for (link, parents) in zip(entry.table.links, entry.parents) where link.rule == .revive {
        guard let parents, !parents.isEmpty else { continue }
        if try parents.contains(where: { try isThere($0, []) }) { continue }
        // Of several that it may mean all come back: were it one, another would have to when that is
        // away, and what had gone with the other by then would stay away.
        for ref in parents where away[ref] == nil && scope.entries[ref]?.isLiving != true {
          guard let dead = scope.entries[ref] else {
            scope.want(ref)
            continue
          }
          if found.insert(ref).inserted { queue.append(dead) }
          for other in parents where scope.entries[other]?.isLiving == true {
            replaced[other] = replaced[other] ?? away[other]
          }
        }
      }
    }
    return found
  }

  private func isThere(_ ref: RowRef, _ revived: Set<RowRef>) throws -> Bool {
    if away[ref] != nil { return false }
    if revived.contains(ref) { return true }
    guard let entry = scope.entries[ref] else { return try scope.isShownOutside(ref) }
    if entry.circle == circle { return entry.isLiving }
    return entry.presence == .shown || entry.presence == .revived
  }

  /// Why a row cannot be there; `nil` when it can.
  private func absence(of entry: Entry) throws -> Irregularity? {
    for (link, parents) in zip(entry.table.links, entry.parents) {
      guard let parents else { continue }
      if parents.isEmpty { return Irregularity(.missingParent, link.parent) }
      if try parents.contains(where: { try isThere($0, revived) }) { continue }
      switch link.rule {
      case .clear: continue
      case .cascade: return Irregularity(.parentGone, link.parent)
      case .revive: return Irregularity(.missingParent, link.parent)
      }
    }
    return nil
  }
}
