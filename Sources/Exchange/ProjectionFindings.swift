extension Replica {
  /// The rows that show something else than a projection computed from nothing.
  public func projectionFindings() throws -> [String] { [] }
}
