import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signal that asked the program to stop, 0 while none has.
///
/// A signal handler can reach nothing but a global.
private let receivedSignal = Atomic<Int32>(0)

/// Signals by which a person or the system asks the program to stop.
///
/// They end nothing by themselves: the operation that runs notices, leaves everything as it was, and
/// the command says so. What waits for input or for time to pass is woken.
enum StopSignals {
  /// Ctrl-C, a polite kill, a terminal that is closed.
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  /// The signal that asked the program to stop; `nil` while none has.
  static var received: Int32? {
    let number = receivedSignal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Takes the signals from now on; a reader of our output that goes away ends nothing either.
  static func take() {
    _ = received
    var taken = sigset_t()
    sigemptyset(&taken)
    for number in numbers where !isIgnored(number) {
      var action = sigaction()
      #if canImport(Glibc)
        action.__sigaction_handler.sa_handler = { receivedSignal.store($0, ordering: .relaxed) }
      #else
        action.__sigaction_u.__sa_handler = { receivedSignal.store($0, ordering: .relaxed) }
      #endif
      sigaction(number, &action, nil)
      sigaddset(&taken, number)
    }
    // Whoever started us may have held them back for itself, and we would have that from it.
    pthread_sigmask(SIG_UNBLOCK, &taken, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether whoever started the program wants the signal ignored, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
