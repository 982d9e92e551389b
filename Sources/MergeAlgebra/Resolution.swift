/// Whether a person has to do something about a conflict.
public enum ConflictState: String, Hashable, Sendable {
  /// Nobody has decided yet.
  case open
  /// The rule decided; it can be reopened.
  case settled
}

/// What a register shows, and whether that hides anything.
public struct Resolution: Equatable, Sendable {
  /// The index of the sibling that is shown; `nil` when nobody has written the unit.
  public let shown: Int?
  /// How the conflict stands; `nil` when all siblings have one value.
  public let conflict: ConflictState?
}

extension Register {
  /// Chooses what is shown.
  ///
  /// A rule never drops a sibling.
  public func resolved(by rule: Rule) -> Resolution {
    guard siblings.count > 1 else {
      return Resolution(shown: siblings.isEmpty ? nil : 0, conflict: nil)
    }
    let (shown, isSettled) = choice(by: rule)
    let differs = siblings.contains { $0.values != siblings[0].values }
    guard differs else { return Resolution(shown: shown, conflict: nil) }
    return Resolution(shown: shown, conflict: isSettled ? .settled : .open)
  }

  /// The cells that are shown; `nil` when nobody has written the unit.
  public func shownValues(by rule: Rule) -> [Value]? {
    resolved(by: rule).shown.map { siblings[$0].values }
  }

  private func choice(by rule: Rule) -> (shown: Int, isSettled: Bool) {
    let last = siblings.count - 1
    switch rule {
    case .latest: return (last, true)
    case .first: return (0, true)
    case .ask: return (last, false)
    case .highest: return (extreme { $0.precedes($1) }, true)
    case .lowest: return (extreme { $1.precedes($0) }, true)
    case .furthest(let order): return furthest(along: order)
    case .owner, .coordinator:
      let shown = siblings.lastIndex { $0.standing == .deciding } ?? last
      let waits = siblings.contains {
        $0.standing == .suggestion && $0.values != siblings[shown].values
      }
      return (shown, !waits)
    case .union, .sum:
      preconditionFailure("the rule \(rule.name) has no siblings to choose from")
    }
  }

  /// The sibling with the greatest value; among equal values the highest rank.
  private func extreme(_ isLess: (Value, Value) -> Bool) -> Int {
    var best = 0
    for index in siblings.indices.dropFirst() {
      let isWorse = isLess(single(index), single(best))
      if !isWorse { best = index }
    }
    return best
  }

  private func furthest(along order: ValueOrder) -> (shown: Int, isSettled: Bool) {
    let maximal = siblings.indices.filter { index in
      !siblings.indices.contains { order.isBefore(single(index), single($0)) }
    }
    guard let shown = maximal.last else {
      preconditionFailure("an order with a cycle: \(order.groups)")
    }
    return (shown, maximal.allSatisfy { single($0) == single(shown) })
  }

  private func single(_ index: Int) -> Value {
    let values = siblings[index].values
    precondition(values.count == 1, "this rule needs units of one column, not \(values.count)")
    return values[0]
  }
}
