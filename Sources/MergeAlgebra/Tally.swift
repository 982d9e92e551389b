/// The state of a `sum` column: the amounts that no later insert of the row has seen.
public struct Tally: Equatable, Sendable {
  /// What one change set added; an insert's amount is what the row started with.
  public struct Amount: Hashable, Sendable {
    /// The difference, negative when it was taken away.
    public let difference: Int64
    /// By which change set.
    public let dot: Dot

    /// Describes a difference.
    public init(_ difference: Int64, by dot: Dot) {
      self.difference = difference
      self.dot = dot
    }
  }

  /// In dot order.
  public private(set) var amounts: [Amount]

  /// A tally that nobody has written.
  public init() { amounts = [] }

  /// A tally as it was stored; puts the amounts in order.
  public init(amounts: [Amount]) { self.amounts = amounts.sorted { $0.dot < $1.dot } }

  /// The sum; the nearest number that 64 bits hold where it is beyond them.
  ///
  /// The exact sum is kept, so that the order of the amounts does not matter, and what is taken away
  /// from a sum that is too great brings it back.
  public var total: Int64 {
    // The sum in 128 bits, two's complement: `high` holds the upper half.
    var (high, low) = (0, UInt64(0))
    for amount in amounts {
      let (sum, carries) = low.addingReportingOverflow(UInt64(bitPattern: amount.difference))
      low = sum
      high += (amount.difference < 0 ? -1 : 0) + (carries ? 1 : 0)
    }
    let number = Int64(bitPattern: low)
    if high == (number < 0 ? -1 : 0) { return number }
    return high < 0 ? .min : .max
  }

  /// What takes the sum that is shown to `wanted`, as far as 64 bits hold it.
  public func difference(to wanted: Int64) -> Int64 {
    let (difference, overflows) = wanted.subtractingReportingOverflow(total)
    return overflows ? (wanted < 0 ? .min : .max) : difference
  }

  /// Applies a difference.
  public mutating func add(_ difference: Int64, by dot: Dot) {
    let amount = Amount(difference, by: dot)
    let place = amounts.firstIndex { dot < $0.dot } ?? amounts.endIndex
    amounts.insert(amount, at: place)
  }

  /// Forgets the amounts that the author of an insert had seen.
  mutating func forget(seenBy context: VersionVector) {
    amounts.removeAll { context.covers($0.dot) }
  }

  /// Joins two states by causality.
  public func joined(
    with other: Tally, having mine: VersionVector, _ theirs: VersionVector
  ) -> Tally {
    Tally(amounts: joinByCausality(amounts, other.amounts, mine, theirs) { $0.dot })
  }
}
