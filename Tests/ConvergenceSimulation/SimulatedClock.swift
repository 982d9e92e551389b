import Exchange
import Foundation

/// A computer's clock that moves only when it is told to, also backwards.
public final class SimulatedClock: WallClock, @unchecked Sendable {
  private let lock = NSLock()
  private var time: Int64

  /// A clock that shows this many milliseconds since 1970-01-01T00:00Z.
  public init(at time: Int64) { self.time = time }

  /// What it shows.
  public var now: Int64 { lock.withLock { time } }

  /// Moves the clock by so many milliseconds.
  public func move(by milliseconds: Int64) { lock.withLock { time += milliseconds } }
}
