/// Checks that nothing is before itself and that being before carries over; so no cycle exists.
public func requireStrictPartialOrder<Value>(
  _ values: [Value], _ name: String, isBefore: (Value, Value) -> Bool
) throws {
  let before = values.map { first in values.map { isBefore(first, $0) } }
  for first in values.indices {
    try require(!before[first][first], "\(name): \(values[first]) is before itself")
    for second in values.indices where before[first][second] {
      try require(
        !before[second][first],
        "\(name): \(values[first]) and \(values[second]) are before each other")
      for third in values.indices where before[second][third] {
        try require(
          before[first][third],
          "\(name): \(values[first]), \(values[second]), \(values[third]) do not carry over")
      }
    }
  }
}

/// Checks that, besides, not being ordered carries over: such values tie.
public func requireStrictWeakOrder<Value>(
  _ values: [Value], _ name: String, isBefore: (Value, Value) -> Bool
) throws {
  try requireStrictPartialOrder(values, name, isBefore: isBefore)
  let ties = values.map { first in
    values.map { !isBefore(first, $0) && !isBefore($0, first) }
  }
  for first in values.indices {
    for second in values.indices where ties[first][second] {
      for third in values.indices where ties[second][third] {
        try require(
          ties[first][third],
          "\(name): the ties of \(values[first]), \(values[second]), \(values[third]) do not carry over"
        )
      }
    }
  }
}

/// Checks that two different values are always ordered, one way.
public func requireStrictTotalOrder<Value: Equatable>(
  _ values: [Value], _ name: String, isBefore: (Value, Value) -> Bool
) throws {
  try requireStrictPartialOrder(values, name, isBefore: isBefore)
  for first in values {
    for second in values where first != second {
      try require(
        isBefore(first, second) || isBefore(second, first),
        "\(name): \(first) and \(second) are not ordered")
    }
  }
}

/// Checks a relation such as "at least as wide": of each to itself, carrying over, and mutual only
/// between equals.
public func requirePartialOrder<Value: Equatable>(
  _ values: [Value], _ name: String, isAtLeast: (Value, Value) -> Bool
) throws {
  for first in values {
    try require(isAtLeast(first, first), "\(name): not \(first) to itself")
    for second in values where isAtLeast(first, second) {
      try require(
        first == second || !isAtLeast(second, first), "\(name): \(first) and \(second) mutually")
      for third in values where isAtLeast(second, third) {
        try require(
          isAtLeast(first, third), "\(name): \(first), \(second), \(third) does not carry over")
      }
    }
  }
}
