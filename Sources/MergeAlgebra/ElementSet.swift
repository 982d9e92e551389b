/// One element of a `union` column: a JSON value as its canonical (RFC 8785) bytes.
public struct Element: Hashable, Comparable, Sendable {
  /// The canonical bytes.
  public let bytes: [UInt8]

  /// Wraps bytes that the caller has made canonical.
  public init(canonical bytes: [UInt8]) { self.bytes = bytes }

  /// The order, by bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// The state of a `union` column: each element with the dots of its unremoved additions.
///
/// An observed-remove set: an element is present while one addition is not seen by a remove.
/// (Shapiro et al., "A comprehensive study of convergent and commutative replicated data types",
/// 2011, OR-Set, without tombstones because contexts say what a remove has seen.)
public struct ElementSet: Equatable, Sendable {
  /// One addition of one element.
  public struct Addition: Hashable, Sendable {
    /// What was added.
    public let element: Element
    /// By which change set.
    public let dot: Dot

    /// Describes an addition.
    public init(_ element: Element, by dot: Dot) {
      self.element = element
      self.dot = dot
    }
  }

  /// By element bytes, then dot; no addition twice.
  public private(set) var additions: [Addition]

  /// A set without elements.
  public init() { additions = [] }

  /// A set as it was stored; puts the additions in order.
  public init(additions: [Addition]) { self.additions = Self.ordered(additions) }

  /// The elements present, by canonical bytes.
  public var elements: [Element] {
    var elements: [Element] = []
    for addition in additions where elements.last != addition.element {
      elements.append(addition.element)
    }
    return elements
  }

  /// Applies removals of what the author had seen, then additions.
  public mutating func edit(
    adding: [Element], removing: [Element], by dot: Dot, seeing context: VersionVector
  ) {
    additions.removeAll { removing.contains($0.element) && context.covers($0.dot) }
    additions = Self.ordered(additions + adding.map { Addition($0, by: dot) })
  }

  /// Forgets the additions that the author of an insert had seen.
  mutating func forget(seenBy context: VersionVector) {
    additions.removeAll { context.covers($0.dot) }
  }

  /// Joins two states by causality.
  public func joined(
    with other: ElementSet, having mine: VersionVector, _ theirs: VersionVector
  ) -> ElementSet {
    ElementSet(
      additions: joinByCausality(additions, other.additions, mine, theirs) { $0.dot })
  }

  private static func ordered(_ additions: [Addition]) -> [Addition] {
    var result: [Addition] = []
    let sorted = additions.sorted {
      $0.element == $1.element ? $0.dot < $1.dot : $0.element < $1.element
    }
    for addition in sorted where result.last != addition { result.append(addition) }
    return result
  }
}
