import Exchange
import Foundation
import SambandTestKit

/// Keys, secrets and names that a seed repeats exactly.
///
/// Nothing about them is secret.
public final class SimulatedRandom: RandomSource, @unchecked Sendable {
  private let lock = NSLock()
  private var generator: SeededGenerator

  /// The bytes that belong to `seed`.
  public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// So many bytes.
  public func bytes(_ count: Int) -> [UInt8] {
    lock.withLock { (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }
  }
}
