import ArgumentParser

/// `samband key`: the key of a replica on this computer.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Lock the replica's key with a passphrase, or get what opens its bundles.",
    discussion: """
      Example:
        samband key passphrase

      Exit status: 0 done, 1 failed, 64 wrong usage, 66 no such file, 73 cannot write, \
      77 not allowed.
      """,
    subcommands: [KeyPassphrase.self, KeyIdentity.self])
}
