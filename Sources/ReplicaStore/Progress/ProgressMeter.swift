/// Counts the steps of the stages of one operation for whoever observes it.
package final class ProgressMeter {
  private let observer: (any ProgressObserver)?
  private var stage = StageProgress.Stage.reading
  private var done: Int64 = 0
  private var total: Int64?
  /// So many steps go by between two looks at the observer.
  private static let interval: Int64 = 64

  init(_ observer: (any ProgressObserver)?) { self.observer = observer }

  /// Begins a stage, or tells how far one is whose steps something else counts.
  ///
  /// Errors: `interrupted`.
  package func begin(
    _ stage: StageProgress.Stage, of total: Int64?, done: Int64 = 0
  ) throws {
    (self.stage, self.total, self.done) = (stage, total, done)
    try tell()
  }

  /// Counts steps of the stage.
  ///
  /// Errors: `interrupted`.
  package func step(_ count: Int64 = 1) throws {
    let before = done / Self.interval
    done += count
    if done / Self.interval != before { try tell() }
  }

  private func tell() throws {
    guard let observer else { return }
    // What a stage comes to is an estimate.
    observer.observe(StageProgress(stage, total.map { min(done, $0) } ?? done, of: total))
    if observer.isStopRequested { throw StoreError.interrupted }
  }
}

extension StoreError {
  /// What a stopped operation ends with.
  static var interrupted: StoreError { StoreError(.interrupted, "the operation was stopped") }
}
