import Exchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a person sits at the other end, and how to reach whoever does.
enum Terminal {
  /// How many columns there are when nothing tells.
  static let usualWidth = 80

  /// Whether stdin is a terminal, so that a question can be answered.
  static var canBeAsked: Bool { isatty(0) == 1 }

  /// Whether what is written to a stream can be written over: it is a terminal, and no simple one.
  static func isReadByAPerson(_ descriptor: Int32) -> Bool {
    let kind = getenv("TERM").map { String(cString: $0) } ?? ""
    return isatty(descriptor) == 1 && kind != "dumb"
  }

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
    return columns(of: 1)
  }

  /// How many columns the terminal of a stream has; the usual when it is none.
  static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return usualWidth
    }
    return Int(size.ws_col)
  }

  /// Writes to a stream; whether anybody still reads there.
  ///
  /// A reader that has gone (`samband log | head`) is no failure of ours.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    FileSystem.put(Array(text.utf8)[...], on: descriptor)
  }

  /// Reads a line from stdin; `nil` at its end, or when a signal asks the program to stop.
  ///
  /// Swift's own would wait on after a signal.
  static func readLine() -> String? {
    var bytes: [UInt8] = []
    while StopSignals.received == nil {
      var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, 200) > 0 else { continue }
      var byte: UInt8 = 0
      let count = read(0, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  /// Whether whoever read a stream has gone, as far as the system tells.
  static func isAbandoned(_ descriptor: Int32) -> Bool {
    var stream = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&stream, 1, 0) == 1 && stream.revents & Int16(POLLERR) != 0
  }

  /// Waits; a signal ends it early.
  static func sleep(milliseconds: Int) {
    var time = timespec(tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
    nanosleep(&time, nil)
  }
}
