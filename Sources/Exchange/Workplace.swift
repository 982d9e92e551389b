import BundleFormat
import Foundation
import ReplicaStore

/// Tells the time.
public protocol WallClock: Sendable {
  /// Milliseconds since 1970-01-01T00:00Z.
  var now: Int64 { get }
}

/// Makes bytes that nobody can guess.
public protocol RandomSource: Sendable {
  /// So many bytes.
  func bytes(_ count: Int) -> [UInt8]
}

/// The computer's clock.
public struct SystemClock: WallClock {
  /// The computer's clock.
  public init() {}

  /// The moment in milliseconds since 1970-01-01T00:00Z.
  public var now: Int64 { Int64((Date().timeIntervalSince1970 * 1_000).rounded()) }
}

/// The operating system's generator.
public struct SystemRandom: RandomSource {
  /// The operating system's generator.
  public init() {}

  /// So many bytes that nobody can guess.
  public func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

/// What the use cases need of the world outside the replica file.
public struct Workplace: Sendable {
  /// Tells the time.
  public var clock: any WallClock
  /// Makes secrets and names.
  public var random: any RandomSource
  /// Where the keys are.
  public var keys: KeyFolder
  /// How much a file from outside may ask of us.
  public var limits = Limits.standard
  /// The token of the computer; `nil` when it cannot be told from others.
  public var machine = Machine.current
  /// Whether what is made here is remembered outside the database; not for a copy that is thrown away.
  var remembers = true
  /// Hears how far operations are, and may stop them; `nil` when nobody does.
  public var progress: (any ProgressObserver)?

  /// Who looks at texts that would leave a member, by the name of the charter's template.
  public var guards: [String: any TextGuard] = [:]

  /// A workplace with the computer's clock and generator unless told.
  public init(
    keys: KeyFolder, clock: any WallClock = SystemClock(),
    random: any RandomSource = SystemRandom(), progress: (any ProgressObserver)? = nil
  ) {
    self.progress = progress
    self.keys = keys
    self.clock = clock
    self.random = random
  }

  /// Tells how far a stage is.
  ///
  /// Errors: `stopped` when the operation is to stop.
  func tell(_ stage: StageProgress.Stage, _ done: Int, of total: Int) throws {
    guard let progress else { return }
    progress.observe(StageProgress(stage, Int64(done), of: Int64(total)))
    if progress.isStopRequested { throw ExchangeError(.stopped) }
  }

  /// A name that nobody else takes: characters of base32 without 0, 1, l and o.
  func token(_ length: Int) -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    let letters = random.bytes(length).map { alphabet[Int($0) & 31] }
    return String(decoding: letters, as: UTF8.self)
  }
}
