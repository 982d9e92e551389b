import GRDB
import GRDBSQLite

/// Lets an observer stop the statements of a connection while they run.
final class StopCheck: Sendable {
  private let observer: any ProgressObserver
  /// So many instructions of SQLite's machine go by between two looks: less than a millisecond.
  ///
  /// More than the few that a rollback takes, which must never be stopped.
  private static let instructions: Int32 = 1_000

  init?(_ observer: (any ProgressObserver)?) {
    guard let observer else { return nil }
    self.observer = observer
  }

  /// Looks at the observer from now on; whoever holds the connection must hold this as well.
  func watch(_ database: Database) {
    sqlite3_progress_handler(
      database.sqliteConnection, Self.instructions,
      { context in
        guard let context else { return 0 }
        let check = Unmanaged<StopCheck>.fromOpaque(context).takeUnretainedValue()
        return check.observer.isStopRequested ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
