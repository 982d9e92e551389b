import ArgumentParser

/// `samband charter`: the document that founds the collaboration.
struct CharterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charter",
    abstract: "Look at the charter, write it to a file, or change who and what it names.",
    discussion: """
      Example:
        samband charter show

      Exit status: 0 done, 64 wrong usage, 66 no such file, 73 cannot write, 77 not allowed.
      """,
    subcommands: [
      CharterShow.self, CharterExport.self, CharterRevise.self, CharterEndReplica.self,
      CharterLeave.self, CharterRecover.self,
    ])
}
