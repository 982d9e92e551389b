/// What happened, as a hash that a repeated seed must give again, and as text for one seed.
struct EventLog {
  /// Whether each line is printed as it happens.
  let isVerbose: Bool
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(isVerbose: Bool) { self.isVerbose = isVerbose }

  /// Notes a line (FNV-1a).
  mutating func note(_ line: @autoclosure () -> String) {
    let line = line()
    for byte in line.utf8 {
      state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    state = (state ^ 0x0A) &* 0x100_0000_01B3
    if isVerbose { print(line) }
  }

  /// The hash so far, as 16 hexadecimal digits.
  var hash: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
