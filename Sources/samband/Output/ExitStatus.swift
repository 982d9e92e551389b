/// How a command ended, as the process tells it (sysexits.h).
enum ExitStatus: Int32, Sendable {
  /// Everything was done.
  case done = 0
  /// Something failed, or was found wrong.
  case failed = 1
  /// Replicas that should agree differ.
  case differing = 2
  /// The command was not used as it is meant.
  case usage = 64
  /// Invalid, tampered or foreign input.
  case invalidInput = 65
  /// There is no such file.
  case noSuchFile = 66
  /// Something cannot be written.
  case cannotWrite = 73
  /// Another program is in the way; try again.
  case busy = 75
  /// It is not allowed.
  case notAllowed = 77
  /// A signal stopped it (Ctrl-C): 130, after SIGTERM 143, after SIGHUP 129.
  case interrupted = 130

  /// What a shell expects of a program that a signal ended.
  static func afterSignal(_ number: Int32) -> Int32 { 128 + number }
}
