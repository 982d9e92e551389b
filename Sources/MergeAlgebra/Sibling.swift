/// Whether a write of an `owner` or `coordinator` unit was made by the one who decides.
///
/// Fixed when the write is sealed, and never changed afterwards.
public enum Standing: UInt8, Hashable, Sendable {
  /// An ordinary or deciding write: it displaces every sibling that its author had seen.
  case deciding = 0
  /// A proposal to the one who decides: it displaces only proposals.
  case suggestion = 1
}

/// A write of one merge unit that no other known write of that unit has displaced.
public struct Sibling: Hashable, Sendable {
  /// Who wrote it and when.
  public let stamp: Stamp
  /// Whether its author decides.
  public let standing: Standing
  /// The cells of the unit, in the unit's column order.
  public let values: [Value]

  /// Describes a write of a unit.
  public init(stamp: Stamp, standing: Standing = .deciding, values: [Value]) {
    self.stamp = stamp
    self.standing = standing
    self.values = values
  }
}

/// The siblings of one merge unit: a multi-value register.
///
/// Invariant: in rank order, one per dot; a deciding sibling was displaced by no known write, a
/// suggestion by no known write that saw it.
public struct Register: Equatable, Sendable {
  /// The siblings, lowest rank first.
  ///
  /// Empty when nobody has written the unit.
  public private(set) var siblings: [Sibling]

  /// A register that nobody has written.
  public init() { siblings = [] }

  /// A register as it was stored; sorts the siblings by rank.
  public init(siblings: [Sibling]) {
    self.siblings = siblings.sorted { $0.stamp < $1.stamp }
    assertInvariants()
  }

  /// Applies a write whose author had seen `context`.
  public mutating func write(_ sibling: Sibling, seeing context: VersionVector) {
    siblings.removeAll { old in
      let isDisplaceable = sibling.standing == .deciding || old.standing == .suggestion
      return isDisplaceable && context.covers(old.stamp.dot)
    }
    let place = siblings.firstIndex { sibling.stamp < $0.stamp } ?? siblings.endIndex
    siblings.insert(sibling, at: place)
    assertInvariants()
  }

  /// Forgets the writes that the author of an insert had seen.
  mutating func forget(seenBy context: VersionVector) {
    siblings.removeAll { context.covers($0.stamp.dot) }
  }

  /// Joins two registers: a sibling that one side lacks but has seen is displaced.
  public func joined(
    with other: Register, having mine: VersionVector, _ theirs: VersionVector
  ) -> Register {
    Register(
      siblings: joinByCausality(siblings, other.siblings, mine, theirs) { $0.stamp.dot })
  }
}

/// What remains of two sets of dotted things when their holders meet.
///
/// Kept: what both have, and what one has and the other's vector does not cover. What one lacks
/// although its vector covers it has been displaced there. (Optimized OR-set join: Bieniusa et al.,
/// "An optimized conflict-free replicated set", 2012.)
func joinByCausality<Element: Equatable>(
  _ mine: [Element], _ theirs: [Element], _ myVector: VersionVector,
  _ theirVector: VersionVector, dot: (Element) -> Dot
) -> [Element] {
  let kept = mine.filter { theirs.contains($0) || !theirVector.covers(dot($0)) }
  let added = theirs.filter { !mine.contains($0) && !myVector.covers(dot($0)) }
  return kept + added
}
