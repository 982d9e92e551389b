import ReplicaStore

extension Replica {
  /// Opens a conflict again that a rule has settled, so that a person must decide it.
  ///
  /// It is listed as open in this replica, until somebody decides; what is shown stays. Edits that wait
  /// are sealed first. Returns the conflict as it was. Errors: `unknownConflict`; `heldBack` when there
  /// is nothing to choose.
  public func reopen(_ id: String) throws -> ListedConflict {
    let keys = try workplace.keys.keys(of: identity.replica)
    return try write { operation in
      _ = try operation.seal(note: "", keys: keys)
      let listed = try operation.transaction.conflicts()
      guard let conflict = listed.first(where: { $0.id == id }) else {
        throw ExchangeError(.unknownConflict, id)
      }
      if case .held = conflict.subject { throw ExchangeError(.heldBack, id) }
      if conflict.state == .settled { try operation.transaction.reopen(conflict) }
      return conflict
    }
  }
}
