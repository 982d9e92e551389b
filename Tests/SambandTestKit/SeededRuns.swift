import Foundation

/// Runs a random test over many seeds, and tells how to repeat the one that fails.
///
/// The seeds are 1, 2, 3 …, the same in every run. `SAMBAND_SEED=7` runs that seed alone;
/// `SAMBAND_SEEDS=5000` runs more of them, or fewer.
public struct SeededRuns: Sendable {
  /// The name by which `swift test --filter` finds the test.
  public let filter: String
  /// The seeds to run.
  public let seeds: [UInt64]

  /// Plans `count` seeds, unless the environment says otherwise.
  public init(
    _ count: Int, filter: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.filter = filter
    if let seed = environment["SAMBAND_SEED"].flatMap({ UInt64($0) }) {
      seeds = [seed]
    } else {
      let wanted = environment["SAMBAND_SEEDS"].flatMap { Int($0) } ?? count
      seeds = (0..<max(wanted, 1)).map { UInt64($0) + 1 }
    }
  }

  /// Runs the body once for each seed; the first that throws ends the run with a ``SeedFailure``.
  public func run(_ body: (inout SeededGenerator) throws -> Void) throws {
    for seed in seeds {
      var generator = SeededGenerator(seed: seed)
      do {
        try body(&generator)
      } catch {
        throw SeedFailure(seed: seed, filter: filter, cause: error)
      }
    }
  }
}

/// What went wrong with one seed, and the line that repeats it.
public struct SeedFailure: Error, CustomStringConvertible {
  /// The seed that failed.
  public let seed: UInt64
  /// The name by which `swift test --filter` finds the test.
  public let filter: String
  /// What the test threw.
  public let cause: any Error

  /// The line that runs this seed alone.
  public var command: String { "SAMBAND_SEED=\(seed) swift test --filter \(filter)" }

  /// The cause, the seed and the line.
  public var description: String { "seed \(seed): \(cause)\n  repeat with: \(command)" }
}
