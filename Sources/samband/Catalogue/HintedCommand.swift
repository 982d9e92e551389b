/// A command that a hint names; it works as written.
struct HintedCommand: Equatable, Sendable {
  /// What to type.
  let text: String
  /// Whether it works on the replica that the failed command was about.
  let isAboutReplica: Bool

  /// A command on the same replica.
  static func onReplica(_ text: String) -> HintedCommand {
    HintedCommand(text: text, isAboutReplica: true)
  }

  /// A command that needs no replica, or names its own.
  static func plain(_ text: String) -> HintedCommand {
    HintedCommand(text: text, isAboutReplica: false)
  }
}
