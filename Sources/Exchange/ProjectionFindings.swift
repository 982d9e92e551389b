import ReplicaStore

extension Replica {
  /// Computes what the live tables should show from the replicated state and nothing else, and names
  /// each row that they show otherwise.
  ///
  /// Edits that wait are sealed first. Reads everything; changes nothing else.
  public func projectionFindings() throws -> [ContentDifference] {
    try seal()
    return try read { try $0.transaction.projectionDifferences() }
  }
}
