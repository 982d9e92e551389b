import Foundation

/// The commands that the program names in what it prints: each has to work as written.
enum NamedCommand {
  /// What a hint may tell to type, beside our own program.
  private static let others = [
    "ls ", "SAMBAND_HOME=", "mkdir ", "chmod ", "date", "df ", "sqlite3 ",
  ]
  private static let statements = ["DROP ", "ALTER ", "CREATE "]

  /// All that a run named, in order; `command` is what was run.
  static func all(in outcome: Program.Outcome, of command: String) -> [String] {
    var found: [String] = []
    for line in outcome.errors.split(separator: "\n") where line.hasPrefix("hint: ") {
      found.append(hinted(String(line), of: command))
    }
    // What help says is about any replica; `HelpTests` run its examples.
    let isHelp = outcome.output.contains("USAGE: ")
    for line in outcome.output.split(separator: "\n") where !isHelp {
      if let named = named(in: String(line)) { found.append(named) }
    }
    return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The command at the end of a `hint:` line; SQL is for the replica that the failed command was
  /// about.
  private static func hinted(_ line: String, of command: String) -> String {
    let text = line.range(of: ": ", options: .backwards).map { String(line[$0.upperBound...]) }
    let hinted = text ?? line
    guard statements.contains(where: hinted.hasPrefix) else { return hinted }
    let words = command.split(separator: " ")
    let replica = words.firstIndex(of: "--replica").map { words[$0 + 1] } ?? "?"
    return "sqlite3 \(replica) '\(hinted.replacingOccurrences(of: "'", with: "'\\''"))'"
  }

  /// A command of ours on a line by itself or at its end, without words that stand for something.
  private static func named(in line: String) -> String? {
    let own = line.hasPrefix("  samband ") ? String(line.dropFirst(2)) : nil
    let atEnd = line.firstMatch(of: /: ((?:SAMBAND_HOME=\S+ )?samband .*)$/).map { String($0.1) }
    guard let command = own ?? atEnd else { return nil }
    let stands = ["KOPI.sqlite", "REPLICA.sqlite", " ID", "MAPPE", "FOLDER"]
    return stands.contains(where: command.contains) ? nil : command
  }

  /// Whether it is something to type at all.
  static func isCommand(_ text: String) -> Bool {
    (others + ["samband "]).contains { text.hasPrefix($0) }
  }
}
