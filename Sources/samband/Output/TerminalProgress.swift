import Exchange
import Foundation
import ReplicaStore
import Synchronization

/// Shows on a terminal how far a long operation is, on one line that goes away, and lets signals stop
/// it.
final class TerminalProgress: ProgressObserver {
  private struct State {
    var language: Language
    /// When the operation that runs was first heard of, in nanoseconds of the uptime.
    var began: UInt64?
    /// When the line was written last.
    var written: UInt64 = 0
    var isShown = false
  }

  /// What is over before this is not spoken of, in nanoseconds.
  private static let patience: UInt64 = 1_000_000_000
  /// The line changes no more often than this, in nanoseconds.
  private static let interval: UInt64 = 100_000_000

  private let isTerminal: Bool
  private let state: Mutex<State>

  init(_ language: Language) {
    isTerminal = Terminal.isReadByAPerson(2)
    state = Mutex(State(language: language))
  }

  var isStopRequested: Bool { StopSignals.received != nil }

  func observe(_ progress: StageProgress) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = DispatchTime.now().uptimeNanoseconds
      let began = state.began ?? now
      state.began = began
      guard now - began >= Self.patience, now - state.written >= Self.interval else { return }
      let text = Message.progress(progress).text(in: state.language)
      let line = text.prefix(max(Terminal.columns(of: 2) - 1, 1))
      Self.write("\r\(line)\u{1B}[K")
      (state.written, state.isShown) = (now, true)
    }
  }

  /// Takes the line away; what follows is another operation.
  func clear() {
    guard isTerminal else { return }
    state.withLock { state in
      if state.isShown { Self.write("\r\u{1B}[K") }
      (state.began, state.isShown) = (nil, false)
    }
  }

  /// Speaks another language from now on.
  func speak(_ language: Language) { state.withLock { $0.language = language } }

  private static func write(_ text: String) { Terminal.write(text, to: 2) }
}
