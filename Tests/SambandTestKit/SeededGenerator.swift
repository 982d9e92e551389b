/// Random numbers that a seed repeats exactly, on every platform.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence that belongs to `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension SeededGenerator {
  /// A number from 0 up to, not including, `limit`.
  public mutating func number(below limit: Int) -> Int {
    precondition(limit > 0, "no number is below \(limit)")
    return Int(next() % UInt64(limit))
  }

  /// True once in `odds` times on average.
  public mutating func once(in odds: Int) -> Bool { number(below: odds) == 0 }

  /// One of the choices, each as likely as the others.
  public mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[number(below: choices.count)]
  }
}
