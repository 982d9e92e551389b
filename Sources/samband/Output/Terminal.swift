#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a person sits at the other end.
enum Terminal {
  /// Whether stdin is a terminal, so that a question can be answered.
  static var canBeAsked: Bool { isatty(0) == 1 }
}
