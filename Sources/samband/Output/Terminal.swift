#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a person sits at the other end.
enum Terminal {
  /// How many columns there are when nothing tells.
  static let usualWidth = 80

  /// Whether stdin is a terminal, so that a question can be answered.
  static var canBeAsked: Bool { isatty(0) == 1 }

  /// How many columns results have: what `COLUMNS` says, else the terminal, else the usual.
  static func width(in environment: [String: String]) -> Int {
    if let told = environment["COLUMNS"].flatMap({ Int($0) }), told > 0 { return told }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return usualWidth }
    return Int(size.ws_col)
  }
}
