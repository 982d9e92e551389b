import Exchange
import Foundation
import Synchronization

/// A clock that stands where the story is: a Wednesday of some week, then a little later.
final class DemoClock: WallClock {
  private let milliseconds: Mutex<Int64>

  /// Starts at a moment in milliseconds.
  init(_ start: Int64) { milliseconds = Mutex(start) }

  /// The moment, a second later each time it is asked for.
  var now: Int64 {
    milliseconds.withLock { moment in
      moment += 1_000
      return moment
    }
  }

  /// Moves on to a moment.
  func set(_ moment: Int64) { milliseconds.withLock { $0 = moment } }

  /// The Wednesday of a week of 2026, nine o'clock UTC.
  static func wednesday(ofWeek week: Int) -> Int64 {
    // 2026-01-07 is the Wednesday of week 2.
    let secondWeek: Int64 = 1_767_776_400_000
    return secondWeek + Int64(week - 2) * 7 * 86_400_000
  }
}
