import ArgumentParser

@testable import samband

/// The commands that the program has, as its own parser knows them.
struct CommandTree {
  /// The words that name a command.
  let path: [String]
  /// What its help says.
  let help: String

  /// Every command that does something itself.
  static let all: [CommandTree] = leaves(below: Samband.self, [])

  /// Whether it has an option of that name.
  func has(_ option: String) -> Bool { help.contains(option) }

  /// The exit statuses that its help names.
  var statuses: [Int32] {
    guard let place = help.range(of: "Exit status:") else { return [] }
    let lines = help[place.upperBound...].split(separator: "\n").prefix { $0.hasPrefix("  ") }
    return lines.compactMap { Int32($0.split(separator: " ").first ?? "") }
  }

  private static func leaves(
    below command: any ParsableCommand.Type, _ path: [String]
  ) -> [CommandTree] {
    let children = command.configuration.subcommands
    guard children.isEmpty else {
      return children.flatMap { leaves(below: $0, path + [$0._commandName]) }
    }
    return [CommandTree(path: path, help: Samband.helpMessage(for: command, columns: 100))]
  }
}
