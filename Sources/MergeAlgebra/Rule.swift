/// How the visible value of a merge unit is chosen among its siblings.
public enum Rule: Hashable, Sendable {
  /// The highest rank.
  case latest
  /// The lowest rank.
  case first
  /// The writes of the member who owns the row.
  case owner
  /// The writes of the coordinator.
  case coordinator
  /// The greatest value in SQLite's order.
  case highest
  /// The least value in SQLite's order.
  case lowest
  /// The value that is furthest along an order.
  case furthest(ValueOrder)
  /// JSON arrays as sets.
  case union
  /// Differences that add up.
  case sum
  /// The latest is shown and a person must decide.
  case ask

  /// The rule's word in the rules document and in conflict lists.
  public var name: String {
    switch self {
    case .latest: "latest"
    case .first: "first"
    case .owner: "owner"
    case .coordinator: "coordinator"
    case .highest: "highest"
    case .lowest: "lowest"
    case .furthest: "furthest"
    case .union: "union"
    case .sum: "sum"
    case .ask: "ask"
    }
  }

  /// Whether someone decides and the others suggest.
  public var hasSuggestions: Bool { self == .owner || self == .coordinator }

  /// The state of a unit that nobody has written.
  public var initialState: UnitState {
    switch self {
    case .union: .elements(ElementSet())
    case .sum: .tally(Tally())
    default: .register(Register())
    }
  }
}

/// When a row that was both deleted and edited lives.
public enum DeletionRule: String, Hashable, Sendable {
  /// It lives while any write of it was seen by no delete.
  case keepEdited = "keep-edited"
  /// It is dead while any delete was seen by no later insert.
  case deleteWins = "delete-wins"
}

/// A strict partial order of declared values, for the rule `furthest`.
///
/// It is declared as groups, lowest first; every value of a group comes before every value of the
/// later groups. A group's members are incomparable to each other; a member may be a chain of
/// values, which are ordered among themselves.
public struct ValueOrder: Hashable, Sendable {
  /// One member of a group: a value, or a chain of values, lowest first.
  public typealias Chain = [Value]

  /// The groups as declared.
  public let groups: [[Chain]]
  private let places: [Value: Place]

  private struct Place: Hashable {
    let group: Int
    let chain: Int
    let step: Int
  }

  /// Orders the values; `nil` when one is named twice or a chain is empty.
  public init?(groups: [[Chain]]) {
    var places: [Value: Place] = [:]
    for (group, chains) in groups.enumerated() {
      for (chain, values) in chains.enumerated() {
        if values.isEmpty { return nil }
        for (step, value) in values.enumerated() {
          let place = Place(group: group, chain: chain, step: step)
          if places.updateValue(place, forKey: value) != nil { return nil }
        }
      }
    }
    self.groups = groups
    self.places = places
  }

  /// Whether `first` comes before `second`.
  ///
  /// An undeclared value is incomparable to all.
  public func isBefore(_ first: Value, _ second: Value) -> Bool {
    guard let a = places[first], let b = places[second] else { return false }
    if a.group != b.group { return a.group < b.group }
    return a.chain == b.chain && a.step < b.step
  }
}
