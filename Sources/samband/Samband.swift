import ArgumentParser

/// The program: every command is a file of its own beside this one.
@main
struct Samband: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "samband",
    abstract: "Keeps copies of one SQLite database in step through signed files.",
    discussion: """
      Work in your own replica with any program, and exchange bundles once a week: on a stick, by \
      mail, in a shared folder. Nothing that was written is lost; what two people wrote at once is \
      listed.

      Example:
        samband sync /media/minnepinne

      Exit status: 0 done, 1 failed, 2 replicas that should agree differ, 64 wrong usage, \
      65 invalid, tampered or foreign input, 66 no such file, 73 cannot write, 75 busy, \
      77 not allowed, 130 stopped with Ctrl-C (143 by SIGTERM, 129 by SIGHUP): what was not finished \
      is as it was.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Together", subcommands: [Found.self, Join.self, Admit.self, CharterCommand.self]),
      CommandGroup(
        name: "Every week",
        subcommands: [Sync.self, Status.self, Conflicts.self, Resolve.self, Reopen.self]),
      CommandGroup(
        name: "Records",
        subcommands: [
          Tables.self, List.self, Add.self, Edit.self, Delete.self, TableCommand.self,
        ]),
      CommandGroup(name: "Step by step", subcommands: [Seal.self, Export.self, Import.self]),
      CommandGroup(
        name: "Who changed what", subcommands: [Log.self, Show.self, History.self, Undo.self]),
      CommandGroup(
        name: "Trust, but verify",
        subcommands: [Digest.self, Verify.self, Inspect.self, Doctor.self]),
      CommandGroup(name: "Life cycle", subcommands: [KeyCommand.self, Detach.self]),
      CommandGroup(name: "To begin with", subcommands: [DemoCommand.self]),
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitCode {
      exit(withError: status)
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      explainUsage(error)
      exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
  }

  /// Says what is wrong with a command line in our own words: `error:` and `hint:`.
  private static func explainUsage(_ error: any Error) {
    let console = Console(Language(in: CommandLine.arguments), surroundings: .current)
    console.complain(.unreadableCommand(message(for: error)))
    let help = fullMessage(for: error).split(separator: "'").first { $0.hasSuffix(" --help") }
    console.hint(Hint(.howToUse, .plain(help.map(String.init) ?? "samband --help")))
  }
}
