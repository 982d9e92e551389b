import MergeAlgebra
import ReplicaStore

extension Replica {
  /// What the cells of conflicts held before anybody wrote them at once, by the conflicts' identifiers,
  /// as far as there was something and the log tells.
  ///
  /// Reads every change set; changes nothing. Errors: `storage`.
  public func bases(of conflicts: [ListedConflict]) throws -> [String: ConflictBase] {
    let names = Set(conflicts.map(\.rowName))
    if names.isEmpty { return [:] }
    return try read { operation in
      let transaction = operation.transaction
      var events: [RowName: [RowEvent]] = [:]
      try operation.eachLogged { logged in
        for table in Set(names.map(\.table)) {
          let all = try transaction.events(
            in: logged.set.groups, of: logged.entry.dot, seeing: logged.seen, table: table)
          for event in all where names.contains(event.row) {
            events[event.row, default: []].append(event)
          }
        }
        return true
      }
      var bases: [String: ConflictBase] = [:]
      for conflict in conflicts {
        bases[conflict.id] = try transaction.base(
          of: conflict, among: events[conflict.rowName] ?? [])
      }
      return bases
    }
  }
}
