import GRDB

extension ReplicaFile {
  /// Runs an edit as another program would, in one transaction: the user's triggers, ours that capture
  /// and guard, and foreign keys are on.
  ///
  /// On trial everything is done and nothing kept. Nothing may be projected on this connection.
  package func edit<Result>(
    isTrial: Bool, _ body: (ReplicaTransaction) throws -> Result
  ) throws -> Result {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Self.patience)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let result = try queue.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(.immediate) {
          result = try body(
            try ReplicaTransaction(
              SQLSession(database: database), SchemaCache(), ProgressMeter(observer)))
          return isTrial ? .rollback : .commit
        }
        guard let result else { preconditionFailure("a finished operation has a result") }
        return result
      }
      try queue.close()
      return result
    } catch let error as DatabaseError {
      throw SQLSession.failure(
        error.extendedResultCode.rawValue, error.message ?? "", sql: error.sql)
    }
  }
}
