/// A law that does not hold, with the values that show it.
public struct LawViolation: Error, CustomStringConvertible, Sendable {
  /// The law, and what breaks it.
  public let description: String

  /// States the law that is broken and by what.
  public init(_ description: String) { self.description = description }
}

/// Throws a ``LawViolation`` unless the law holds.
public func require(_ holds: Bool, _ law: @autoclosure () -> String) throws {
  if !holds { throw LawViolation(law()) }
}

/// Throws a ``LawViolation`` with both values unless they are equal.
public func requireEqual<Value: Equatable>(
  _ found: Value, _ wanted: Value, _ law: @autoclosure () -> String
) throws {
  if found != wanted {
    throw LawViolation("\(law())\n  found  \(found)\n  wanted \(wanted)")
  }
}
