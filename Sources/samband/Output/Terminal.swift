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

  /// Whether stderr is a terminal, so that an answer stands beside its question.
  static var showsMessages: Bool { isatty(2) == 1 }

  /// Whether a stream, 1 or 2, goes to a terminal that makes texts stand out, and nobody has asked for
  /// plain ones: `NO_COLOR` set to anything, or a terminal that calls itself dumb.
  static func showsLooks(_ stream: Int32, in environment: [String: String]) -> Bool {
    let kind = environment["TERM"] ?? ""
    return isatty(stream) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && !kind.isEmpty
      && kind != "dumb"
  }

  /// Whether lines are broken between words: the screen is known, or its width was told.
  static func breaksLines(in environment: [String: String]) -> Bool {
    isatty(1) == 1 || environment["COLUMNS"].flatMap { Int($0) } != nil
  }

  /// How many columns results have: what `COLUMNS` says, else the terminal, else the usual.
  static func width(in environment: [String: String]) -> Int {
    if let told = environment["COLUMNS"].flatMap({ Int($0) }), told > 0 { return told }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return usualWidth }
    return Int(size.ws_col)
  }
}
