import ArgumentParser

/// What `--help` says below the abstract: one example and the exit statuses.
struct HelpText {
  /// What the command does, beyond its abstract.
  let text: String
  /// A command line that shows it.
  let example: String
  /// The exit statuses that it can end with, beside 0 and 64.
  let statuses: [ExitStatus]

  /// The discussion as ArgumentParser prints it.
  var discussion: String {
    let known = ([.done] + statuses + [.usage]).sorted { $0.rawValue < $1.rawValue }
    let lines = known.map {
      "  \($0.rawValue < 10 ? " " : "")\($0.rawValue)  \(Self.meaning(of: $0))"
    }
    return """
      \(text)

      Example:
        \(example)

      Exit status:
      \(lines.joined(separator: "\n"))
      """
  }

  private static func meaning(of status: ExitStatus) -> String {
    switch status {
    case .done: "done"
    case .failed: "failed, or something is wrong"
    case .differing: "replicas that should agree differ"
    case .usage: "wrong usage"
    case .invalidInput: "invalid, tampered or foreign input"
    case .noSuchFile: "no such file"
    case .cannotWrite: "cannot write"
    case .busy: "busy, try again"
    case .notAllowed: "not allowed"
    case .interrupted: "stopped by a signal; everything is as it was"
    }
  }
}
