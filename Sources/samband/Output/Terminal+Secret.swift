#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Terminal {
  /// Asks on the terminal of the process for something that is not shown while it is typed; `nil` when
  /// there is no terminal.
  ///
  /// The keys that end a program arrive as characters meanwhile, so that the terminal never stays
  /// silent. Errors: `cancelled`.
  static func readSecret(_ question: String) throws -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { return nil }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
    guard tcsetattr(terminal, TCSADRAIN, &silent) == 0 else { return nil }
    defer { tcsetattr(terminal, TCSADRAIN, &before) }
    write(question + " ", to: terminal)
    defer { write("\n", to: terminal) }
    var typed = TypedLine()
    while true {
      var byte: UInt8 = 0
      let count = Self.read(terminal, &byte)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Failure.cancelled }
      switch typed.take(byte) {
      case .more: continue
      case .done: return typed.text
      case .cancelled: throw Failure.cancelled
      }
    }
  }

  #if canImport(Glibc)
    private static func read(_ terminal: Int32, _ byte: inout UInt8) -> Int {
      Glibc.read(terminal, &byte, 1)
    }
  #else
    private static func read(_ terminal: Int32, _ byte: inout UInt8) -> Int {
      Darwin.read(terminal, &byte, 1)
    }
  #endif
}

/// A line as it is typed on a terminal that interprets nothing.
struct TypedLine {
  /// What a byte did to it.
  enum Progress: Equatable {
    /// More may come.
    case more
    /// It is complete.
    case done
    /// The person broke off.
    case cancelled
  }

  private var bytes: [UInt8] = []

  /// The line; bytes that are no UTF-8 stay what they are not, and match no passphrase.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes one byte from the keyboard: backspace removes a character, Ctrl-U all of them, Ctrl-C and
  /// Ctrl-\ break off.
  mutating func take(_ byte: UInt8) -> Progress {
    switch byte {
    case 0x0A, 0x0D, 0x04: return .done
    case 0x03, 0x1C: return .cancelled
    case 0x15: bytes.removeAll()
    case 0x08, 0x7F:
      while let last = bytes.popLast(), last & 0xC0 == 0x80 { continue }
    default: bytes.append(byte)
    }
    return .more
  }
}
