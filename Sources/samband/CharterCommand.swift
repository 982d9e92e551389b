import ArgumentParser

/// `samband charter`: the document that founds the collaboration.
struct CharterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charter",
    abstract: "Look at the charter in force, write it to a file, or revise it.",
    discussion: """
      Example:
        samband charter show

      Exit status: 0 done, 64 wrong usage, 66 no such file, 73 cannot write.
      """,
    subcommands: [CharterShow.self, CharterExport.self, CharterRevise.self])
}
