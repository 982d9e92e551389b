/// Checks that joining a value with itself changes nothing.
public func requireIdempotent<Value: Equatable>(
  _ values: [Value], _ name: String, join: (Value, Value) -> Value
) throws {
  for value in values {
    try requireEqual(join(value, value), value, "\(name) is idempotent")
  }
}

/// Checks that it does not matter which of two values is joined with which.
public func requireCommutative<Value: Equatable>(
  _ values: [Value], _ name: String, join: (Value, Value) -> Value
) throws {
  for (index, first) in values.enumerated() {
    for second in values[index...] {
      try requireEqual(
        join(first, second), join(second, first),
        "\(name) is commutative for\n  \(first)\n  \(second)")
    }
  }
}

/// Checks that it does not matter which two of three values are joined first.
public func requireAssociative<Value: Equatable>(
  _ values: [Value], _ name: String, join: (Value, Value) -> Value
) throws {
  for first in values {
    for second in values {
      let left = join(first, second)
      for third in values {
        try requireEqual(
          join(left, third), join(first, join(second, third)),
          "\(name) is associative for\n  \(first)\n  \(second)\n  \(third)")
      }
    }
  }
}

/// Checks all three laws of a join: what a semilattice needs.
public func requireSemilattice<Value: Equatable>(
  _ values: [Value], _ name: String, join: (Value, Value) -> Value
) throws {
  try requireIdempotent(values, name, join: join)
  try requireCommutative(values, name, join: join)
  try requireAssociative(values, name, join: join)
}
